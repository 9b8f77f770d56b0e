"""Matching against revisions whose changes are known, because they are made here.

    python benchmarks/mutations.py TEXTS.jsonl [--texts N] [--edits N] [--seed N] [--show N]

TEXTS.jsonl holds one object a line with a "text". Each text is edited at several places at once (figures raised, lowered, made
exact or rounded; hedges put in or taken out; sources renamed; quotations trimmed; sentences dropped, split, added; paragraphs
moved), both texts are read by the real grammar, and each claim must be found again with the right kind of change, and no other.
A claim that the grammar does not find again after the edit is counted as unread and not scored: this measures matching alone. Nor
is a statement scored whose words an edit for another claim has touched, or whose "he" lost its name elsewhere.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from sayso.grammar import parse
from sayso.matching import compare, trace
from sayso.model import Claim, Document, Reading, Span

NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
HEDGES = ("nearly", "more than", "at least", "about", "fewer than", "up to")
NAMES = ("Ottoline Varga", "Tobias Brandvold", "the Harrowgate Institute", "Imre Castellan")
NEWS = (
    "Some 340 residents of Harrowgate were moved to a school gym overnight.",
    "A separate inquiry has so far cost the province $12.7 million.",
    "Engineers say that 57% of the pumps in Harrowgate are out of order.",
)
KINDS = ("raised", "lowered", "refined", "coarsened", "rehedged", "reattributed", "requoted", "removed", "added", "returned", "kept")


class Edit(NamedTuple):
    """Replace a stretch of the old text; `claims` are the old claims that this changes, into `kind`."""

    span: Span
    text: str
    kind: str
    claims: tuple[int, ...]


class Piece(NamedTuple):
    """The place of a stretch of the old text in the new one."""

    old: Span
    new: Span
    edit: Edit | None


def raise_or_lower(reading: Reading, index: int, rng: random.Random) -> Edit | None:
    """Another number in the place of an exact one."""
    q = reading.claims[index].quantity
    digits = NUMBER.search(q.span.of(reading.document.text)) if q else None
    if q is None or digits is None or q.modifier not in ("exact", "at_least", "over", "about") or "." in q.span.of(reading.document.text):
        return None
    old = int(digits[0].replace(",", ""))
    new = max(0, round(old * rng.choice((0.5, 0.8, 0.93, 1.1, 1.4, 2)))) + rng.choice((-1, 1)) * (old < 10)
    if new == old or new < 0 or (1900 <= new <= 2100):
        return None
    written = f"{new:,}" if "," in digits[0] else str(new)
    start = q.span.start + digits.start()
    return Edit(Span(start, start + len(digits[0])), written, "raised" if new > old else "lowered", (index,))


def hedge(reading: Reading, index: int, rng: random.Random) -> Edit | None:
    """A hedge before a bare figure, or none where there was one."""
    q = reading.claims[index].quantity
    if q is None or q.value is None or q.modifier == "between":
        return None
    if q.modifier == "exact":
        before = reading.document.text[max(0, q.span.start - 4) : q.span.start]
        return Edit(Span(q.span.start, q.span.start), rng.choice(HEDGES) + " ", "rehedged", (index,)) if before.endswith(" ") else None
    bare = re.match(r"(?i)(?:nearly|almost|more than|over|at least|about|around|roughly) (?=[\d$])", q.span.of(reading.document.text))
    return Edit(Span(q.span.start, q.span.start + bare.end()), "", "rehedged", (index,)) if bare else None


def sharpen(reading: Reading, index: int, rng: random.Random) -> Edit | None:
    """An exact number for a "nearly", or the other way round."""
    q = reading.claims[index].quantity
    if q is None or q.value is None or q.value != int(q.value):
        return None
    text, value = q.span.of(reading.document.text), int(q.value)
    written = f"{value:,}" if "," in text else str(value)
    if q.modifier == "nearly" and value >= 100 and text.endswith(written):
        exact = value - rng.randrange(1, max(2, value // 200))
        return Edit(q.span, f"{exact:,}" if "," in text else str(exact), "refined", (index,))
    if q.modifier == "exact" and value > 1000 and value % 100 and text == written:
        round_up = (value // 100 + 1) * 100
        return Edit(q.span, f"nearly {round_up:,}" if "," in text else f"nearly {round_up}", "coarsened", (index,))
    return None


def rename(reading: Reading, index: int, rng: random.Random) -> Edit | None:
    """Another source for a statement, and for the figures in it."""
    claim = reading.claims[index]
    said = claim.attribution
    if claim.kind != "statement" or said is None or said.source is None or not said.source.of(reading.document.text)[:1].isupper():
        return None
    if not said.speaker or said.speaker.split()[-1] not in said.source.of(reading.document.text):
        return None
    name = rng.choice(NAMES)
    same = tuple(i for i, c in enumerate(reading.claims) if c.attribution and c.attribution.source == said.source)
    return Edit(said.source, name, "reattributed", same)


def trim(reading: Reading, index: int, rng: random.Random) -> Edit | None:
    """A direct quotation cut at a comma."""
    claim = reading.claims[index]
    if claim.kind != "statement" or claim.attribution is None or claim.attribution.mode != "direct":
        return None
    content = claim.attribution.content[-1]
    words = content.of(reading.document.text)
    commas = [m.start() for m in re.finditer(", ", words) if 0.4 * len(words) < m.start() < len(words) - 12]
    if not commas:
        return None
    end = content.end - len(words) + len(words.rstrip("”\"’'.,!? "))
    cut = Span(content.start + rng.choice(commas), end)
    return (
        None
        if any(cut.overlaps(s) for i, c in enumerate(reading.claims) if i != index for s in c.spans)
        else Edit(cut, "", "requoted", (index,))
    )


def drop(reading: Reading, index: int, rng: random.Random) -> Edit | None:
    """A sentence taken out with all that it claims."""
    home = reading.claims[index].sentence
    inside = tuple(i for i, c in enumerate(reading.claims) if any(home.overlaps(s) for s in c.spans))
    if any(not home.contains(s) for i in inside for s in reading.claims[i].spans):
        return None
    return Edit(home, "", "removed", inside)


def split(reading: Reading, index: int, rng: random.Random) -> Edit | None:
    """One sentence made into two."""
    home = reading.claims[index].sentence
    joint = re.search(r", (?:and|but|while) (?=\w)", home.of(reading.document.text))
    if joint is None or joint.start() < 20:
        return None
    start = home.start + joint.start()
    return Edit(Span(start, start + joint.end() - joint.start()), ". Meanwhile ", "kept", ())


def insert(reading: Reading, index: int, rng: random.Random) -> Edit | None:
    """A sentence that is new."""
    end = reading.claims[index].sentence.end
    return Edit(Span(end, end), " " + rng.choice(NEWS), "added", ())


def reword(reading: Reading, index: int, rng: random.Random) -> Edit | None:
    """Other words at the head of a sentence."""
    home = reading.claims[index].sentence
    first = home.of(reading.document.text).split(" ", 1)[0]
    if first not in ("The", "A", "In", "It", "He", "She", "They", "But", "At", "On"):
        return None
    return Edit(Span(home.start, home.start), rng.choice(("As it turned out, ", "By then, ", "In the meantime, ")), "kept", ())


def thin(reading: Reading, index: int, rng: random.Random) -> Edit | None:
    """A sentence that says before its figure what it said, in half the words."""
    q, home = reading.claims[index].quantity, reading.claims[index].sentence
    if q is None or any(c.span.start < q.span.start and home.overlaps(c.span) for c in reading.claims):
        return None
    head = Span(home.start, q.span.start)
    words = head.of(reading.document.text).split(" ")
    if len(words) < 6:
        return None
    fewer = [w for w in words[:-1] if rng.random() < 0.5]
    return Edit(head, " ".join([*fewer, words[-1]]), "kept", ())


MAKERS = (raise_or_lower, raise_or_lower, raise_or_lower, hedge, hedge, sharpen, rename, trim, drop, split, insert, reword, thin)


def choose_edits(reading: Reading, wanted: int, rng: random.Random) -> list[Edit]:
    """Some edits that do not touch each other; at most one a sentence, except for figures."""
    out: list[Edit] = []
    for index in rng.sample(range(len(reading.claims)), len(reading.claims)):
        edit = rng.choice(MAKERS)(reading, index, rng)
        if edit and not any(_is_near(edit.span, other.span) for other in out):
            out.append(edit)
        if len(out) == wanted:
            break
    return sorted(out)


def _is_near(a: Span, b: Span) -> bool:
    return a.start <= b.end + 2 and b.start <= a.end + 2


def rewrite_text(text: str, changes: list[Edit], rng: random.Random) -> tuple[str, list[Piece]]:
    """The new text, with two of its paragraphs in each other's place, and where every stretch of the old one went."""
    paragraphs = [Span(*m.span()) for m in re.finditer(r"(?s)\S.*?(?=\n\n|\Z)", text)]
    order = list(range(len(paragraphs)))
    if len(order) > 4:
        a, b = rng.sample(range(1, len(order)), 2)
        order[a], order[b] = order[b], order[a]
    out, pieces = "", []
    for paragraph in (paragraphs[i] for i in order):
        for old, edit in _cut(paragraph, changes):
            new = edit.text if edit else old.of(text)
            pieces.append(Piece(old, Span(len(out), len(out) + len(new)), edit))
            out += new
        out += "\n\n"
    return out, pieces


