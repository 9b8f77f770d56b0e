"""The source of each figure.

It is the innermost attribution around a figure, if that is likely to be one, or else the speaker in the middle of its sentence.
"""

from __future__ import annotations

import heapq
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sayso.grammar.attributions.lexical_rules import FINDING
from sayso.grammar.continued_reports import carry_report_sources
from sayso.grammar.findings import FoundAttribution, FoundQuantity
from sayso.grammar.lexicon import entries
from sayso.grammar.name_phrases import DOCUMENTS
from sayso.grammar.plain_sources import RELATIVE_OPENS, PlainSources
from sayso.grammar.polls import Polls
from sayso.grammar.quantities.number_lexicon import build_words_up_to
from sayso.grammar.quantities.verb_forms import inflect_past, inflect_present
from sayso.model import Attribution, Span

#: Above this certainty an attribution is more likely right than not; deeds, and words that nobody may ever say, are never above it. Of 30
#: sources of figures below 0.45 four were right, of 30 from there to 0.6 nineteen.
_LIKELY = 0.5
#: Bodies that publish a figure are its source, though labelled news seldom marks that as speech.
_PUTS_OUT = "<source> puts <figure> at <content>"
#: Where the cue is a verb of saying, or a document finds, the source was right in most cases down to this (of 40 below 0.5, 33).
_PLAIN = 0.25
#: A source follows "according to", however uncertain the rest is.
_ACCORDING = 0.15
_ESTIMATING = frozenset(("estimate", "estimated", "estimates"))
_SAYING = frozenset(entries("attributions.txt", "verbs beside a figure"))
_NO_SOURCE = frozenset(entries("attributions.txt", "pronouns that are no source"))
#: Verbs of promising, refusing and asking: their speaker is not the source of the figures.
_VOUCHES_NOT = frozenset(
    form for verb in entries("attributions.txt", "verbs that do not vouch") for form in (*inflect_past(verb), *inflect_present(verb))
) | {"denied", "skeptical", "sceptical"}
#: Words that open the part of a sentence after a speaker between two commas, where that part is the writer's.
_WRITERS = tuple(f"{word} " for word in entries("sources-of-figures.txt", "openings of the writer's own part"))


def find_figure_sources(text: str, figures: Sequence[FoundQuantity], said: Sequence[FoundAttribution]) -> list[Attribution | None]:
    """The source of each figure, in the order of the text; None for the writer's own figures."""
    likely = _find_likely_attributions(text, _find_attributions_near(figures, said))
    out = _find_holders(text, figures, likely)
    aside: dict[Span, list[FoundAttribution]] = defaultdict(list)
    for found in likely:
        if found.attribution.content[-1].end < found.sentence.end:
            aside[found.sentence].append(found)
    polls, plain = Polls(text, said), PlainSources(text, lambda: _find_likely_attributions(text, said))

    def find_source(figure: FoundQuantity, held: Attribution | None) -> Attribution | None:
        if (held is None or held.mode == "indirect") and _is_aside(text, figure):
            return None
        if held is not None and _is_before_relative(text, held, figure.quantity.span):
            held = None
        if held is not None and (other := _find_clause_attribution(text, held, figure.quantity.span)):
            return other
        found = held or next((f.attribution for f in aside.get(figure.sentence, ()) if _continues(text, f, figure.quantity.span)), None)
        return found or plain.find_figure_source(figure) or polls.find_poll(figure)

    return carry_report_sources(text, figures, [find_source(figure, held) for figure, held in zip(figures, out, strict=True)])


def _find_holders(text: str, figures: Sequence[FoundQuantity], likely: Sequence[FoundAttribution]) -> list[Attribution | None]:
    """The innermost attribution around each figure.

    Who says something comes before whose belief it is: "police suspect two, Roe said".
    """
    spans = [f.quantity.span for f in figures]
    inner = [
        None if held and _is_past_its_clause(text, held, span) else held
        for held, span in zip(_find_innermost_attributions(spans, likely), spans, strict=True)
    ]
    if not any(held is not None and held.act == "thought" for held in inner):
        return inner
    saying = _find_innermost_attributions(spans, [f for f in likely if f.attribution.act == "speech"])
    return [(said or held) if held is not None and held.act == "thought" else held for held, said in zip(inner, saying, strict=True)]


