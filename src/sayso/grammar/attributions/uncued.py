"""Statements without a cue of their own: a quotation after an attributed sentence, and a line of a transcript."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sayso.grammar.attributions.candidate_features import Content
from sayso.grammar.attributions.contents import Start
from sayso.grammar.attributions.cue_candidates import CueCandidate, QuotedText
from sayso.grammar.attributions.decoder import Decision, ReadingOdds
from sayso.grammar.attributions.sources import Source
from sayso.grammar.attributions.speech_acts import classify_act, has_possible_source, is_negated
from sayso.grammar.lexicon import entries
from sayso.grammar.vocabulary import is_common, is_known

#: Their certainty, by the name of the start of their content. In PolNeAR's training part 31 of 36 quotations after an attributed
#: sentence in its paragraph are the same speaker's, and 40 of 58 that open the next paragraph. A line of a transcript is as certain as a
#: quotation.
SURE = {"quotation after": 0.86, "quotation in the next paragraph": 0.69, "line": 0.9}

_LABEL = re.compile(r"^(?P<name>[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]*){0,4})(?: \([^)\n]{1,40}\))?:[ \t]+(?=\S)", re.M)
#: Headings in capitals that are not names.
_HEADINGS = frozenset(entries("headings.txt"))


def find_quotations_after(page: QuotedText, decisions: Sequence[Decision]) -> list[Decision]:
    """Quotations that are alone after a sentence in which somebody speaks, as that speaker's: `The mayor said it held.

    "We tried it."`.
    """
    taken = {n for d in decisions for first, last in d.content for n in page.find_quote_numbers(first, last)}
    speaking = sorted((d.site.at, d) for d in decisions if d.site.quote < 0 and d.source.first >= 0)
    places = [at for at, _ in speaking]
    out = []
    for n, (first, last) in enumerate(page.quotes):
        before = page.find_sentence_before(first)
        if n in taken or before < 0 or not _is_sentence(page, first, last):
            continue
        said = bisect_left(places, first) - 1
        if said < 0 or places[said] < page.tokens.bounds[before]:
            continue
        decision = speaking[said][1]
        if classify_act(decision) == "speech" and not is_negated(decision) and has_possible_source(decision):
            how = "quotation in the next paragraph" if page.tokens.opens_paragraph(first) else "quotation after"
            out.append(decision._replace(start=Start(how, first), end=last, content=[(first, last)]))
    return out


def _is_sentence(page: QuotedText, first: int, last: int) -> bool:
    """Whether a quotation is one or more whole sentences."""
    tokens = page.tokens
    return last - first > 4 and tokens.kinds[last - 2] in ".-" and (last >= len(tokens.words) or page.opens_sentence(last))


def read_transcript(page: QuotedText) -> Iterator[Decision]:
    """The lines of a transcript ("REYES: It will hold.").

    A name in capitals heads the line, twice in the text at least or beside another one.
    """
    labels = list(_LABEL.finditer(page.tokens.text))
    counts = Counter(label["name"] for label in labels if not _is_heading(label["name"], page.tokens.text))
    for label in labels:
        if counts[label["name"]] and sum(counts.values()) > 1:
            decision = _read_transcript_line(page, label)
            if decision is not None:
                yield decision


def _is_heading(label: str, text: str) -> bool:
    """Whether a label is not a name: a word common in news, or words that are all English ones, unless the text has them as a name."""
    if label in _HEADINGS:
        return True
    words = label.lower().split(" ")
    if not (is_common(words[0]) if len(words) == 1 else all(map(is_known, words))):
        return False
    return re.search(rf"(?<=[a-z,] ){re.escape(label.title())}\b", text) is None


def _read_transcript_line(page: QuotedText, label: re.Match[str]) -> Decision | None:
    tokens = page.tokens
    first, last = bisect_right(tokens.ends, label.start("name")), bisect_left(tokens.starts, label.end("name"))
    at = bisect_left(tokens.starts, label.end("name"))
    while at < len(tokens.words) and tokens.words[at] != ":":
        at += 1
    end = at + 1
    while end < len(tokens.words) and not tokens.opens_paragraph(end):
        end += 1
    if end == at + 1:
        return None
    site = CueCandidate(page, at, bisect_right(tokens.bounds, at) - 1)
    content: Content = [(at + 1, end)]
    return Decision(
        0,
        ReadingOdds(0.0, 0.0, 0.0, 0.0),
        site=site,
        source=Source("label", first, last),
        start=Start("line", at + 1),
        end=end,
        content=content,
    )


def add_uncued_statements(page: QuotedText, decisions: list[Decision]) -> list[Decision]:
    """The decisions and the statements without a cue, in the order of their content."""
    spoken = list(read_transcript(page))
    inside = Stretches(d.content[0] for d in spoken)
    kept = [d for d in decisions if not spoken or not inside.contains_token(d.site.at)]
    return sorted([*kept, *spoken, *find_quotations_after(page, kept)], key=lambda d: (d.content, d.site.at))


class Stretches:
    """Stretches of tokens, in order, none overlapping."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        self._all = list(stretches)

    def contains_token(self, at: int) -> bool:
        """Whether a token is in one of them."""
        n = bisect_right(self._all, (at, at)) - 1
        return n >= 0 and at < self._all[n][1]
