"""How likely two figures are points of one series.

Evidence from independent places is added up as in a logistic regression: whether the articles are on one story, how alike the sentences
are, what is counted and whose it is, how the figure is stated (a step or the sum so far, expected or real), and the numbers themselves,
of which an odd one shows more than a round one. Some differences exclude a link: the killed are not the injured, dollars are no percent,
people in an event of another day are others.

People have weights of their own: an event is identified by its place, its day and its other counts; a price or a share by its
name.
"""

from __future__ import annotations

import math

from rapidfuzz import fuzz

from sayso.grammar.lexicon import entries
from sayso.matching.terms import stem, weigh_stem
from sayso.series.clashes import FATES, SMALL, are_clashing_figures, excludes, is_few, is_same_number, is_small
from sayso.series.evidence_weights import OTHERS, OTHERS_BIAS, PEOPLE, PEOPLE_BIAS, Grounds, MeasureEvidence
from sayso.series.figures import OF_CASES, Figure
from sayso.series.followed import (
    GREAT,
    KINDS_OF,
    RISING,
    find_people_kind,
    is_one_price,
    is_one_toll,
    is_other_instrument,
    is_recounted,
    is_running,
)
from sayso.series.instruments import SEVERAL
from sayso.series.pair_features import (
    compare_close_words,
    compare_companions,
    compare_dates,
    compare_heads,
    compare_measured_nouns,
    compare_neighbours,
    compare_past_years,
    compare_qualifiers,
    compare_scopes,
    compare_subjects,
    compare_years,
    rate_distance,
    rate_oddness,
    rate_rival,
    rate_strangeness,
    weigh_shared,
)
from sayso.series.word_weights import Background

#: Days after which people counted are taken for those of another event, unless the articles share their rare names.
PAST = 40

#: The same for few injured people, who are not reported again weeks later.
PAST_HURT = 20

#: The least likeness of two sentences on one event.
ALIKE = 0.5

#: How much two articles must share (see `Background.rate_shared_story`) for one event although the stated days differ.
ONE_STORY = 0.8

#: Pairs with less in common than this are on different things.
UNRELATED = 0.15

#: The same of pairs more than PAST days apart.
FAR_RELATED = 0.5

#: How much the sentences of such pairs must share, however much their articles do: a site's reports on two outbreaks share its own names.
FAR_SHARED = 0.15

#: How much the sentences on different counts of few people must share where no day is named.
FEW_SHARED = 0.2

#: Sentences more alike than this, in stories that have less in common than that, are a site's boilerplate.
VERBATIM, FURNITURE = 0.95, 0.3


#: The likelihood that counts for two figures that cannot be of one series, when groups are compared.
CLASH = -1.0

#: The weight of equal words without a number ("thousands"), compared with equal numbers.
VAGUE = 0.6

#: How much less likely two small or vague counts are one, of no fate in an event ("two men", "hundreds of students"): there are many of
#: them.
FEW = 1.0

#: The most that an equal number can weigh: alone it links nothing, the words must agree too.
NUMBERS = 1.7


#: How alike two sentences on a poll with one odd share must be for the same question.
ASKED = 0.6

#: The share of the words of the shorter of two answers that the other must have.
ANSWER = 0.4

#: Words of every poll, by their stems.
_POLLS = frozenset(map(stem, entries("series.txt", "words of every poll")))


#: How likely two quotes of one price, or two tolls of one war, are points of one series.
QUOTED = 0.9

#: From this value on, the days of two articles show that people were counted in other events.
OTHER_DAY = -0.6

#: Below this number of people, many events have equal counts.
FEW_PEOPLE = 10

#: For a repetition: the likeness of the two sentences and of the words near the figures, the number of words, and what the articles share.
RETOLD, MANY_WORDS, RETOLD_STORY = 0.8, 12, 0.5

#: For two counts to be one: how odd the number is, and how rare the words are that both sentences share.
ODD, RARE = 0.5, 0.5