#: A clause of time or cause that somebody speaks in: "since May, when he announced that".
_IN_A_CLAUSE = re.compile(r"\b(?:when|after|since|before|until|because)\s$")
_FEW_BEFORE = 8


def _is_past_its_clause(text: str, a: Attribution, figure: Span) -> bool:
    """Whether a figure is after the comma that ends the clause somebody speaks in: "when he announced a run, twice as many as"."""
    if a.source is None or a.cue is None or a.cue.end > a.content[0].start or figure.start < a.cue.end or a.mode != "indirect":
        return False
    opened = _IN_A_CLAUSE.search(text, max(0, a.source.start - _FEW_BEFORE), a.source.start)
    return opened is not None and text.endswith(", ", a.cue.end, figure.start)


def _find_attributions_near(figures: Sequence[FoundQuantity], said: Iterable[FoundAttribution]) -> Iterator[FoundAttribution]:
    """The attributions with a figure in their sentence or content: no other can be the source of one."""
    starts, sentences = [f.quantity.span.start for f in figures], {f.sentence for f in figures}
    for found in said:
        if found.sentence in sentences or any(
            bisect_left(starts, _find_content_start(found.attribution, piece)) < bisect_left(starts, piece.end)
            for piece in found.attribution.content
        ):
            yield found


def _find_likely_attributions(text: str, said: Iterable[FoundAttribution]) -> list[FoundAttribution]:
    """The attributions that are likely to be right, with the antecedents of relative pronouns as their sources."""
    named = (_attribute_to_antecedent(text, f) for f in said if not f.attribution.negated)
    return [f for f in named if _is_likely(text, f) and not _is_of_respondents(text, f)]


def _is_likely(text: str, found: FoundAttribution) -> bool:
    """Whether an attribution is more likely right than not, and reports words, not deeds ("pleaded guilty to 40 counts")."""
    a = found.attribution
    if a.source is None or (a.cue is not None and not _VOUCHES_NOT.isdisjoint(a.cue.of(text).lower().split())):
        return False
    if _is_no_source(text, found) or _is_hearer(text, a) or _is_deed(text, a):
        return False
    if found.certainty > _LIKELY or found.rule == _PUTS_OUT:
        return True
    source = a.source.of(text)
    if a.cue is None or ((len(source) < 2 or not source.isupper()) and source.lower() in _NO_SOURCE):  # the WHO is no "who"
        return False
    if text.endswith(" by ", 0, a.source.start) or text.startswith(" to be ", a.cue.end):
        return False  # "released by the ministry alleged", "estimated to be 35 tons"
    cue = a.cue.of(text).lower().split()
    if cue[-2:] == ["according", "to"]:
        return found.certainty > _ACCORDING
    return _is_finding(text, found) or cue[-1] in _ESTIMATING or (cue[-1] in _SAYING and found.certainty >= _PLAIN)


#: What somebody does, with a verb that may also report words: "agreed in May to restructure it", "went on to lose two".
_DEED = re.compile(r"(?:agree[ds]?|go|goes|going|gone|went|offer(?:s|ed)?)(?:\s(?!(?:that|with)\b)[\w’'-]+){0,7}?\sto\s(?P<what>[\w-]+)")
#: A picture is put out, not said: "posted a photo of six boats".
_PICTURED = re.compile(
    r"(?:posted|posts|shared|shares|released|published|uploaded)\s"
    r"(?:(?:an?|the|his|her|their|its|two|three|several|new)\s)?(?:[a-z-]+\s){0,3}?"
    r"(?:photos?|photographs?|pictures?|images?|videos?|clips?|footage|selfies?|songs?|albums?)\b(?!\s(?:saying|claiming|alleging))"
)
_DOING = re.compile(r"agree|go|went|offer")


def _is_deed(text: str, a: Attribution) -> bool:
    """Whether a verb with an infinitive reports what somebody does: its figures are the writer's."""
    if a.cue is None:
        return False
    if _PICTURED.match(text, a.cue.start):
        return True
    if _DOING.match(text, a.cue.start) is None:
        return False
    found = _DEED.match(text, a.cue.start, a.content[-1].end)
    return found is not None and found["what"] not in _TELL


