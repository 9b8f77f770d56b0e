"""From a site to its best reading: the best source, the best start given that source, the best end given both."""

from __future__ import annotations

import math
from collections.abc import Iterable
from operator import mul
from typing import NamedTuple

from sayso.grammar.attributions.candidate_features import Content, build_content, extract_reading_features, extract_site_features
from sayso.grammar.attributions.content_features import extract_end_features, extract_shared_start_features, extract_start_features
from sayso.grammar.attributions.contents import Start, find_edge, find_end_options, find_start_options
from sayso.grammar.attributions.cue_candidates import CueCandidate
from sayso.grammar.attributions.lexical_rules import (
    CERTAIN,
    CLOSING,
    RULED,
    find_believed_content,
    find_document,
    find_quoted_speaker,
    find_second_saying,
    is_admit_deny_participle,
    is_plain_attribution,
    is_tally_report,
    read_closing_cue,
)
from sayso.grammar.attributions.log_linear import LEARNT, Features, Weights, choose_likeliest, compute_score
from sayso.grammar.attributions.sources import Source, extract_shared_source_features, extract_source_features, find_source_options
from sayso.grammar.lexicon import entries
from sayso.grammar.wordclasses import THAT


class ReadingOdds(NamedTuple):
    """What the models say of a reading: log odds of the whole, and the logarithms of the chances of the source, start and end chosen."""

    whole: float
    source: float
    start: float
    end: float


class Decision(NamedTuple):
    """The reading of a site and its score (hundredths of a log-odds; above 0 it is likelier right than wrong).

    `score` decides whether it is reported, and is raised where a lexical rule fits; `evidence` is what the models say.
    """

    score: int
    evidence: ReadingOdds
    site: CueCandidate
    source: Source
    start: Start
    end: int
    content: Content

    @property
    def traits(self) -> tuple[float, ...]:
        """The values that the certainty is computed from.

        The constant, the models' log odds, whether the cue is a plain word of saying, and whether "that" or a quotation opens the content.
        """
        kind = self.site.page.tokens.kinds[self.content[0][0]]
        return (1.0, *self.evidence, self.site.lemma in PLAIN, kind == THAT, kind == '"')

    @property
    def certainty(self) -> float:
        """The chance that source, cue and content are right, from 0 to 1.

        A logistic regression over PolNeAR's training part, each article read by models that had not seen it (`benchmarks/train_cues.py
        --certainty`). A lexical rule that raises the score does not raise the certainty.
        """
        odds = sum(map(mul, SURENESS, self.traits))
        return 1 / (1 + math.exp(-odds + (WITHIN_A_QUOTATION if self.site.quote >= 0 else 0.0)))


#: The weight of each of a reading's traits, the constant first.
SURENESS = (0.51, 0.74, 1.86, 0.77, 1.06, 0.14, 0.13, 0.28)

#: Plain words of saying.
PLAIN = frozenset(entries("attributions.txt", "plain words of saying"))

#: How much a cue within a quotation lowers the score, set by judgement: the quoted person reports others' words at second hand, and
#: labelled news almost never marks them.
WITHIN_A_QUOTATION = 2.0


class Models(NamedTuple):
    """The weights that a decision needs."""

    gate: Weights
    source: Weights
    start: Weights
    end: Weights
    reading: Weights


READ = Models(**LEARNT)

#: Sites that score less are not read: they are half of all sites, and almost none of them would be reported.
GATE = -60


class _CandidateSite(NamedTuple):
    """A site that may be a cue: its features, and what is known about it without weights."""

    site: CueCandidate
    known: Features
    believed: tuple[Source, Start] | None
    document: Source | None
    follows: bool
    certain: bool


def decide(sites: Iterable[CueCandidate], models: Models = READ) -> list[Decision]:
    """The best readings of sites, in their order. A site with a shut gate, or without possible content, has none.

    All sites take one step before any takes the next: a processor runs one small piece of code many times in a row much faster than all
    the pieces in turn (polnear/dev: 1.4 ms an article in turn, 1.0 ms so).
    """
    cases = [case for site in sites if (case := _build_candidate_site(site, models))]
    sources = [_choose_source(case, models) for case in cases]
    starts = [_choose_start(case, source, models) for case, (source, _) in zip(cases, sources, strict=True)]
    begun = [(case, source, start) for case, source, start in zip(cases, sources, starts, strict=True) if start is not None]
    ends = [find_best_end(case.site, start[0], models) for case, _, start in begun]
    contents = [build_content(case.site, start[0], end[0]) for (case, _, start), end in zip(begun, ends, strict=True)]
    return [
        _build_decision(case, source, start=start, end=end, content=content, models=models)
        for (case, source, start), end, content in zip(begun, ends, contents, strict=True)
        if content
    ]