#: After this number of days, a sentence that two articles share word for word is a site's own, unless their headlines share a rare word.
MONTHS, TOLD_BY_FEW = 60, 0.4

#: How rare the name of a place must be to identify an event (see `Background.name`).
RARE_PLACE = 0.75

#: The same for an event of the same day with at least so many killed and injured.
KNOWN_PLACE, SEVERAL_PEOPLE = 0.3, 4

#: The same for an event of any day with at least so many.
LESSER_PLACE, MANY_PEOPLE = 0.5, 8

#: After this number of days, a different toll is no longer another source's count of the same event.
DAYS = 3

#: The least length of a month, in days, as a time that another one is not within by mistake.
A_MONTH = 20

#: After this number of days, another count of few people is of another event, unless the articles are on one story.
WEEK = 7


#: The fields of evidence that depend on equal numbers.
_OF_NUMBERS = tuple(MeasureEvidence._fields.index(field) for field in ("same", "odd", "story", "alike"))


def compute_likelihood(a: Figure, b: Figure, background: Background) -> float:
    """The likelihood that two figures are of one series, from 0 to 1; CLASH where they cannot be, which counts against their groups."""
    return CLASH if are_clashing_figures(a, b) else compute_likelihood_if_no_clash(a, b, background)


def compute_likelihood_if_no_clash(a: Figure, b: Figure, background: Background) -> float:
    """The same for two figures that do not clash."""
    grounds = find_grounds(a, b, background)
    if are_in_different_places(a, b) or are_at_other_times(a, b):
        return CLASH
    if is_forbidden(a, b, grounds, background):
        return 0.0
    evidence = weigh_all_evidence(a, b, background, grounds)
    weights, bias = (PEOPLE, PEOPLE_BIAS) if a.counts_people else (OTHERS, OTHERS_BIAS)
    weighed = [w * x for w, x in zip(weights, evidence, strict=True)]
    number = sum(weighed[i] for i in _OF_NUMBERS)
    few = FEW if a.article_id != b.article_id and is_few(a) and is_few(b) else 0.0
    p = 1 / (1 + math.exp(-bias - sum(weighed) + max(0.0, number - NUMBERS) + few))
    surely = is_one_quote(a, b) or _is_one_toll(a, b, evidence) or has_same_wording(a, b, evidence) or is_repeated(a, b, evidence)
    return max(p, QUOTED) if surely else p


def has_same_wording(a: Figure, b: Figure, evidence: MeasureEvidence) -> bool:
    """Whether two articles on one story give two figures in the same words: "has denied [nearly 30] charges", "[more than 25] charges".

    A match of few words is a common phrase and does not count.
    """
    if a.article_id == b.article_id or evidence.common < RETOLD_STORY or evidence.sentence < RETOLD or evidence.far >= 1 or a.role:
        return False
    return min(len(a.before) + len(a.after), len(b.before) + len(b.after)) >= MANY_WORDS and evidence.near >= RETOLD


def is_repeated(a: Figure, b: Figure, evidence: MeasureEvidence) -> bool:
    """Whether two articles on one story have the same odd count of the same things, in words that are rare together."""
    if a.role or a.unit not in (None, "person") or not evidence.same or rate_oddness(a) < ODD or a.article_id == b.article_id:
        return False
    return evidence.common >= RETOLD_STORY and evidence.shared >= RARE


def are_at_other_times(a: Figure, b: Figure) -> bool:
    """Whether two sentences date what happened to few people, one by a month that the other is not in: "in January", "on Monday"."""
    if a.role not in FATES or not is_small(a, b) or not a.event or not b.event or is_running(a) or is_running(b):
        return False
    longest = max(last - first for first, last in (a.event, b.event))
    return longest >= A_MONTH and (a.event[1] + DAYS < b.event[0] or b.event[1] + DAYS < a.event[0])


