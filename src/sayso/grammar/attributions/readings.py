"""One reading of one site: source, content, and what speaks for it being an attribution at all."""

from __future__ import annotations

from sayso.grammar.attributions.sites import Site
from sayso.grammar.attributions.sources import Source
from sayso.grammar.attributions.contents import Start

Content = list[tuple[int, int]]


def content_of(site: Site, start: Start, end: int) -> Content:
    """The pieces of the content, as token ranges in order."""
    pieces: Content = []
    if start.left is not None:
        pieces.append(start.left)
    if start.at >= 0 and end > start.at:
        pieces.append((start.at, end))
    pieces.sort()
    return _with_more_quotes(site, pieces)


def _with_more_quotes(site: Site, pieces: Content) -> Content:
    """Quotations that go on after the cue: `"A," he said. "B."`, to the end of the paragraph or the next cue."""
    page = site.page
    sheet = page.sheet
    if not pieces or sheet.kinds[pieces[-1][1] - 1] != '"':
        return pieces
    last = max(pieces[-1][1], site.at + 1)
    number = page.inside[pieces[-1][1] - 1] + 1
    while number < len(page.quotes) and number > 0:
        quote = page.quotes[number]
        if quote.first < last or not _follows(site, last, quote.first) or _is_taken(site, quote.last):
            break
        pieces.append((quote.first, quote.last))
        last = quote.last
        number += 1
    return pieces


def _follows(site: Site, last: int, first: int) -> bool:
    sheet = site.page.sheet
    if first - last > 30:
        return False
    between = sheet.kinds[last:first]
    if site.at + 1 == last or last <= site.last:
        return "." not in between.rstrip(".")
    return not between.strip(".")


def _is_taken(site: Site, last: int) -> bool:
    """Whether the words behind a quotation go on with its sentence, so that it has a cue of its own or none of ours."""
    sheet = site.page.sheet
    if last >= len(sheet.words):
        return False
    return sheet.kinds[last - 2] not in ".-" or sheet.kinds[last] not in '."' and not sheet.tokens[last][0].isspace() or sheet.kinds[last] in ",oVBPD" and sheet.words[last][0].islower()


def reading_features(site: Site, source: Source, start: Start, end: int, pieces: Content) -> list[str]:
    """What is known about the whole reading, as feature names."""
    sheet = site.page.sheet
    kinds, words, at = sheet.kinds, sheet.words, site.at
    before, after = site.before, site.after
    word, lemma = site.word, site.lemma
    how, who = start.how, source.how
    nxt = words[at + 1].lower() if at + 1 < len(words) else "$"
    prv = words[at - 1].lower() if at > site.first else "^"
    final = "$" if end >= site.last else (kinds[end] if end >= 0 else "-")
    size = min(8, sum(e - s for s, e in pieces) // 3)
    quoted = any('"' in (kinds[s], kinds[e - 1]) for s, e in pieces)
    shape = word[-3:] if kinds[at] != "C" else "C" + word[-2:]
    head = words[source.last - 1].lower() if source.first >= 0 and kinds[source.last - 1] in "PWDOH" else (kinds[source.last - 1] if source.first >= 0 else "")
    inq = site.quote >= 0
    return [
        f"w {word}",
        f"l {lemma}",
        f"wn {word} {nxt}",
        f"wp {prv} {word}",
        f"lc {lemma} {before[2]}{after[0]}",
        f"w> {word} {after[0]}",
        f"w< {word} {before[2]}",
        f"lh {lemma} {how}",
        f"ls {lemma} {who}",
        f"hs {how} {who}",
        f"h {how} {size} {final}",
        f"hq {how} {quoted} {inq}",
        f"lq {lemma} {quoted} {inq}",
        f"< {before}",
        f"> {after}",
        f"<> {before[1:]}{kinds[at]}{after[:2]}",
        f"p {prv}",
        f"n {nxt}",
        f"m {shape} {before[2]}{after[0]}",
        f"ms {shape} {who} {how}",
        f"sh {head} {inq}",
        f"shl {head} {lemma}",
        f"i {inq} {before[2]}",
        f"k {kinds[at]} {before[2]} {how}",
        f"z {size} {lemma}",
        f"f {at == site.first} {kinds[at]}",
    ]
