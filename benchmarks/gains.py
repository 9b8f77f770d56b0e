"""Claims gained and lost on the labelled sets between the working tree and a git revision: what a change of rules did.

    python benchmarks/gains.py [REVISION] [--data DIR] [--show N]

REVISION (HEAD unless told) is unpacked into a folder of its own; both grammars read the same texts, each in a process of its own. A claim
is what it says: kind, stretch, and for a figure its modifier, values, unit, noun and role, for a statement its source, cue and mode.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
EVERY = 20  # one text in this many of the revision histories: enough to see a change within seconds

READ = """
import json, sys
from sayso.cli.jsonl import parse_lines
for line in parse_lines(sys.stdin):
    print(line)
"""


def read_texts(data: Path) -> Iterator[tuple[str, str, str]]:
    """Set, name and text of everything that is read."""
    for path in sorted((data / "polnear/dev/text").glob("*.txt")):
        yield "polnear", path.stem, path.read_text("utf-8")
    for number, row in enumerate(json.loads(next((data / "quantities").glob("newsquant*.json")).read_text("utf-8"))):
        yield "newsquant", str(number), row["text"]
    for path in sorted((data / "quantities/recognizers").rglob("*.json")):
        for number, row in enumerate(json.loads(path.read_text("utf-8-sig"))):
            yield "recognizers", f"{path.stem} {number}", row["Input"]
    for path in sorted((data / "revisions").glob("*.jsonl")):
        if not path.stem.startswith("dev."):
            rows = path.read_text("utf-8").splitlines()[::EVERY]
            yield from ((path.stem, row["article_id"] + " " + row["revision_time"], row["text"]) for row in map(json.loads, rows))


def read(source: Path, rows: Iterable[tuple[str, str, str]]) -> list[dict[str, Any]]:
    """The claims that the grammar in a source tree reads in the texts."""
    lines = "".join(json.dumps({"doc": name, "text": text}) + "\n" for _, name, text in rows)
    env = {**os.environ, "PYTHONPATH": str(source), "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-c", READ], input=lines, capture_output=True, text=True, env=env, check=False, encoding="utf-8")
    if done.returncode:
        sys.exit(f"{source}: {done.stderr.strip().splitlines()[-1]}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def describe_claim(claim: dict[str, Any], text: str) -> tuple[str, str, str]:
    """A claim as it is compared and shown: kind, span and fields."""
    if claim["kind"] == "quantity":
        q = claim["quantity"]
        told = [
            q["modifier"],
            q["value"] if q["value"] is not None else (q["low"], q["high"]),
            q["unit"],
            q["noun"],
            q.get("role"),
            q["trend"],
        ]
        return "quantity", f"{q['start']}-{q['end']} “{text[q['start'] : q['end']]}”", " · ".join(str(t) for t in told if t is not None)
    a = claim["attribution"]
    source, cue = (a[key] and text[a[key][0] : a[key][1]] for key in ("source", "cue"))
    content = " … ".join(text[s:e] for s, e in a["content"])
    return "statement", f"{a['content'][0][0]}-{a['content'][-1][1]} “{content[:90]}”", f"{a['mode']} · {source} · {cue}"


def unpack(revision: str, folder: Path) -> Path:
    """The sources of a revision, in a folder."""
    done = subprocess.run(["git", "-C", str(ROOT), "archive", revision, "src"], capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"git archive {revision}: {done.stderr.decode().strip()}")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder / "src"


def main() -> None:
    ap = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    ap.add_argument("revision", nargs="?", default="HEAD")
    ap.add_argument("--data", type=Path, default=Path(os.environ.get("SAYSO_SHARED", ROOT.parent / "shared")) / "data")
    ap.add_argument("--show", type=int, default=15, help="how many gains and losses to print of each set")
    o = ap.parse_args()
    rows = list(read_texts(o.data))
    with tempfile.TemporaryDirectory() as folder:
        before = read(unpack(o.revision, Path(folder)), rows)
    after = read(ROOT / "src", rows)
    report(rows, before, after, o.show)


def report(rows: list[tuple[str, str, str]], before: list[dict[str, Any]], after: list[dict[str, Any]], show: int) -> None:
    """Counts of each set and kind, and the first gains and losses."""
    counts: Counter[tuple[str, str, str]] = Counter()
    shown: dict[tuple[str, str], list[str]] = {}
    for (origin, name, text), old, new in zip(rows, before, after, strict=True):
        was, now = ({describe_claim(c, text) for c in answer["claims"]} for answer in (old, new))
        for kind, sign, claims in (("kept", "", was & now), ("lost", "-", was - now), ("gained", "+", now - was)):
            for claim in sorted(claims):
                counts[origin, claim[0], kind] += 1
                if sign:
                    shown.setdefault((origin, claim[0]), []).append(f"  {sign} {name}: {claim[1]}  {claim[2]}".replace("\n", " "))
    for origin, kind in sorted({(o, k) for o, k, _ in counts}):
        kept, lost, gained = (counts[origin, kind, what] for what in ("kept", "lost", "gained"))
        print(f"## {origin}, {kind}: {kept} kept, {gained} gained, {lost} lost")
        lines = shown.get((origin, kind), [])
        print("\n".join([*lines[:show], f"  … and {len(lines) - show} more"] if len(lines) > show else lines))


if __name__ == "__main__":
    main()