def _cut(paragraph: Span, changes: list[Edit]) -> Iterator[tuple[Span, Edit | None]]:
    at = paragraph.start
    for edit in changes:
        if paragraph.contains(edit.span):
            yield Span(at, edit.span.start), None
            yield edit.span, edit
            at = edit.span.end
    yield Span(at, paragraph.end), None


def find_landed(claim: Claim, pieces: list[Piece]) -> list[Span]:
    """Where the claim's stretches went."""
    out = []
    for piece in pieces:
        for span in claim.spans:
            start, end = max(span.start, piece.old.start), min(span.end, piece.old.end)
            if piece.edit is None and start < end:
                shift = piece.new.start - piece.old.start
                out.append(Span(start + shift, end + shift))
            elif piece.edit is not None and piece.edit.text and span.overlaps(piece.old):
                out.append(piece.new)
    return out


def find_counterpart(claim: Claim, spans: list[Span], new: Reading) -> int | None:
    """The claim of the new reading that stands where the old one went, if it is the only one of its kind there."""
    hits = [i for i, c in enumerate(new.claims) if c.kind == claim.kind and any(s.overlaps(t) for s in c.spans for t in spans)]
    exact = [i for i in hits if len(new.claims[i].spans) == len(claim.spans)]
    return exact[0] if len(exact) == 1 and len(hits) == 1 else None


