"""Who says what: cues, sources and contents, each with the rule that found it.

A small log-linear tagger. The candidates are a text's words of saying (`cue_candidates.py`). Features of a candidate, of its possible
sources and of where its content may start and end (`candidate_features.py`, `sources.py`, `contents.py`) get weights that were
learnt from labelled articles (`log_linear.py`, `weights.txt`, MODEL.md). `decoder.py` takes the likeliest reading of each candidate, and
`overlaps.py` the better of two that claim the same words. Rules correct what weights cannot know (`lexical_rules.py`,
`whole_sources.py`, `uncued.py`), and `constructions.py` names the construction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from sayso.compile_cache import compile_pattern
from sayso.grammar.attributions.constructions import find_rule_name
from sayso.grammar.attributions.cue_candidates import CueCandidate, QuotedText, find_cue_candidates
from sayso.grammar.attributions.cut_sources import cut_domain
from sayso.grammar.attributions.decoder import PLAIN, Decision, decide, follows_quotation
from sayso.grammar.attributions.lexical_rules import (
    CLOSING,
    asks_for_deed,
    find_second_saying,
    is_admit_deny_participle,
    names_denied_claim,
    read_closing_cue,
)
from sayso.grammar.attributions.overlaps import remove_rivals, trim_decisions
from sayso.grammar.attributions.sourceless import is_sourceless
from sayso.grammar.attributions.sources import Source
from sayso.grammar.attributions.speech_acts import (
    classify_act,
    classify_mode,
    has_possible_source,
    has_quotation,
    is_deed,
    is_negated,
    is_spoken_promise,
    is_to_come,
)
from sayso.grammar.attributions.uncued import SURE, add_uncued_statements
from sayso.grammar.attributions.whole_contents import denies_claim
from sayso.grammar.attributions.whole_sources import complete_decisions, is_part_of_a_name
from sayso.grammar.findings import FoundAttribution
from sayso.grammar.lexicon import entries
from sayso.grammar.name_phrases import DOCUMENTS
from sayso.grammar.speakers import NOBODY, Speaker, Speakers
from sayso.grammar.tokens import TokenizedText
from sayso.grammar.wordclasses import ADVERB, BEFORE_VERB, CONJUNCTION, NAME_OR_DETERMINER, NOUN, SUBJECT, WORD_OR_VERB
from sayso.model import Attribution, Span

#: A reading below these scores is not reported, without and with a quotation. F1 over labelled text is about best at these values.
THRESHOLD, QUOTED = -70, -20
_BATCH = 200
#: Pronouns for those who speak.
_PRONOUNS = frozenset(entries("speakers.txt", "pronouns")) - {"it", "that"}
#: The least certainty of a plain form, set by judgement: readers take each for a statement, and only its ends may be wrong.
PLAIN_FORM = 0.6
#: The least certainty of "denied taking bribes", set by judgement: labelled news has too few of them to count.
OWNED_UP = 0.65


def find_attributions(tokens: TokenizedText) -> list[FoundAttribution]:
    """The attributions of a text, in the order of their content."""
    page = QuotedText(tokens)
    decisions = [
        d
        for some in _make_batches(find_cue_candidates(page))
        for d in decide(some)
        if is_reported(d) and not is_part_of_a_name(d.site) and not names_denied_claim(d.site)
    ]
    kept = add_uncued_statements(page, complete_decisions(trim_decisions(remove_rivals(decisions)[0])))
    named = _resolve_speakers(page, kept)
    return [_build_attribution(tokens, decision, named.get(decision.site.at, NOBODY)) for decision in kept]


def _make_batches(looked_at: Iterator[CueCandidate]) -> Iterator[list[CueCandidate]]:
    """The items in batches: what is known of all sites of a megabyte would no longer be in a cache at the next step."""
    while some := list(islice(looked_at, _BATCH)):
        yield some


def find_rejected(tokens: TokenizedText) -> list[tuple[Span, str]]:
    """The cue words of a text that made no attribution, each with the reason, in the order of the text."""
    looked_at = list(find_cue_candidates(QuotedText(tokens)))
    read = {d.site.at: d for d in decide(looked_at)}
    _, beaten = remove_rivals(d for d in read.values() if is_reported(d))
    out = [(_find_cue_span(tokens, lost.site), f"“{won.site.word}” says the same, and better") for lost, won in beaten]
    out += [(_find_cue_span(tokens, site), why) for site in looked_at for why in _list_reasons(read.get(site.at))]
    return sorted(out)


def _list_reasons(decision: Decision | None) -> Iterator[str]:
    if decision is None:
        yield "hardly ever a cue between these words"
    elif decision.score < _choose_threshold(decision):
        yield f"scores {decision.score}, below {_choose_threshold(decision)}, as {find_rule_name(decision)}"


def is_reported(decision: Decision) -> bool:
    """Whether a reading scores high enough to be an attribution."""
    return decision.score >= QUOTED or (decision.score >= THRESHOLD and not has_quotation(decision))


def _choose_threshold(decision: Decision) -> int:
    return QUOTED if has_quotation(decision) else THRESHOLD


def _build_attribution(tokens: TokenizedText, decision: Decision, speaker: Speaker) -> FoundAttribution:
    source = decision.source
    attribution = Attribution(
        source=_find_source_span(tokens, source) if source.first >= 0 else None,
        cue=_find_cue_span(tokens, decision.site),
        content=tuple(tokens.span(*piece) for piece in decision.content),
        mode=classify_mode(decision),
        speaker=speaker.name,
        act=classify_act(decision),
        negated=is_negated(decision),
        speaker_role=speaker.role,
    )
    return FoundAttribution(find_rule_name(decision), tokens.cuts[decision.site.sentence], attribution, _compute_certainty(decision))


def _find_source_span(tokens: TokenizedText, source: Source) -> Span:
    """The characters of a source, without the "who" after it; of a contraction only the pronoun: "She" of "She’ll"."""
    relative = source.last - source.first > 2 and tokens.words[source.last - 1] == "who" and tokens.kinds[source.last - 2] == ","
    start, end = tokens.span(source.first, source.last - 2 if relative else source.last)
    pronoun, sign, _ = tokens.words[source.first].replace("’", "'").partition("'")
    contracted = sign and source.last - source.first == 1 and pronoun.lower() in _PRONOUNS
    return Span(start, start + len(pronoun)) if contracted else Span(start, end)


def _compute_certainty(decision: Decision) -> float:
    """The certainty of a reading: at most 0.5 if it asserts nothing, or nothing yet, or names no source."""
    if decision.start.how in SURE:
        return SURE[decision.start.how]
    if is_admit_deny_participle(decision.site) and has_possible_source(decision) and not is_to_come(decision):
        return max(decision.certainty, OWNED_UP)
    deed = is_deed(decision) and not _gives_reason(decision) and not _is_verbless_finding(decision)
    if deed or is_to_come(decision) or not has_possible_source(decision) or is_sourceless(decision) or _describes_noun_behind(decision):
        return min(decision.certainty, 0.5)
    return max(decision.certainty, PLAIN_FORM) if _is_plain_form(decision) else decision.certainty


def _is_plain_form(decision: Decision) -> bool:
    """Whether somebody is the subject of a word of saying with a clause or a quotation beside it.

    For example "Ruiz added that", "Ruiz said: “", "The dam leaks, Ruiz reported", "Ruiz testified she saw it", "the study estimates that".
    """
    site, start = decision.site, decision.start
    if follows_quotation(site, decision.source, start) or (
        site.word in CLOSING and (read_closing_cue(site) or find_second_saying(site)) is not None
    ):
        return True
    second = site.before[2] == CONJUNCTION and is_spoken_promise(decision)  # "said it was sorry and vowed to leave"
    if site.quote < 0 and (decision.source.is_adjacent or second) and _is_said_deed(decision):
        return True
    if site.lemma not in _ASSERTING or site.quote >= 0 or not decision.source.is_adjacent:
        return False
    kinds, plain = site.page.tokens.kinds, site.lemma in PLAIN
    if start.at >= 0 and kinds[start.at] in '"H':
        return plain or kinds[start.at] == "H"
    if not _is_finite(decision):
        return False
    if start.at < 0:
        return plain and start.how == "clause before"
    return start.how in ("next", "hearer") and (_CLAUSE if plain else _SURE_CLAUSE).match(kinds, start.at) is not None


_NAMING = frozenset(entries("attributions.txt", "verbs of naming"))
#: What gets a name, and the quotation.
_NAMED = compile_pattern("[POD]?[Co0'GVRI]{0,9}S?D?\"")
_DENIED = frozenset(entries("attributions.txt", "determiners of what is denied"))


def _is_said_deed(decision: Decision) -> bool:
    """Whether somebody asks for a deed, promises or denies one, or gives something a name.

    For example "urged them to leave", "vowed to cut it", "denied any wrongdoing", "called it “a joke”".
    """
    site, words = decision.site, decision.site.page.tokens.words
    if is_spoken_promise(decision):
        return words[site.at - 1] not in _NOT_YET
    if asks_for_deed(site):
        being = site.word.endswith("ing") and words[site.at - 1] in ("is", "are")
        return (being or _is_finite(decision)) and site.page.tokens.kinds[decision.source.last - 1] != SUBJECT
    whole = len(decision.content) == 1 or decision.content[-2][1] <= decision.source.first  # "Varn, whom Moss called “a fool”"
    if site.lemma in _NAMING and whole and _NAMED.match(site.page.tokens.kinds, decision.content[-1][0]):
        return _is_finite(decision)
    behind = words[site.at + 1] if site.at + 1 < len(words) else ""
    refused = (site.lemma == "deny" and behind in _DENIED) or denies_claim(decision)
    return (refused or (site.lemma == "demand" and behind in ("a", "an", "that"))) and _is_finite(decision)


def _is_finite(decision: Decision) -> bool:
    """Whether a cue is a verb of its subject: "Ruiz testified", "with Ruiz saying"; not "will show", "a note saying"."""
    site, source, words = decision.site, decision.source, decision.site.page.tokens.words
    if site.word.endswith("ing"):
        return source.first > 0 and words[source.first - 1].lower() == "with"
    if site.page.tokens.kinds[site.at] not in WORD_OR_VERB or site.word.endswith("ions") or words[source.last - 1].endswith(_POSSESSIVE):
        return False
    return words[site.at - 1] not in _NOT_YET


_JUDGING = frozenset(entries("attributions.txt", "verbs of judging"))
_FINDING = frozenset(entries("attributions.txt", "verbs of showing"))


def _gives_reason(decision: Decision) -> bool:
    """Whether somebody judges another and says what for: "criticized the council for selling the pier"; not "criticized the council"."""
    if decision.site.lemma not in _JUDGING or decision.start.at < 0:
        return False
    words = decision.site.page.tokens.words
    return any("for" in words[first + 1 : last] for first, last in decision.content)


def _is_verbless_finding(decision: Decision) -> bool:
    """Whether a document shows or finds something without a verb: "the poll shows Ruiz far ahead"."""
    site, source = decision.site, decision.source
    if site.lemma not in _FINDING or not source.is_adjacent or decision.start.at < 0:
        return False
    tokens = site.page.tokens
    return tokens.words[source.last - 1].lower() in DOCUMENTS and tokens.kinds[decision.start.at] in NAME_OR_DETERMINER


def _describes_noun_behind(decision: Decision) -> bool:
    """Whether a participle describes the noun after it: "Ruiz’s stated aim was"."""
    site, source, tokens = decision.site, decision.source, decision.site.page.tokens
    if not source.is_adjacent or not site.word.endswith("ed") or site.after[0] not in NOUN:
        return False
    return tokens.kinds[source.last - 1] in NOUN and tokens.words[source.last - 1].endswith(_POSSESSIVE)


_POSSESSIVE = ("’s", "'s", "s’", "s'")
_NOT_YET = frozenset(("will", "would", "to"))


#: Plain words of saying, and verbs that assert a clause.
_ASSERTING = PLAIN | frozenset(entries("attributions.txt", "verbs that assert a clause"))
#: A clause without its "that": a subject and its finite verb, first only one that is no noun ("were", "has").
_SURE_CLAUSE = compile_pattern(r"P[RNBM]{0,4}[BV]|[DCo0'G]{1,7}(?:I[DCo0']{1,6})?[RNM]{0,3}B|0x?I[DCo0']{1,4}R?V")
_CLAUSE = compile_pattern(r"P[RNBM]{0,4}[BV]|[DCo0'G]{1,7}(?:I[DCo0']{1,6})?[RNM]{0,3}B|[DC0'][Co0'G]{0,6}(?:I[DCo0']{1,6})?[RM]{0,2}V")


def _find_cue_span(tokens: TokenizedText, site: CueCandidate) -> Span:
    """The cue word with its auxiliaries and denials: "has said", "did not say"."""
    first, last = site.at, site.at + 1
    while first - 1 >= site.first and site.at - first < 4 and tokens.kinds[first - 1] in BEFORE_VERB:
        first -= 1
    while tokens.kinds[first] == ADVERB and first < site.at:
        first += 1
    if site.lemma == "according" and site.after[0] == "T":
        last += 1
    return tokens.span(first, last)


def _resolve_speakers(page: QuotedText, decisions: Sequence[Decision]) -> dict[int, Speaker]:
    """The speaker of each decision by the token of its cue.

    Sources are resolved in the order of the text, those outside quotations first, so that an "I" within a quotation finds who is
    quoted.
    """
    speakers = Speakers(page.tokens, page.inside)
    named: dict[int, Speaker] = {}
    quoters: dict[int, str | None] = {}
    for inside in (False, True):
        for decision in sorted(decisions, key=lambda d: d.source.first):
            source, site = decision.source, decision.site
            if source.first < 0 or (site.quote >= 0) != inside:
                continue
            if source.how == "label":
                named[site.at] = speakers.build_speaker_with_role(
                    speakers.find_labelled_speaker(source.first, source.last), source.first, source.last
                )
                continue
            last = cut_domain(page.tokens, source)
            name = speakers.find_speaker(source.first, last, quoters.get(site.quote))
            named[site.at] = speakers.build_speaker_with_role(name, source.first, last)
            if not inside:
                quoters.update((n, name) for first, last in decision.content for n in page.find_quote_numbers(first, last))
    return named
