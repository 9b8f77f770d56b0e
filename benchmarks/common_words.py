"""Prints the words of news in small letters, each with the number of articles that have it: the grammar's `common-words.txt`.

    python benchmarks/common_words.py ../shared/data/polnear/train/text

Words of three articles or more are printed. Counts are facts; no text leaves the articles.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path

_LETTERS = re.compile(r"[^\W\d_]+")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="a folder of texts")
    articles = Counter[str]()
    for path in parser.parse_args().folder.iterdir():
        articles.update({word for word in _LETTERS.findall(path.read_text("utf-8")) if word.islower() and word.isascii()})
    print("# Common words of news, each with the number of PolNeAR's training articles it stands in (benchmarks/common_words.py).")
    print("\n".join(sorted(f"{word} {n}" for word, n in articles.items() if n >= 3)))


if __name__ == "__main__":
    main()