class Tally:
    """Right, predicted and wanted by kind."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.predicted: Counter[str] = Counter()
        self.wanted: Counter[str] = Counter()
        self.unread = 0

    def rows(self) -> Iterator[str]:
        yield f"{'kind':14s} {'wanted':>7s} {'found':>7s} {'precision':>10s} {'recall':>8s}"
        for kind in KINDS:
            if self.wanted[kind] or self.predicted[kind]:
                p = 100 * self.right[kind] / max(1, self.predicted[kind])
                r = 100 * self.right[kind] / max(1, self.wanted[kind])
                yield f"{kind:14s} {self.wanted[kind]:7d} {self.predicted[kind]:7d} {p:9.1f}% {r:7.1f}%"
        yield f"claims that the grammar did not find again, or that another edit touched: {self.unread}"


def score(old: Reading, new: Reading, pieces: list[Piece], tally: Tally) -> list[str]:
    """Compares the links of two readings with the edits; returns the errors in words."""
    made = {i: p.edit for p in pieces if p.edit for i in p.edit.claims}
    wanted: dict[tuple[int | None, int | None], str] = {}
    for index, claim in enumerate(old.claims):
        edit = made.get(index)
        if edit and edit.kind == "removed":
            wanted[index, None] = "removed"
            continue
        there = find_counterpart(claim, find_landed(claim, pieces), new)
        if there is None or (edit is None and _is_touched(old, claim, pieces)):
            tally.unread += 1
        else:
            wanted[index, there] = edit.kind if edit else "kept"
    known = {j for _, j in wanted}
    fresh = [p.new for p in pieces if p.edit and p.edit.kind == "added"]
    for j, claim in enumerate(new.claims):
        if j not in known and claim.kind == "quantity" and any(s.overlaps(claim.span) for s in fresh):
            wanted[None, j] = "added"
    return list(_list_errors(old, new, wanted, tally))


def _is_touched(old: Reading, claim: Claim, pieces: list[Piece]) -> bool:
    """Whether an edit for another claim changed a statement's sentence or words, or who a pronoun stands for."""
    said = claim.attribution
    edits = [p.edit for p in pieces if p.edit]
    renamed = [old.claims[i].attribution for e in edits if e.kind == "reattributed" for i in e.claims]
    if said and any(r and r.speaker and r.speaker == said.speaker for r in renamed):
        return True
    stretches = (claim.sentence, *(said.content if said else ()), *((said.source,) if said and said.source else ()))
    return bool(said) and any(s.start <= e.span.end and e.span.start <= s.end for s in stretches for e in edits)