def are_in_different_places(a: Figure, b: Figure) -> bool:
    """Whether two articles put people in different places, by the names in both sentences, and the counts differ or are small."""
    if a.role not in FATES or a.article_id == b.article_id or not a.places or not b.places or compare_companions(a, b) > 0:
        return False
    if not a.places.isdisjoint(b.names | b.places) or not b.places.isdisjoint(a.names | a.places):
        return False
    return excludes(a, b) or (a.size < FEW_PEOPLE and not (a.places & b.article.main or b.places & a.article.main))


def are_unlike_answers(a: Figure, b: Figure) -> bool:
    """Whether two shares of polls are answers in different words, so that the questions differ."""
    if (
        a.unit != "percent"
        or _POLLS.isdisjoint(a.words)
        or _POLLS.isdisjoint(b.words)
        or (a.article_id == b.article_id and is_same_number(a, b) and a.polled == b.polled)
    ):
        return False
    if a.polled != b.polled and a.names.isdisjoint(b.names):
        return True  # of one party's voters, of all
    one, other = a.answer - _POLLS, b.answer - _POLLS
    if len(one) > 1 and len(other) > 1:
        return len(one & other) < ANSWER * min(len(one), len(other))
    return not (a.local & b.local) - a.names - b.names - _POLLS


def is_forbidden(a: Figure, b: Figure, evidence: Grounds | MeasureEvidence, background: Background) -> bool:
    """Whether the two figures are of different events, or in a site's boilerplate."""
    if are_unlike_answers(a, b) and not (evidence.odd and evidence.sentence >= ASKED):
        return True
    if evidence.date == -1.0 and is_small(a, b) and is_same_number(a, b) and not (is_running(a) or is_running(b)):
        return True  # two killed on the 3rd, two on the 18th, in one war
    if (
        a.article_id == b.article_id
        and is_small(a, b)
        and a.is_past != b.is_past
        and (a.days or a.part != "body")
        and (b.days or b.part != "body")
    ):
        return True  # two killed months ago, in a report on another two
    if a.article_id == b.article_id or is_known_by_tolls(a, b, background) or is_one_quote(a, b) or _is_one_toll(a, b, evidence):
        return False
    related = 1 - (1 - evidence.common) * (1 - evidence.shared)
    past = abs(a.day - b.day) > (PAST_HURT if a.role == "injured" and is_small(a, b) else PAST)
    if related < (FAR_RELATED if past else UNRELATED) or (past and evidence.shared < FAR_SHARED):
        return True
    if past and a.counts_people and evidence.years == -1.0:
        return True
    if _is_of_somebody(a, b, evidence) or _is_of_somebody(b, a, evidence):
        return True
    if fuzz.ratio(a.sentence, b.sentence) / 100 > VERBATIM and (evidence.common < FURNITURE or is_shared_boilerplate(a, b, background)):
        return True
    if is_of_another_event(a, b, evidence):
        return True
    if is_few(a) and is_few(b) and evidence.common < FURNITURE and _shares_no_names(a, b) and _shares_no_names(b, a):
        return True
    if (
        a.role in FATES
        and is_small(a, b)
        and excludes(a, b)
        and evidence.common < RETOLD_STORY
        and abs(a.reference_day - b.reference_day) > WEEK
    ):
        return True  # another event's count, not a later one
    if (has_fallen(a, b) and evidence.common < ONE_STORY) or _is_of_others(a, b):
        return True
    other_day = past or evidence.date == -1.0 or (evidence.date <= OTHER_DAY and is_small(a, b) and excludes(a, b))
    if OF_CASES.isdisjoint(a.local | b.local):
        return a.counts_people and evidence.common < ONE_STORY and other_day
    return (evidence.common < ONE_STORY and (past or compare_dates(a, b) < 0)) or (past and excludes(a, b))


