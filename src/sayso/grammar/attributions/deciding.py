"""From a site to its best reading: the best source, the best start given that source, the best end given both."""

from __future__ import annotations

from typing import NamedTuple

from sayso.grammar.attributions.certain import CERTAIN, belief, puts_out_a_tally
from sayso.grammar.attributions.contents import Start, end_features, end_options, start_features, start_options
from sayso.grammar.attributions.readings import Content, content_of, reading_features, site_features
from sayso.grammar.attributions.sites import Site
from sayso.grammar.attributions.sources import Source, source_features, source_options
from sayso.grammar.attributions.weights import LEARNT, Weights, total


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

#: A site below this is not read: hardly one in a hundred of them would be reported, and they are two in five.
GATE = -110


def decide(site: Site, models: Models = READ) -> Decision | None:
    """The best reading of a site; None where the gate is shut or nothing can be its content."""
    known = site_features(site)
    believed, tally = belief(site), puts_out_a_tally(site)
    if believed is None and not tally and total(models.gate, known) < GATE:
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
    return Decision(max(score, CERTAIN) if believed or tally else score, site, source, start, end, content)


def best_source(site: Site, models: Models) -> Source:
    """The likeliest source."""
    return max(source_options(site), key=lambda o: total(models.source, source_features(site, o)))


def best_start(site: Site, source: Source, models: Models) -> Start | None:
    """The likeliest start of the content."""
    options = start_options(site, source)
    return max(options, key=lambda o: total(models.start, start_features(site, source, o)), default=None)


def best_end(site: Site, start: Start, models: Models) -> int:
    """The likeliest end of a content that starts there; -1 for one that lies left of its cue."""
    if start.at < 0:
        return -1
    options = list(enumerate(end_options(site, start.at)))
    best = max(options, key=lambda o: total(models.end, end_features(site, start, o[1], o[0])))
    return best[1]
