"""Writes the parts of the README that the program knows better: what its commands print, and the schema.

    python benchmarks/readme.py           write them anew
    python benchmarks/readme.py --check   say whether they are current (exit 1 if not)

`<!-- run: COMMAND -->` is followed by what COMMAND prints over the sample stories, `<!-- schema -->` by the tables and views.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

from sayso.store.database import connect

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
SAMPLES = ROOT / "src" / "sayso" / "samples"
WIDTH = "112"


def printed(command: str, db: Path) -> str:
    """What a command prints, on a terminal without colours."""
    words = shlex.split(command)
    assert words[0] == "sayso"
    env = {**os.environ, "SAYSO_DB": str(db), "COLUMNS": WIDTH, "NO_COLOR": "1", "TERM": "dumb"}
    done = subprocess.run([sys.executable, "-m", "sayso.cli", *words[1:]], capture_output=True, text=True, env=env, check=True, cwd=ROOT)
    return "\n".join(line.rstrip() for line in (done.stdout + done.stderr).splitlines())


def schema(db_path: Path) -> str:
    """Every public table and view with its columns and what it is for."""
    described = yaml.safe_load((ROOT / "metadata.yml").read_text(encoding="utf-8"))["databases"]["sayso"]["tables"]
    db = connect(db_path)
    parts = []
    for title, names in (("Tables", db.table_names()), ("Views", db.view_names())):
        rows = [
            f"| `{name}` | {described[name]['description']} | {', '.join(f'`{c}`' for c in described[name]['columns'])} |"
            for name in names
            if not name.startswith(("_", "sqlite_")) and "_fts" not in name
        ]
        parts.append("\n".join([f"| {title} | what a row is | columns |", "|---|---|---|", *rows]))
    return "\n\n".join(parts)


def written(text: str, db: Path) -> str:
    """The README with its made parts made anew."""

    def run(match: re.Match[str]) -> str:
        return f"{match[1]}\n```console\n$ {match[2]}\n{printed(match[2], db)}\n```\n"

    text = re.sub(r"(<!-- run: (.+?) -->)\n```console\n.*?```\n", run, text, flags=re.DOTALL)
    return re.sub(r"(<!-- schema -->\n).*?(<!-- end of schema -->)", lambda m: m[1] + schema(db) + "\n" + m[2], text, flags=re.DOTALL)


def main() -> int:
    """Writes or checks."""
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "sayso.db"
        subprocess.run([sys.executable, "-m", "sayso.cli", "ingest", "-q", str(SAMPLES), "--db", str(db)], check=True, capture_output=True)
        before = README.read_text(encoding="utf-8")
        after = written(before, db)
    if "--check" in sys.argv:
        return int(before != after)
    README.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