def is_of_another_event(a: Figure, b: Figure, evidence: Grounds | MeasureEvidence) -> bool:
    """Whether few people are counted in articles that have little in common, on different days.

    The days are those of the sentence, or of the opening if that has the figure.
    """
    if not a.counts_people or max(a.size, b.size) >= SMALL or evidence.companions > 0:
        return False
    if a.role and evidence.date <= OTHER_DAY and abs(a.reference_day - b.reference_day) > WEEK:
        least = RETOLD_STORY if a.size == b.size == 1 else UNRELATED if a.role not in FATES else 0.0
        if evidence.common < least:
            return True
    if is_small(a, b) and not find_people_kind(a) and evidence.common < RETOLD_STORY and (_is_weeks_before(a, b) or _is_weeks_before(b, a)):
        return True
    if evidence.common >= FURNITURE:
        return False
    if a.role in FATES and excludes(a, b) and evidence.date == 0 and evidence.shared < FEW_SHARED:
        return True
    if not (a.days or a.is_in_opening) or not (b.days or b.is_in_opening):
        return False
    if excludes(a, b) and (days := (a.days or a.story_days, b.days or b.story_days)) and all(days):
        return min(abs(x - y) for x in days[0] for y in days[1]) > 1
    return evidence.date <= OTHER_DAY and evidence.shared < FAR_SHARED


def _is_weeks_before(a: Figure, b: Figure) -> bool:
    """Whether one sentence dates an event more than a week before the article of another, which names no day, so that it is news there."""
    return a.event is not None and b.event is None and not b.days and a.event[1] + WEEK < b.day


def _is_of_somebody(a: Figure, b: Figure, evidence: Grounds | MeasureEvidence) -> bool:
    """Whether one figure counts few people named before ("all three") and the other few of a kind, in sentences that are little alike."""
    if not a.is_pointed_at or not find_people_kind(b) or max(a.size, b.size) >= FEW_PEOPLE or evidence.common >= ONE_STORY:
        return False
    return evidence.companions <= 0 and evidence.sentence < ALIKE


def _is_one_toll(a: Figure, b: Figure, evidence: Grounds | MeasureEvidence) -> bool:
    return is_one_toll(a, b, common=evidence.common, shared=evidence.shared, sentence=evidence.sentence)


def is_known_by_tolls(a: Figure, b: Figure, background: Background) -> bool:
    """Whether both have the same numbers of killed and injured, at one place: one event.

    However long ago where few articles name the place; else of the same days, and of more than a few people.
    """
    if a.role not in FATES or not is_same_number(a, b) or compare_companions(a, b) <= 0:
        return False
    known = background.name
    rarest = max((known(n) for n in (a.places | a.article.main) & (b.places | b.article.main)), default=0.0)
    if rarest >= RARE_PLACE:
        return True
    if a.role != "killed":
        return False  # the injured are found with the killed
    people = a.size + max((max(counts) for counts in a.companions.values()), default=0.0)
    if people >= MANY_PEOPLE and rarest >= LESSER_PLACE:
        return True
    return rarest >= KNOWN_PLACE and people >= SEVERAL_PEOPLE and abs(a.day - b.day) <= 1


def _is_of_others(a: Figure, b: Figure) -> bool:
    """Whether two sentences without names are on their articles' subjects, and these differ by headline and opening."""
    if a.names or b.names or not (a.article.main and b.article.main) or not a.article.main.isdisjoint(b.article.main):
        return False
    return not any(w in b.article.title for w in a.article.title if weigh_stem(w) >= 1)


def _shares_no_names(a: Figure, b: Figure) -> bool:
    """Whether the other article has none of the names in one sentence."""
    return bool(a.names) and a.names.isdisjoint(b.article.names.keys())


def has_fallen(a: Figure, b: Figure) -> bool:
    """Whether a great toll is lower days later without an explanation, so that it is another event's."""
    early, late = (a, b) if a.reference_day <= b.reference_day else (b, a)
    if a.role not in RISING or min(a.size, b.size) < GREAT or late.reference_day - early.reference_day < DAYS:
        return False
    return late.size < early.size and excludes(a, b) and not (is_recounted(a) or is_recounted(b))


