"""How fast the grammar reads: articles a second, growth with length, and inputs made to make it stall.

    python benchmarks/parsing.py [FOLDER]

FOLDER holds articles as .txt files; without one, generated articles are read. One process; quote ratios, not single figures.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from sayso.grammar import parse
from sayso.model import Document
from scale import generate_revisions

MEGABYTE = 1_000_000

#: Inputs of one megabyte each that have stalled readers of text elsewhere.
STALLS: dict[str, Callable[[int], str]] = {
    "quotation marks": lambda n: '"' * n,
    "curly marks, opening": lambda n: "“" * n,
    "digits and commas": lambda n: "1,2" * (n // 3),
    "digits": lambda n: "7" * n,
    "said said said": lambda n: "said " * (n // 5),
    "opening brackets": lambda n: "(" * n,
    "one word": lambda n: "a" * n,
    "number words": lambda n: "hundred thousand " * (n // 17),
    "capitals": lambda n: "A. " * (n // 3),
    "he said, she said": lambda n: "he said that she said that " * (n // 27),
    "one sentence": lambda n: "and the 12 men who fled said nothing " * (n // 37),
    "nested quotes": lambda n: ("“He said ‘" * 1000 + "stop" + "’ twice.”" * 1000) * max(1, n // 20000),
    "hyphens": lambda n: "12-" * (n // 3),
    "currency signs": lambda n: "$" * n,
    "spaces": lambda n: " " * n,
    "full names": lambda n: "Ana Ruiz, who said 5 men " * (n // 25),
    "namesakes": lambda n: "".join(f"Ana {'BCDFGHJKLM'[k % 10]}. Ruiz said that Ruiz said no. " for k in range(n // 37)),
    "surnames": lambda n: "Mayor Ana Ruiz left. Ruiz said the mayor said he said no. " * (n // 58),
}


def read_articles(folder: str | None) -> list[str]:
    """The texts to read."""
    if folder:
        return [p.read_text(encoding="utf-8", errors="replace") for p in sorted(Path(folder).glob("*.txt"))]
    rnd = random.Random(7)
    return ["\n\n".join(text for _ in range(4) for _, text in generate_revisions(rnd)) for _ in range(80)]


def time_reading(text: str) -> float:
    """Time to read one text."""
    start = time.perf_counter()
    parse(Document(text))
    return time.perf_counter() - start


def main() -> None:
    """Prints the three tables."""
    texts = read_articles(sys.argv[1] if len(sys.argv) > 1 else None)
    size = sum(len(t.encode()) for t in texts)
    best = min(sum(time_reading(t) for t in texts) for _ in range(3))
    print(
        f"## {len(texts)} articles, {size / MEGABYTE:.2f} MB: {len(texts) / best:.0f} articles/s, {size / MEGABYTE / best:.2f} "
        "MB/s (best of 3)"
    )
    whole = "\n\n".join(texts)
    short, long = (whole * (1 + n // len(whole)) for n in (100_000, 10 * MEGABYTE))
    short, long = short[:100_000], long[: 10 * MEGABYTE]
    per_short = min(time_reading(short) for _ in range(5)) * 10
    per_long = time_reading(long) / 10
    print(
        f"## seconds a megabyte: {per_short:.2f} in an article of 100 kB, {per_long:.2f} in one of 10 MB ({per_long / per_short:.2f} times)"
    )
    print("## seconds for one megabyte of …")
    for name, made in STALLS.items():
        print(f"  {name:24} {time_reading(made(MEGABYTE)):7.2f}")


if __name__ == "__main__":
    main()
