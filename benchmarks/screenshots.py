"""The pictures in the README and docs/, from the sample stories: the site is served as a user would serve it and looked at with Chromium.

    python benchmarks/screenshots.py [--samples src/sayso/samples]
    python benchmarks/screenshots.py --every FOLDER [--db PATH]

Writes docs/pictures/*.png. With `--every` it takes each kind of page, on a desktop and on a phone, light and dark, into a folder to be
looked at, and says which are wider than the screen. SAYSO_CHROMIUM names another browser than the `chromium` on the PATH.
"""

from __future__ import annotations

import argparse
import itertools
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
#: The largest size of a picture in the README, in bytes.
HEAVIEST = 200_000

#: An article with a stealth edit, and the claim whose figure changed most often.
ARTICLE = """
    select d.article_id, o.seq, n.seq from changes d
    join revisions o on o.id = d.old_revision_id join revisions n on n.id = d.new_revision_id
    where d.kind in ('raised', 'lowered') order by d.stealth desc, d.kind = 'lowered' desc, d.id limit 1"""
CLAIM = """
    select d.claim_id from changes d join claim_versions v on v.claim_id = d.claim_id
    where d.rank <= 5 group by d.claim_id order by count(distinct v.modifier) desc, count(*) desc limit 1"""
#: The toll on which outlets disagree.
SERIES = """
    select id from series
    where dimension = '@killed' order by id in (select series_id from _disagreements where between_whom = 'outlets') desc, telling desc"""


@contextmanager
def serve_database(database: Path) -> Iterator[str]:
    """The address of a Datasette over the database."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "datasette", str(database), "-m", str(ROOT / "metadata.yml"), "-p", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as server:
        assert server.stderr is not None
        next(line for line in server.stderr if "running on" in line)
        threading.Thread(target=server.stderr.read, daemon=True).start()  # a full pipe would stop the server
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def take_picture(browser: Browser, address: str, name: str, height: int, anchor: str | None = None) -> None:
    """One page as a picture, from its top or from an element on."""
    page = browser.new_page(viewport={"width": 1080, "height": height}, timezone_id="UTC", locale="en-GB")
    page.goto(address)
    if anchor:
        page.locator(anchor).evaluate("e => e.scrollIntoView()")
    target = PICTURES / f"{name}.png"
    page.screenshot(path=target)
    size = target.stat().st_size
    print(f"{target.relative_to(ROOT)}: {size:,} bytes")
    if size > HEAVIEST:
        raise SystemExit(f"{target}: heavier than {HEAVIEST:,} bytes")


def take_all(browser: Browser, base: str, database: Path, folder: Path) -> None:
    """Each kind of page, whole, on a desktop and on a phone, light and dark."""
    folder.mkdir(parents=True, exist_ok=True)
    for (name, path), (width, scheme) in itertools.product(
        list_addresses(database).items(), itertools.product((1280, 390), ("light", "dark"))
    ):
        page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme, timezone_id="UTC", locale="en-GB")
        page.goto(base + path)
        page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
        found = page.evaluate("document.documentElement.scrollWidth")
        if found > width:
            print(f"{path}: {found} px wide on a screen of {width}")
        page.close()


def list_addresses(database: Path) -> dict[str, str]:
    """One page of each kind, named."""
    name = database.stem
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as db:
        article, old, new = db.execute(ARTICLE).fetchone()
        (claim,) = db.execute(CLAIM).fetchone()
        (change,) = db.execute("select id from changes where shown = 1 order by news desc limit 1").fetchone()
        (said,) = db.execute(
            "select id from claims where kind = 'statement' and shown = 1 and speaker_id is not null order by versions desc"
        ).fetchone()
        (speaker,) = db.execute("select id from speakers order by changed desc, quotes desc limit 1").fetchone()
        (revision,) = db.execute("select id from revisions where seq > 1 limit 1").fetchone()
        (series,) = db.execute("select coalesce((select id from series order by telling desc limit 1), 0)").fetchone()
    db.close()
    return {
        "home": "/", "home-filtered": "/?kind=lowered&kind=raised&role=killed&least=x", "home-everything": "/?all=1",
        "articles": f"/{name}/-/articles", "claims": f"/{name}/-/claims", "search": f"/{name}/-/claims?words=killed",
        "speakers": f"/{name}/-/speakers", "article": f"/{name}/articles/{article}?old={old}&new={new}", "claim": f"/{name}/claims/{claim}",
        "statement": f"/{name}/claims/{said}", "change": f"/{name}/changes/{change}", "revision": f"/{name}/revisions/{revision}",
        "speaker": f"/{name}/speakers/{speaker}", "series": f"/{name}/-/series/{series}", "series-list": f"/{name}/-/series",
            "disagreements": f"/{name}/-/disagreements",
        "health": "/-/health", "missing": "/nothing", "data": f"/{name}",
        "table": f"/{name}/change_details", "row": f"/{name}/claim_versions/{claim}",
            "sql": f"/{name}?sql=select+*+from+cut_quotes+limit+5",
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--samples", type=Path, default=ROOT / "src/sayso/samples")
    parser.add_argument("--every", type=Path, metavar="FOLDER", help="take every page, into this folder")
    parser.add_argument("--db", type=Path, help="of this database, for --every")
    wish = parser.parse_args()
    samples: Path = wish.samples
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        database = wish.db if wish.every and wish.db else Path(folder) / "sayso.db"
        if not database.exists():
            subprocess.run([sys.executable, "-m", "sayso.cli", "ingest", "--quiet", "--db", str(database), str(samples)], check=True)
        with sqlite3.connect(database) as db:
            article, old, new = db.execute(ARTICLE).fetchone()
            (claim,) = db.execute(CLAIM).fetchone()
            (series,) = db.execute(SERIES).fetchone()
        db.close()
        found = os.environ.get("SAYSO_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
        flags = ["--no-sandbox"] if os.geteuid() == 0 else []
        with serve_database(database) as base, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=found, args=flags)
            if wish.every:
                take_all(browser, base, database, wish.every)
                return
            take_picture(browser, base + "/", "home", 860)
            take_picture(browser, f"{base}/sayso/articles/{article}?old={old}&new={new}", "article", 1200)
            take_picture(browser, f"{base}/sayso/claims/{claim}", "claim", 760)
            take_picture(browser, f"{base}/sayso/-/series/{series}", "series", 900)
            browser.close()


if __name__ == "__main__":
    main()
