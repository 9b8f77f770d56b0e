"""The night against a local server: wall time beside what politeness makes necessary, processor time, memory.

    python benchmarks/nightly.py [--hosts 200] [--pages 10] [--answer 0.2] [--pause 1.0] [--jobs 1]

Hosts are addresses 127.0.1.1, 127.0.1.2 … of this machine, each a publisher of its own with a feed; every page is another story, of
fifteen paragraphs with a dozen figures, among 60 links and 60 KB of script. Two nights: in the second nothing has changed. Politeness makes
necessary: for robots.txt, the feed and each page one answer and one pause, host by host, all hosts at once.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

PLACES = ("Corran", "Dunmere", "Veldt", "Oss", "Tarn", "Hallow", "Brae", "Fenwick")


PARAGRAPH = (
    "Some {} families from the lower streets of {} spent the night in school number {}, said the head of the relief office, and another "
    "{} buses were on their way from the coast with blankets, drinking water and pumps that neighbouring towns had lent for the week."
)
LINKS = "<ul>" + "".join(f"<li><a href='/section/{n}'>Section {n}</a></li>" for n in range(60)) + "</ul>"
SCRIPT = "<script>var data = [" + "1234567890, " * 5000 + "0];</script>"


def make_address(host: int) -> str:
    """The address of a host."""
    return f"127.0.{1 + host // 250}.{1 + host % 250}"


def serve(hosts: int, pages: int, answer: float, port: int) -> None:
    """The server, in a separate process: it reports when it is ready, and runs until it is stopped."""
    from aiohttp import web

    from nights import make_story

    async def handle(request: web.Request) -> web.Response:
        await asyncio.sleep(answer)
        host, path = request.host, request.path
        if path == "/feed.xml":
            items = "".join(f"<item><link>http://{host}/{n}</link></item>" for n in range(pages))
            return web.Response(text=f"<rss version='2.0'><channel><title>{host}</title>{items}</channel></rss>")
        if path == "/robots.txt":
            return web.Response(status=404)
        n = int(path[1:])
        place = f"{PLACES[n % len(PLACES)]} {host} {n}"
        lead = f"At least {12 + n} people were killed and some {100 + n} were missing in the flood, the governor said."
        text = make_story(f"Flood hits {place}", f"{lead} Nearly {2 + n},000 homes in {place} were without power.", "2026-03-14T09:00:00Z")
        more = "".join(f"<p>{PARAGRAPH.format(20 + n + k, place, k, 3 + k)}</p>" for k in range(11))
        text = text.replace("<article>", f"<nav>{LINKS}</nav><article>").replace("</article>", f"{more}</article>{SCRIPT}")
        return web.Response(text=text, content_type="text/html")

    async def run() -> None:
        app = web.Application()
        app.router.add_route("*", "/{tail:.*}", handle)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        for host in range(hosts):
            await web.TCPSite(runner, make_address(host), port).start()
        print("ready", flush=True)
        await asyncio.Event().wait()

    asyncio.run(run())


def main() -> None:
    """Runs both nights and prints what they took."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--hosts", type=int, default=200)
    options.add_argument("--pages", type=int, default=10)
    options.add_argument("--answer", type=float, default=0.2)
    options.add_argument("--pause", type=float, default=1.0)
    options.add_argument("--jobs", type=int, default=1)
    options.add_argument("--port", type=int, default=18573)
    options.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    o = options.parse_args()
    if o.serve:
        serve(o.hosts, o.pages, o.answer, o.port)
        return
    same = [f"--{k}={getattr(o, k)}" for k in ("hosts", "pages", "answer", "port")]
    server = subprocess.Popen([sys.executable, __file__, "--serve", *same], stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    server.stdout.readline()
    try:
        with tempfile.TemporaryDirectory() as folder:
            run_nights(o, Path(folder) / "sayso.db")
    finally:
        server.terminate()
        server.wait()


def measure_cpu() -> float:
    """What this process and its workers have used; the server is not counted."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def run_nights(o: argparse.Namespace, path: Path) -> None:
    """The two nights, in this process."""
    import nights as real
    from sayso.ingest.fetch.client import Fetcher, Policy
    from sayso.ingest.history.pipeline import start_workers
    from sayso.store import watchlist
    from sayso.store.database import connect

    real.Fetcher = lambda policy, clock, sleep: Fetcher(Policy(pause=o.pause), clock=clock)  # type: ignore[misc,assignment]
    db = connect(path)
    for host in range(o.hosts):
        real.add(db, f"http://{make_address(host)}:{o.port}/feed.xml")
    print(f"{o.hosts} hosts, {o.pages} pages each, answers after {o.answer * 1000:.0f} ms, pause {o.pause:g} s")
    for n in (1, 2):
        asked = o.pages + 2
        polite = asked * o.answer + (asked - 1) * o.pause
        wall, cpu = time.perf_counter(), measure_cpu()
        with start_workers(o.jobs) as executor:
            summary, _ = real.run_night(db, f"2026-03-{14 + n}T03:00:00Z", executor=executor)
        wall, cpu = time.perf_counter() - wall, measure_cpu() - cpu
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        per = cpu * 1000 / (o.hosts * o.pages)
        print(
            f"night {n}: {summary.new} new, {summary.known} known, {len(summary.failures)} failures; wall {wall:.1f} s "
            f"= {wall / polite:.2f} of the "
            f"{polite:.1f} s that politeness takes; CPU {cpu:.1f} s, {per:.1f} ms a story; peak memory {peak:.0f} MB"
        )
    assert len(watchlist.find_due_watches(db, 1, "2099-01-01T00:00:00Z")) == o.pages


if __name__ == "__main__":
    main()