_TELL = frozenset(entries("sources-of-figures.txt", "saying as an infinitive"))


#: Words that no source contains: a separate clause ("brag about it, he did just that"), a verb ("it’s estimated").
_CLAUSE_IN_SOURCE = re.compile(r",\s(?:he|she|it|they|we|I)\s|^(?:[Ii]t|[Tt]here|[Tt]hat)[’']s$|^(?:They|We|He|She|It)(?:are|is|was|were)$")


_AMOUNT = re.compile(r"(?:[Tt]he\s|[Aa]\s)?(?:number|total|amount|count|share|percentage|cost)\sof\b")
_SAYING_NOUNS = frozenset(("claims", "estimates", "notes", "reports"))
_VERBS_IN_LY = frozenset(("reply", "imply"))


def _is_no_source(text: str, found: FoundAttribution) -> bool:
    """Whether a supposed source is a clause, or a name with "files" as a noun: "the Roe files that"."""
    a = found.attribution
    source, cue = (a.source or a.content[0]).of(text), a.cue.of(text).lower() if a.cue else ""
    if cue.endswith("ly") and cue not in _VERBS_IN_LY:
        return True  # "but he previously spent a decade there"
    if cue in _SAYING_NOUNS and a.cue and text.startswith(" of ", a.cue.end):
        return True  # "the tally is short of official claims of over 800"
    if _AMOUNT.match(source):
        return True  # "the number of cases reported in May"
    if a.source and a.cue and cue == "estimated" and source.endswith(("’s", "'s")) and a.cue.start - a.source.end == 1:
        return not text.startswith((" that ", " the ", " it "), a.cue.end)  # "May’s estimated gains", but "Moody’s estimated that"
    return _CLAUSE_IN_SOURCE.search(source) is not None or (cue == "files" and source.lower().startswith(("the ", "these ", "those ")))


#: A year or a date before a comma is no source: "in 1990, after a quarrel, telling".
_DATE_IN_SOURCE = re.compile(r"^(?:19|20)\d\d(?:,|$)|\bin\s(?:19|20)\d\d,\s[a-z]")
#: Passive verbs that make a subject the hearer: "they were all encouraged to".
_PASSIVE = re.compile(r"\b(?:am|are|be|been|being|is|was|were|got)\s(?:(?:all|also|both|later|never|then|[a-z]+ly)\s)?$")
_ONE_VERB = re.compile(r"[a-z]+(?:ed|told|ught)|told")


def _is_hearer(text: str, a: Attribution) -> bool:
    """Whether the source of an attribution is a hearer, or a date."""
    if a.source is None or a.cue is None:
        return False
    if _DATE_IN_SOURCE.search(a.source.of(text)):
        return True
    passive = a.source.end <= a.cue.start and _PASSIVE.search(text, a.source.end, a.cue.start) is not None
    return passive and _ONE_VERB.fullmatch(a.cue.of(text)) is not None


#: The antecedent of "who" or "which": a name or a short phrase between the words before and a comma.
_NAMED = re.compile(r"(?:[A-Z][\w’'.&-]*|\b[Tt]he\s[a-z]+|\b[Ii]ts\s[a-z]+)(?:\s(?:(?:of|and|the|for)\s)?[A-Z][\w’'.&-]*){0,8},\s$")
_FAR = 90


#: "The complaint states, noting that": the source is the complaint.
#: A clause on a poll between commas: "the Brae poll, which offered two options,".
_CLAUSE_BEHIND = re.compile(r",\s(?:which|who)\s[^,]*,?$|,\sfor\s(?:instance|example),?$")
_VERB_BEHIND = re.compile(r"(?<=\w)\s(?:alleges|reads|said|says|states|wrote)$")


