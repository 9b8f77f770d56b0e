"""From a site to its best reading: the best source, the best start given that source, the best end given both."""

from __future__ import annotations

from typing import NamedTuple

from sayso.grammar.attributions.certain import CERTAIN, belief, is_plain, puts_out_a_tally
from sayso.grammar.attributions.contents import Start, edge_of, end_features, end_options, start_features, start_options
from sayso.grammar.attributions.readings import Content, content_of, reading_features, site_features
from sayso.grammar.attributions.sites import Site
from sayso.grammar.attributions.sources import Source, source_features, source_options
from sayso.grammar.attributions.weights import LEARNT, Features, Weights, total


class Decision(NamedTuple):
    """A site as read, and how much speaks for it (hundredths of a log-odds; above 0 it is likelier right than wrong)."""

    score: int
    site: Site
    source: Source
    start: Start
    end: int
    content: Content


class Models(NamedTuple):
    """The weights that a decision needs."""

    gate: Weights
    source: Weights
    start: Weights
    end: Weights
    reading: Weights


READ = Models(**LEARNT)

#: A site below this is not read: hardly any of them would be reported, and they are half of all.
GATE = -60


def decide(site: Site, models: Models = READ) -> Decision | None:
    """The best reading of a site; None where the gate is shut or nothing can be its content."""
    known = site_features(site)
    believed, tally = belief(site), puts_out_a_tally(site)
    certain = believed is not None or tally or is_plain(site)
    if not certain and total(models.gate, known) < GATE:
        return None
    if believed is not None:
        source, start = believed
    else:
        source = best_source(site, models)
        begin = Start("next", site.at + 1) if tally else best_start(site, source, models)
        if begin is None:
            return None
        start = begin
    end = best_end(site, start, models)
    content = content_of(site, start, end)
    if not content:
        return None
    score = total(models.reading, known + reading_features(site, source, start, end, content))
    return Decision(max(score, CERTAIN) if certain else score, site, source, start, end, content)


def best_source(site: Site, models: Models) -> Source:
    """The likeliest source."""
    weights, options = models.source, source_options(site)
    if len(options) < 2:
        return options[0]
    if site.word == "according" and options[-1].how == "to":
        return options[-1]
    return options[_likeliest(weights, [source_features(site, o) for o in options])]


def best_start(site: Site, source: Source, models: Models) -> Start | None:
    """The likeliest start of the content."""
    weights, edge = models.start, edge_of(site, source)
    options = start_options(site, source, edge)
    if len(options) < 2:
        return options[0] if options else None
    return options[_likeliest(weights, [start_features(site, source, o, edge) for o in options])]


def best_end(site: Site, start: Start, models: Models) -> int:
    """The likeliest end of a content that starts there; -1 for one that lies left of its cue."""
    if start.at < 0:
        return -1
    weights, options = models.end, end_options(site, start.at)
    if len(options) < 2:
        return options[0]
    return options[_likeliest(weights, [end_features(site, start, o, n) for n, o in enumerate(options)])]


def _likeliest(weights: Weights, rows: list[Features]) -> int:
    """The number of the row with the highest score, the first of several."""
    scores = [total(weights, row) for row in rows]
    return scores.index(max(scores))
