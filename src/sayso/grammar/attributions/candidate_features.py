"""Features of one reading of one site: of its source, its content, and of whether it is an attribution at all."""

from __future__ import annotations

from sayso.grammar.attributions.content_features import mask_name
from sayso.grammar.attributions.contents import Start
from sayso.grammar.attributions.cue_candidates import CUES, CueCandidate
from sayso.grammar.attributions.log_linear import Features
from sayso.grammar.attributions.sources import Source
from sayso.grammar.wordclasses import DATE, NAME, NAMELESS_HEADS

Content = list[tuple[int, int]]


def build_content(site: CueCandidate, start: Start, end: int) -> Content:
    """The pieces of the content, as token ranges in order."""
    pieces: Content = []
    if start.left is not None:
        pieces.append(start.left)
    if start.at >= 0 and end > start.at:
        kinds = site.page.tokens.kinds
        while end > start.at + 1 and (kinds[end - 1] in ",;" or (kinds[end - 1] == ")" and kinds.rfind("(", start.at, end) < 0)):
            end -= 1
        pieces.append((_skip_day_and_commas(site, start.at, end), end))
    pieces.sort()
    return _add_later_quotes(site, pieces, start.is_before or start.how == "clause around")


def _skip_day_and_commas(site: CueCandidate, first: int, last: int) -> int:
    """The token after commas and after the day of the saying: "said Thursday the bridge …"."""
    kinds = site.page.tokens.kinds
    if first == site.at + 1 and kinds[first] == DATE:
        first += 1
    while first + 1 < last and kinds[first] in ",;:.":
        first += 1
    return min(first, last - 1)


def _add_later_quotes(site: CueCandidate, pieces: Content, before: bool) -> Content:
    """Quotations that continue after the cue: `"A," he said. "B."`, to the end of the paragraph or the next cue."""
    page = site.page
    kinds = page.tokens.kinds
    if not pieces or not (before or kinds[pieces[-1][1] - 1] == kinds[pieces[-1][0]] == '"'):
        return pieces
    last = max(pieces[-1][1], site.at + 1)
    number = page.find_next_quote(last)
    while number < len(page.quotes):
        first, end = page.quotes[number]
        if first >= last and _names_show(site, first, end):  # "told “The Long Road” on Monday. “It held.”"
            number += 1
            continue
        if first < last or not _continues_quotation(site, last, first) or not _is_whole_sentence(site, end):
            break
        pieces.append((first, end))
        last = end
        number += 1
    return pieces


def _names_show(site: CueCandidate, first: int, end: int) -> bool:
    """Whether a quotation in the rest of the cue's sentence is the title of where something was said."""
    tokens = site.page.tokens
    if end > tokens.bounds[site.sentence + 1] + 1 or tokens.kinds[first - 1] in ',:"' or end - first > _LONGEST_TITLE:
        return False
    words = [tokens.words[i] for i in range(first + 1, end - 1) if tokens.kinds[i] not in ".,DIAT0"]
    return bool(words) and all(word[0].isupper() for word in words)


_LONGEST_TITLE, _FAR = 8, 40
#: Acts of a speaker: the quotation after them continues the content.
_MEANWHILE = frozenset(("referring", "speaking", "talking"))


def _continues_quotation(site: CueCandidate, last: int, first: int) -> bool:
    """Whether the quotation at token `first` follows token `last` with no more between than the rest of the cue's sentence."""
    tokens = site.page.tokens
    if first - last > _FAR or tokens.opens_paragraph(first):
        return False
    limit = tokens.bounds[site.sentence + 1]
    if first < limit:
        return not any(word in CUES and word not in _MEANWHILE for word in tokens.words[last:first])
    return not tokens.kinds[max(last, limit) : first].strip(".")


def _is_whole_sentence(site: CueCandidate, last: int) -> bool:
    """Whether a quotation is a whole sentence, so that no cue of its own can follow."""
    tokens = site.page.tokens
    if last >= len(tokens.words) or tokens.opens_paragraph(last):
        return True
    inner = tokens.kinds[max(0, last - 4) : last - 1].rstrip("'\"")
    return inner.endswith((".", "-")) and not tokens.words[last][0].islower() and tokens.kinds[last] != ","


def extract_site_features(site: CueCandidate) -> Features:
    """The features of a site before it is read."""
    tokens, at, before = site.page.tokens, site.at, site.before
    following = mask_name(tokens, at + 1) if at + 1 < len(tokens.words) else "$"
    previous = mask_name(tokens, at - 1) if at > site.first else "^"
    return (
        "",
        site.word,
        f"{previous} {site.word}",
        before,
        site.after,
        previous,
        following,
        ("in " if site.quote >= 0 else "") + before[2],
    )


def extract_reading_features(site: CueCandidate, source: Source, start: Start, end: int, pieces: Content) -> Features:
    """The features of one reading of a site; they follow the site's own features."""
    tokens = site.page.tokens
    kinds = tokens.kinds
    how, inside = start.how, "in" if site.quote >= 0 else ""
    final = "$" if end >= site.last else (kinds[end] if end >= 0 else "-")
    size = min(8, sum([e - s for s, e in pieces]) // 3)
    quoted = "q" if '"' in [kinds[s] for s, _ in pieces] or '"' in [kinds[e - 1] for _, e in pieces] else ""
    head = word = gap = ""
    if source.first >= 0:
        head, word = kinds[source.last - 1], mask_name(tokens, source.last - 1)
        gap = kinds[source.last : site.at][-4:]
        if head in NAMELESS_HEADS:
            head = word
    return (
        f"{how}/{source.how}",
        f"{how}/{size}{final}",
        f"{how}/{quoted}{inside}",
        f"{site.lemma}/{quoted}{inside}",
        f"{head} {inside}",
        f"{site.lemma}/{how}",
        f"{site.lemma}/{source.how}",
        word,
        f"{source.how}/{gap}",
        *_extract_place_features(site),
    )


_FEW = [str(min(n // 3, 6)) for n in range(20)]
_SAID = frozenset(("said", "says", "told", "saying"))
_BESIDE = 25


def _extract_place_features(site: CueCandidate) -> Features:
    """Where a cue is in its sentence, the two words before it, and whether a plain "said" is beside it."""
    at, first, last = site.at, site.first, site.last
    words, kinds = site.page.tokens.words, site.page.tokens.kinds
    before = "^"
    if at - 2 >= first:
        one = "<name>" if kinds[at - 2] == NAME else words[at - 2].lower()
        before = f"{one} {'<name>' if kinds[at - 1] == 'C' else words[at - 1].lower()}"
    return (_FEW[min(at - first, 19)], site.before[2] + _FEW[min(last - at, 14)], before, _find_cue_beside(site))


def _find_cue_beside(site: CueCandidate) -> str:
    """Whether a plain word of saying is near a cue in its sentence: before it, after it, on both sides, or not at all."""
    at, words, bounds = site.at, site.page.tokens.words, site.page.tokens.bounds
    first, last = max(bounds[site.sentence], at - _BESIDE), min(bounds[site.sentence + 1], at + _BESIDE)
    if _SAID.isdisjoint(words[first:last]):
        return ""
    before = "" if _SAID.isdisjoint(words[first:at]) else "b"
    return before if _SAID.isdisjoint(words[at + 1 : last]) else before + "a"