def is_one_quote(a: Figure, b: Figure) -> bool:
    """Whether the two are quotes of one price or rate, or equal values within days of one rating, or of one move since one event."""
    if is_one_price(a, b) or are_below_high(a, b):
        return True
    if (
        not a.instrument
        or not b.instrument
        or is_other_instrument(a.instrument, b.instrument)
        or abs(a.reference_day - b.reference_day) > DAYS
        or not is_same_number(a, b)
    ):
        return False
    if a.instrument.name in KINDS_OF and a.instrument == b.instrument and (a.dimension or "").startswith("dollar per "):
        return not any(f.is_change or f.is_past or f.is_former or f.is_expected for f in (a, b))
    rated = a.is_level and b.is_level and a.is_former == b.is_former and a.instrument.name not in SEVERAL
    return rated or (bool(a.base) and a.base == b.base)


def are_below_high(a: Figure, b: Figure) -> bool:
    """Whether both say how far one price or index is below its high, weeks apart at most: "4% off its peak", "down 6% from its high"."""
    one, other = a.instrument, b.instrument
    if not one or not other or is_other_instrument(one, other) or a.unit != b.unit or abs(a.reference_day - b.reference_day) > PAST:
        return False
    return a.base == b.base == "high" and a.sign == b.sign == -1


def is_shared_boilerplate(a: Figure, b: Figure, background: Background) -> bool:
    """Whether a sentence in both articles has no name from either's opening, so that it belongs to neither's story.

    Months later, headlines that share no rare word are enough.
    """
    shared = [w for w in a.article.title if w in b.article.title and weigh_stem(w) >= 1]
    if abs(a.day - b.day) > MONTHS and all(background.rarity(w) < TOLD_BY_FEW for w in shared):
        return True
    if shared:
        return False
    if not a.names:
        return a.article.main.isdisjoint(b.article.main)
    return a.names.isdisjoint(a.article.main) and b.names.isdisjoint(b.article.main)


def find_grounds(a: Figure, b: Figure, background: Background) -> Grounds:
    """The part of the evidence by which `forbidden` decides: for two pairs of five nothing else is needed."""
    return Grounds(
        common=background.rate_shared_story(a.article, b.article),
        date=compare_dates(a, b) if a.counts_people else 0.0,
        companions=compare_companions(a, b),
        sentence=background.compute_cosine(a.words, b.words),
        shared=weigh_shared(a, b, background),
        odd=rate_oddness(a) if is_same_number(a, b) else 0.0,
        years=compare_years(a, b),
    )


def weigh_all_evidence(a: Figure, b: Figure, background: Background, grounds: Grounds | None = None) -> MeasureEvidence:
    """All evidence that two figures which do not clash are, or are not, of one series; `grounds` saves finding them again."""
    people = a.counts_people
    equal = is_same_number(a, b)
    close = compare_close_words(a, b, background) if people or equal else 0.0
    common, date, counted_beside, sentence, shared, odd, years_named = grounds or find_grounds(a, b, background)
    days = math.log1p(abs(a.day - b.day)) / 4
    return MeasureEvidence(
        common=common,
        date=date,
        companions=counted_beside,
        sentence=sentence,
        near=compare_neighbours(a, b),
        shared=shared,
        strange=rate_strangeness(a, b),
        subject=compare_subjects(a, b),
        rival=0.0 if people else rate_rival(a, b),
        unit=1.0 if a.unit and not people else 0.0,
        counted=0.0 if a.unit or people else 1.0,
        head=compare_heads(a, b) if people else 0.0,
        group=compare_qualifiers(a, b) if people or not a.unit else 0.0,
        role=1.0 if a.role else 0.0,
        same=(1.0 if a.value is not None else VAGUE) if equal else 0.0,
        odd=odd,
        story=common if equal else 0.0,
        far=rate_distance(a, b),
        apart=min(1.0, days),
        years=years_named,
        scope=compare_scopes(a, b, background),
        noun=compare_measured_nouns(a, b) if a.unit and not people else 0.0,
        former=-1.0 if a.is_former != b.is_former else 0.0,
        part=-1.0 if a.is_part != b.is_part else 0.0,
        local=close if people else 0.0,
        alike=close if equal else 0.0,
        past=compare_past_years(a, b),
    )
