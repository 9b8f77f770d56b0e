"""What the present grammar reads in the corpus, as one digest; `python tests/reading_digest.py` stores it with the grammar's version."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from sayso.grammar import GRAMMAR_VERSION, parse
from sayso.model import Document

CORPUS = Path(__file__).parent / "corpus"
STORED = CORPUS / "reading.digest"


def digest() -> str:
    """The digest of all claims in all sentences of the corpus."""
    hashed = hashlib.sha256()
    for path in sorted(CORPUS.glob("*.json")):
        for case in json.loads(path.read_text("utf-8")):
            hashed.update(repr(parse(Document(case["text"])).claims).encode())
    return hashed.hexdigest()


def line() -> str:
    """Version and digest as they are stored."""
    return f"{GRAMMAR_VERSION} {digest()}\n"


if __name__ == "__main__":
    STORED.write_text(line(), "utf-8")
