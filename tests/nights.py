"""Nights for the tests: stories of a small publisher, and the real run over them at any hour.

python tests/nights.py DB NOW KILL_AFTER     one night over the sources in DB, killed after so many outcomes
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from pathlib import Path
from types import MappingProxyType

from sqlite_utils import Database

from newsroom import VERSIONS, connect
from publisher import Publisher
from sayso.ingest.crawl.limits import InputLimits
from sayso.ingest.crawl.run import CrawlRun
from sayso.ingest.extract.extractor_version import EXTRACTOR_VERSION
from sayso.ingest.fetch.client import Fetcher, Policy
from sayso.ingest.history import pipeline
from sayso.ingest.history.pipeline import Outcome, Run, RunSummary
from sayso.ingest.history.plan import RunFacts
from sayso.store import runs, watchlist

POLICY = Policy(pause=0, back_off=0, connect=2, read=2, total=2)
FILLER = (
    "The river left its bed before dawn and took the old bridge with it, and by noon the road to the coast was closed.",
    "Crews from three districts worked through the day to bring sand and pumps to the lower town, where the water stood waist high.",
    "Schools and the market hall were opened to those who could not go home, and the ferry company lent its two largest boats.",
)


def make_story(title: str, lead: str, at: str | None = None, canonical: str | None = None) -> str:
    """A page as a publisher makes it: headline, lead and some paragraphs, with its update time."""
    head = f"<meta property='article:modified_time' content='{at}'>" if at else ""
    head += f"<link rel='canonical' href='{canonical}'>" if canonical else ""
    body = "".join(f"<p>{p}</p>" for p in (lead, *FILLER))
    return f"<html lang='en'><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{body}</article></body></html>"


def make_feed(publisher: Publisher, paths: Iterable[str], updated: Mapping[str, str] = MappingProxyType({})) -> str:
    """An RSS feed that names these pages, some with the time of their update."""
    times = {p: f"<a:updated>{at}</a:updated>" for p, at in updated.items()}
    items = "".join(f"<item><title>{p}</title><link>{publisher.url(p)}</link>{times.get(p, '')}</item>" for p in paths)
    head = "<?xml version='1.0'?><rss version='2.0' xmlns:a='http://www.w3.org/2005/Atom'>"
    return f"{head}<channel><title>Harbour Wire</title>{items}</channel></rss>"


def add(db: Database, url: str, kind: str = "feed", **more: object) -> int:
    """A source that may be on the loopback."""
    values = {"name": url, "kind": kind, "url": url, "allow_private": 1, "watch_days": 40, "interval_minutes": 30, **more}
    return watchlist.add_source(db, "2026-03-01T00:00:00Z", values)


def run_night(
    db: Database, now: str, *, urls: Iterable[str] = (), forced: bool = False, limit: int | None = None, since: str | None = None,
    kill_after: int | None = None, executor: Executor | None = None,
) -> tuple[RunSummary, list[Outcome]]:  # fmt: skip
    """One real run over all sources, at a time of our choice; waits take no time."""
    told: list[Outcome] = []
    if kill_after is not None:
        pipeline.ARTICLES_PER_TRANSACTION = 1  # so that the kill finds some stored and others not

    def tell(outcome: Outcome) -> None:
        told.append(outcome)
        if len(told) == kill_after:
            os.kill(os.getpid(), signal.SIGKILL)

    number = runs.begin_run(db, at=now, command="test", versions=VERSIONS)
    run = Run(db, RunFacts(number, EXTRACTOR_VERSION, "UTC"), now=lambda: now, on_outcome=tell)
    fetcher = Fetcher(POLICY, clock=lambda: now, sleep=lambda seconds: None)
    sources = [s for s in watchlist.list_sources(db) if s.active]
    CrawlRun(run, fetcher, private=True, choice=InputLimits(limit, since), executor=executor).crawl(sources, urls, ignore_schedule=forced)
    fetcher.close()
    runs.end_run(db, number, at=now, status="done")
    return run.summary, told


if __name__ == "__main__":
    run_night(connect(Path(sys.argv[1])), sys.argv[2], kill_after=int(sys.argv[3]))