def _list_errors(old: Reading, new: Reading, wanted: dict[tuple[int | None, int | None], str], tally: Tally) -> Iterator[str]:
    olds, news = {i for i, _ in wanted}, {j for _, j in wanted}
    tally.wanted.update(wanted.values())
    for link in compare(old, new):
        if not ((link.old in olds and link.old is not None) or (link.new in news and link.new is not None)):
            continue
        kind = "kept" if link.kind in (None, "reworded") else str(link.kind)
        tally.predicted[kind] += 1
        if wanted.get((link.old, link.new)) == kind:
            tally.right[kind] += 1
        else:
            yield f"{kind} ({link.method}, {link.link_certainty}): {_get_words(old, link.old)} → {_get_words(new, link.new)}"


def _get_words(reading: Reading, index: int | None) -> str:
    if index is None:
        return "∅"
    claim, text = reading.claims[index], reading.document.text
    return f"[{' … '.join(s.of(text) for s in claim.spans)}] in {claim.sentence.of(text)[:110]!r}"


def score_return(old: Reading, text: str, rng: random.Random, tally: Tally) -> None:
    """Sentences dropped and put back: their claims must return, and no other."""
    drops = [e for e in (drop(old, i, rng) for i in rng.sample(range(len(old.claims)), min(3, len(old.claims)))) if e]
    cut = text
    for edit in sorted({e.span: e for e in drops}.values(), reverse=True):
        cut = cut[: edit.span.start] + cut[edit.span.end :]
    middle = parse(Document(cut))
    gone = {i for e in drops for i in e.claims}
    returned = {
        t.mentions[0][1] for t in trace([old, middle, old]) if any(c.kind == "returned" for c in t.changes) and t.mentions[0][0] == 0
    }
    tally.wanted["returned"] += len(gone)
    tally.predicted["returned"] += len(returned)
    tally.right["returned"] += len(gone & returned)


def read_texts(path: Path, limit: int) -> Iterable[str]:
    """The first so many texts of different articles."""
    seen: set[str] = set()
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if len(seen) < limit and row.get("article_id", line) not in seen:
                seen.add(row.get("article_id", line))
                yield row["text"]


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    options.add_argument("path", type=Path)
    options.add_argument("--texts", type=int, default=100)
    options.add_argument("--edits", type=int, default=8)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--show", type=int, default=0)
    chosen = options.parse_args()
    rng, tally, wrong, took, count = random.Random(chosen.seed), Tally(), [], 0.0, 0
    for text in read_texts(chosen.path, chosen.texts):
        old = parse(Document(text))
        if not old.claims:
            continue
        changed, pieces = rewrite_text(text, choose_edits(old, chosen.edits, rng), rng)
        new = parse(Document(changed))
        start = time.process_time()
        compare(old, new)
        took += time.process_time() - start
        count += 1
        wrong += score(old, new, pieces, tally)
        score_return(old, text, rng, tally)
    print(f"{count} texts, up to {chosen.edits} edits each; {count / took:.0f} comparisons a second of processor time")
    print("\n".join([*tally.rows(), *wrong[: chosen.show]]))


if __name__ == "__main__":
    main()
