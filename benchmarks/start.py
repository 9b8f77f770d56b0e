"""The cost of starting a command: processor time of short commands, in turn, so that a busy machine slows all alike.

    python benchmarks/start.py [--times 7] [--sayso PATH] [--than PATH]

User and system time of the whole process, the median; with `--than` the command of another checkout beside it, and the ratio. One run of
each goes before, uncounted: it writes byte-code and what is kept of patterns and weights.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

TEXT = "Nearly 32,000 people fled, the ministry said."
LINE = {"url": "https://wire.example/flood", "title": "Flood", "text": TEXT, "revision_time": "2026-01-01T00:00:00Z"}


def measure_cpu(command: Sequence[str]) -> float:
    """Processor time of a command that has to succeed."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} ended with {status}")
    return used.ru_utime + used.ru_stime


def list_commands(folder: Path) -> dict[str, list[str]]:
    """Short commands, by what they show."""
    text, parsed, line = folder / "text.txt", folder / "parse.jsonl", folder / "line.jsonl"
    text.write_text(TEXT, "utf-8")
    parsed.write_text(json.dumps({"doc": "a", "text": TEXT}), "utf-8")
    line.write_text(json.dumps(LINE), "utf-8")
    return {
        "--help": ["--help"],
        "parse": ["parse", str(text)],
        "parse --jsonl": ["parse", "--jsonl", str(parsed)],
        "ingest, one line, known": ["ingest", "--quiet", "--db", str(folder / "{}.db"), str(line)],
    }


def main() -> None:
    """Prints a line for each command."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--times", type=int, default=7)
    options.add_argument("--sayso", default=None)
    options.add_argument("--than", default=None)
    o = options.parse_args()
    sayso = [[o.sayso] if o.sayso else [sys.executable, "-m", "sayso"], *([[o.than]] if o.than else [])]
    print("## CPU s of a whole command (medians)" + (": here, there, ratio" if o.than else ""))
    with tempfile.TemporaryDirectory() as folder:
        for name, arguments in list_commands(Path(folder)).items():
            whole = [[*command, *(a.format(n) for a in arguments)] for n, command in enumerate(sayso)]
            for command in whole:
                measure_cpu(command)
            medians = [statistics.median(took) for took in zip(*([measure_cpu(c) for c in whole] for _ in range(o.times)), strict=True)]
            print(
                f"  {name:24}" + "".join(f" {m:6.3f}" for m in medians) + (f" {medians[0] / medians[1]:6.2f}" if o.than else ""), flush=True
            )


if __name__ == "__main__":
    main()