def _attribute_to_antecedent(text: str, found: FoundAttribution) -> FoundAttribution:
    """An attribution to "who" or "which" after a comma, given to the antecedent where that has a name: "Ana Ruiz, who said"."""
    source = found.attribution.source
    if source is not None and source.of(text).endswith(", who"):
        return found._replace(attribution=replace(found.attribution, source=Span(source.start, source.end - len(", who"))))
    if source is not None and (verb := _VERB_BEHIND.search(source.of(text))):
        return found._replace(attribution=replace(found.attribution, source=Span(source.start, source.start + verb.start())))
    if source is not None and (clause := _CLAUSE_BEHIND.search(source.of(text))):
        return found._replace(attribution=replace(found.attribution, source=Span(source.start, source.start + clause.start())))
    if source is None or source.of(text) not in ("who", "which"):
        return found
    before = _NAMED.search(text, max(found.sentence.start, source.start - _FAR), source.start)
    if before is None:
        return found
    return found._replace(attribution=replace(found.attribution, source=Span(before.start(), source.start - 2)))


def _is_finding(text: str, found: FoundAttribution) -> bool:
    """Whether an attribution is the finding of a document."""
    a = found.attribution
    if a.source is None or a.cue is None or a.source.start > a.cue.start:
        return False
    return a.cue.of(text).lower().split()[-1] in FINDING and _is_document(a.source.of(text))


def _is_document(source: str) -> bool:
    return not DOCUMENTS.isdisjoint(source.lower().replace(",", " ").split())


def _is_of_respondents(text: str, found: FoundAttribution) -> bool:
    """Whether the source is a share of those asked ("29% said"): they answer, and the figures are the pollster's."""
    source = found.attribution.source
    if source is None:
        return False
    words = source.of(text)
    return "%" in words or " percent" in words or words.lower().endswith(_SHARES_OF_THEM)


_SHARES_OF_THEM = entries("sources-of-figures.txt", "endings of shares of people")


def _is_before_relative(text: str, a: Attribution, figure: Span) -> bool:
    """Whether the speaker's clause is only after a figure: "three members who, the chairman says, are gone"."""
    return a.source is not None and figure.end <= a.source.start and text.endswith(RELATIVE_OPENS, 0, a.source.start)


def _speaks_between_commas(text: str, found: FoundAttribution) -> bool:
    """Whether source and cue are between commas, in this order: "One died, Ruiz said, and two were hurt"."""
    a = found.attribution
    if a.source is None or a.cue is None or not 0 < a.cue.start - a.source.end < 3:
        return False
    return text[max(0, a.source.start - 3) : a.source.start].rstrip().endswith(",") and text.startswith(", ", a.cue.end)


#: A clause after a source between commas, with a source of its own: ", police said, and the hospital reported 31 admissions".
_OTHER_CLAUSE = re.compile(
    r"(?:\s[a-z]+){0,2},\s(?:and|but|while|though|although)\s(?P<source>(?:an?|the)\s(?:[\w’'-]+\s){0,3}?[\w’'-]+)\s"
    r"(?P<cue>reported|reports|counted|counts|estimated|estimates|puts?\s(?:the|its|their)\s(?:[a-z]+\s)?(?:toll|number|count|figure|total)"
    r"\sat)\s(?:[a-z]+\s){0,3}"
)


def _find_clause_attribution(text: str, a: Attribution, figure: Span) -> Attribution | None:
    """The attribution of a figure to the source of its own clause, where another source speaks between commas before that clause."""
    if a.source is None or a.mode != "indirect" or a.source.end >= figure.start or "," not in text[a.source.end : a.source.end + _FAR_CUE]:
        return None
    found = _OTHER_CLAUSE.fullmatch(text, a.source.end, figure.start)
    if found is None:
        return None
    source, cue = Span(*found.span("source")), Span(*found.span("cue"))
    return replace(a, source=source, cue=cue, content=(figure,), speaker=None, speaker_role=None, negated=False)


_FAR_CUE = 24
#: How a document's finding continues: ", while 40% did not", ", compared with 40% in May".
_RUNS_ON = re.compile(r",?\s(?:and|as|but|compared|or|up|down|versus|while|with)\s")


def _continues(text: str, found: FoundAttribution, figure: Span) -> bool:
    """Whether a statement in a sentence continues up to a figure outside of the content that was found."""
    a = found.attribution
    if _is_finding(text, found):
        end = a.content[-1].end
        return figure.start >= end and _RUNS_ON.match(text, end) is not None and ";" not in text[end : figure.start]
    if _continues_past_comma(text, a, figure):
        return True
    if (
        not _speaks_between_commas(text, found)
        or a.source is None
        or a.cue is None
        or _is_before_relative(text, a, figure)
        or ";" in text[min(figure.end, a.cue.end) : max(figure.start, a.source.start)]
    ):
        return False
    return figure.end <= a.source.start or not text.startswith(_WRITERS, a.cue.end + 2)


