"""How well figures and statements are read in tests/gold/sentences.jsonl, invented sentences with the expected claims.

    python benchmarks/gold.py [--errors]

They are too few, and by too few authors, to say how well news is read; they show a contributor what a change of rules does. A figure is
found where one of the same value (of a range: both ends; of "dozens": none) overlaps it; its hedge and unit are counted apart, of figures
found. A statement is found where one that is shown overlaps its content by half of the words of both together; source and content are
counted whole, of statements found, apart from quotation marks and points at their ends. `--errors` prints what was missed and what was
found amiss.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from sayso.grammar import parse
from sayso.model import Claim, Document

GOLD = Path(__file__).resolve().parents[1] / "tests" / "gold" / "sentences.jsonl"
#: The share of words in common from which two contents are one.
OVERLAP = 0.5

Row = dict[str, Any]


class Score(NamedTuple):
    """How many are wanted, how many were read, and how many of both are the same."""

    wanted: int
    read: int
    found: int

    @property
    def precision(self) -> float:
        """Precision; 1 where nothing was read."""
        return self.found / self.read if self.read else 1.0

    @property
    def recall(self) -> float:
        """Recall; 1 where nothing is expected."""
        return self.found / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.found / (self.wanted + self.read) if self.wanted + self.read else 1.0


class Outcome(NamedTuple):
    """The scores by name, and a line for each miss."""

    scores: dict[str, Score]
    errors: list[str]


class _Kind(NamedTuple):
    """What is wanted and what was read of one kind, when the two are the same, and what else is judged then."""

    name: str
    wanted: list[Row]
    read: list[Claim]
    same: Callable[[Row, Claim, str], bool]
    judge: Callable[[Row, Claim, str], dict[str, bool]]


def score() -> Outcome:
    """Reads all sentences and compares."""
    counts: Counter[str] = Counter()
    errors: list[str] = []
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        claims = parse(Document(row["text"])).claims
        figures = [c for c in claims if c.quantity]
        statements = [c for c in claims if c.kind == "statement" and c.shown]
        errors += _compare(_Kind("figures", row["figures"], figures, _is_same_figure, _judge_figure), row["text"], counts)
        errors += _compare(_Kind("statements", row["statements"], statements, _is_same_statement, _judge_statement), row["text"], counts)
    names = ("figures", "hedge", "unit", "statements", "source", "content")
    return Outcome({name: Score(*(counts[f"{name} {part}"] for part in Score._fields)) for name in names}, errors)


def _compare(kind: _Kind, text: str, counts: Counter[str]) -> Iterator[str]:
    """Counts what is expected, read and found in one sentence; a line for each miss."""
    pairs = list(_pair_up(kind, text))
    counts.update({f"{kind.name} wanted": len(kind.wanted), f"{kind.name} read": len(kind.read), f"{kind.name} found": len(pairs)})
    for wanted, claim in pairs:
        for name, right in kind.judge(wanted, claim, text).items():
            counts.update({f"{name} wanted": 1, f"{name} read": 1, f"{name} found": right})
            if not right:
                yield f"{name}: {_get_words(claim, text)!r} for {wanted} in {text!r}"
    yield from (f"missed: {w} in {text!r}" for w in kind.wanted if all(w is not x for x, _ in pairs))
    yield from (f"amiss: {_get_words(c, text)!r} in {text!r}" for c in kind.read if all(c is not x for _, x in pairs))


def _pair_up(kind: _Kind, text: str) -> Iterator[tuple[Row, Claim]]:
    """Each that is wanted with the first still free that is the same."""
    free = list(kind.read)
    for wanted in kind.wanted:
        if claim := next((c for c in free if kind.same(wanted, c, text)), None):
            free.remove(claim)
            yield wanted, claim


def _is_same_figure(wanted: Row, claim: Claim, text: str) -> bool:
    q = claim.quantity
    assert q is not None
    places = [m.start() for m in re.finditer(re.escape(wanted["text"]), text)]
    if not any(at < q.span.end and q.span.start < at + len(wanted["text"]) for at in places):
        return False
    if "low" in wanted:
        return q.low == wanted["low"] and q.high == wanted["high"]
    if "value" not in wanted:
        return q.value is None
    # A share may be given as a fraction or in percent.
    return q.value is not None and any(abs(q.value - x) < 1e-6 * max(1, abs(x)) for x in (wanted["value"], wanted["value"] * 100))


def _judge_figure(wanted: Row, claim: Claim, text: str) -> dict[str, bool]:
    q = claim.quantity
    assert q is not None
    judged = {"hedge": q.modifier == wanted.get("modifier", "exact")}
    return judged | ({"unit": q.unit == wanted["unit"]} if "unit" in wanted else {})


def _is_same_statement(wanted: Row, claim: Claim, text: str) -> bool:
    a, b = _count_tokens(_read_content(wanted)), _count_tokens(_get_words(claim, text))
    return sum((a & b).values()) >= OVERLAP * sum((a | b).values())


def _judge_statement(wanted: Row, claim: Claim, text: str) -> dict[str, bool]:
    a = claim.attribution
    assert a is not None
    source = a.source.of(text) if a.source else ""
    return {
        "source": _strip_marks(source) == _strip_marks(wanted["source"]),
        "content": _strip_marks(_get_words(claim, text)) == _strip_marks(_read_content(wanted)),
    }


def _read_content(wanted: Row) -> str:
    content = wanted["content"]
    return content if isinstance(content, str) else " … ".join(content)


def _get_words(claim: Claim, text: str) -> str:
    """A claim's own words."""
    return " … ".join(span.of(text) for span in claim.spans)


def _count_tokens(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def _strip_marks(text: str) -> str:
    """A text without the marks around it, and without the "that" or "the" before it, which is taste."""
    return re.sub(r"^(that|the) ", "", text.strip(" .,:;“”").lower())


def main() -> None:
    """Prints the scores."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--errors", action="store_true", help="print what was missed and what was found amiss")
    asked = parser.parse_args()
    outcome = score()
    print(f"{'':12}{'wanted':>8}{'read':>8}{'precision':>11}{'recall':>8}{'F1':>8}")
    for name, s in outcome.scores.items():
        print(f"{name:12}{s.wanted:8}{s.read:8}{s.precision:11.3f}{s.recall:8.3f}{s.f1:8.3f}")
    if asked.errors:
        print(*outcome.errors, sep="\n")


if __name__ == "__main__":
    main()