def _build_candidate_site(site: CueCandidate, models: Models) -> _CandidateSite | None:
    known = extract_site_features(site)
    closing = read_closing_cue(site) if site.word in CLOSING else None
    if site.word not in RULED and closing is None:
        return (
            _CandidateSite(site, known, believed=None, document=None, follows=False, certain=False)
            if compute_score(models.gate, known) >= GATE
            else None
        )
    believed, document = closing or find_believed_content(site) or find_second_saying(site), find_document(site)
    if believed is None and document is None and site.lemma in PLAIN and site.page.quotes:
        document = find_quoted_speaker(site)
    follows = is_tally_report(site) or is_admit_deny_participle(site)
    certain = believed is not None or document is not None or follows or is_plain_attribution(site)
    return (
        _CandidateSite(site, known, believed=believed, document=document, follows=follows, certain=certain)
        if certain or compute_score(models.gate, known) >= GATE
        else None
    )


def _choose_source(case: _CandidateSite, models: Models) -> tuple[Source, float]:
    if case.believed is not None:
        return case.believed[0], 0.0
    return find_best_source(case.site, models) if case.document is None else (case.document, 0.0)


def _choose_start(case: _CandidateSite, source: Source, models: Models) -> tuple[Start, float] | None:
    if case.believed is not None:
        return case.believed[1], 0.0
    return (Start("next", case.site.at + 1), 0.0) if case.follows else find_best_start(case.site, source, models)


def _build_decision(
    case: _CandidateSite, source: tuple[Source, float], start: tuple[Start, float], end: tuple[int, float], content: Content, models: Models
) -> Decision:
    learnt = compute_score(
        models.reading, case.known + extract_reading_features(case.site, source[0], start=start[0], end=end[0], pieces=content)
    )
    score = max(learnt, CERTAIN) if case.certain or follows_quotation(case.site, source[0], start[0]) else learnt
    evidence = ReadingOdds(learnt / 100, source[1], start[1], end[1])
    return Decision(score, evidence, site=case.site, source=source[0], start=start[0], end=end[0], content=content)


def follows_quotation(site: CueCandidate, source: Source, start: Start) -> bool:
    """Whether a plain word of saying and its subject are right after a quotation: "It was “a good oven,” his family said"."""
    if site.lemma not in PLAIN or site.quote >= 0 or start.at >= 0:
        return False
    return start.how in _QUOTED and (source.is_adjacent or source.how == "inverted")


_QUOTED = ("quote before", "clause with quote before")


def find_best_source(site: CueCandidate, models: Models) -> tuple[Source, float]:
    """The likeliest source, and the logarithm of its chance."""
    weights, options = models.source, find_source_options(site)
    if len(options) < 2:
        return options[0], 0.0
    if site.word == "according" and options[-1].how == "to":
        return options[-1], 0.0
    best, chance = choose_likeliest(weights, extract_shared_source_features(site), [extract_source_features(site, o) for o in options])
    return options[best], chance


def find_best_start(site: CueCandidate, source: Source, models: Models) -> tuple[Start, float] | None:
    """The likeliest start of the content, and the logarithm of its chance; None where nothing can be the content."""
    weights, edge = models.start, find_edge(site, source)
    options = find_start_options(site, source, edge)
    if len(options) < 2:
        return (options[0], 0.0) if options else None
    best, chance = choose_likeliest(
        weights, extract_shared_start_features(site, source, edge), [extract_start_features(site, o) for o in options]
    )
    return options[best], chance


def find_best_end(site: CueCandidate, start: Start, models: Models) -> tuple[int, float]:
    """The likeliest end of a content that starts there, and the logarithm of its chance; -1 for one that lies left of its cue."""
    if start.at < 0:
        return -1, 0.0
    weights, options = models.end, find_end_options(site, start.at)
    if len(options) < 2:
        return options[0], 0.0
    best, chance = choose_likeliest(weights, (), [extract_end_features(site, start, o, n) for n, o in enumerate(options)])
    return options[best], chance