#: How a statement continues after a comma: "it sank one, a day after it sank two", ", including two mates", ", up from 40".
_STATED_ON = re.compile(
    rf",\s(?:(?:an?|{build_words_up_to(6)}|some|several|\d+)\s(?:few\s)?(?:hours?|days?|weeks?|months?|years?)\s"
    r"(?:after|before|earlier|later)\s"
    r"|(?:including|up\sfrom|down\sfrom|compared\s(?:with|to)|and\sthat|or|each|most\sof|pointing\sto|citing|bringing|leaving)\s)"
)


def _continues_past_comma(text: str, a: Attribution, figure: Span) -> bool:
    """Whether a statement that was cut at a comma continues up to a figure; its source and cue are before it."""
    end = a.content[-1].end
    if a.source is None or a.cue is None or a.act != "speech" or figure.start < end or a.cue.end > a.content[0].start:
        return False
    if text[end : end + 1] == ":" and not text.startswith(("“", '"'), end + 2):
        return _SAYING_PLAINLY.isdisjoint(text[end : figure.start].split())  # "he says three words are right: a storm is …; a gale is …"
    if _ENDS_IN_AGE.search(text, a.content[-1].start, end) and text.startswith(", ", end):
        return True  # "prosecutors say Roe, 44, stole $3 million"
    return _STATED_ON.match(text, end) is not None and not any(sign in text[end : figure.start] for sign in ";—–")


_ENDS_IN_AGE = re.compile(r"[A-Z][\w’'-]+,\s[1-9]\d?$")
_SAYING_PLAINLY = frozenset(("said", "says", "told"))


#: How long an aside between dashes may be, in characters.
_LONGEST_ASIDE = 240
_DASH = re.compile(r"[—–]")


def _is_aside(text: str, figure: FoundQuantity) -> bool:
    """Whether a figure is in a "where" or "which" clause between dashes, which is the writer's own even within a statement."""
    start, end = figure.quantity.span
    before = text[max(figure.sentence.start, start - _LONGEST_ASIDE) : start]
    opens = max(before.rfind("—"), before.rfind("–"))
    if opens < 0 or _DASH.search(text, end, min(figure.sentence.end, end + _LONGEST_ASIDE)) is None:
        return False
    return _RELATIVE.search(before, opens) is not None


_RELATIVE = re.compile(r"\b(?:where|which|who|whose)")


#: How many characters may be between a cue and its content, where a figure of two words began in them: "said up to 40 boats".
_GAP = 8


def _find_content_start(a: Attribution, piece: Span) -> int:
    """Where a piece of content starts for figures: right after its cue, where that is close before it."""
    return a.cue.end if a.cue is not None and 0 < piece.start - a.cue.end <= _GAP and piece == a.content[0] else piece.start


def _find_innermost_attributions(figures: Iterable[Span], said: Sequence[FoundAttribution]) -> list[Attribution | None]:
    """For each figure (in order, none overlapping) the innermost attribution with the figure in its content.

    One sweep over both: attributions wait in a heap, the shortest content on top, and leave it when the figures have passed their end, so
    that quotes nested a thousand deep cost no more than quotes in a row.
    """
    pieces = sorted(
        (_find_content_start(f.attribution, c), c.end, sum(p.end - p.start for p in f.attribution.content), n)
        for n, f in enumerate(said)
        for c in f.attribution.content
    )
    out: list[Attribution | None] = []
    waiting: list[tuple[int, int, int]] = []
    coming = 0
    for figure in figures:
        while coming < len(pieces) and pieces[coming][0] <= figure.start:
            _, end, size, number = pieces[coming]
            heapq.heappush(waiting, (size, number, end))
            coming += 1
        while waiting and waiting[0][2] < figure.end:
            heapq.heappop(waiting)
        out.append(said[waiting[0][1]].attribution if waiting else None)
    return out
