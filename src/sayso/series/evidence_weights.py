"""The evidence on two figures, and the weights of each piece of it."""

from __future__ import annotations

from typing import NamedTuple


class Grounds(NamedTuple):
    """The evidence by which `forbidden` decides; the fields are those of `MeasureEvidence`."""

    common: float
    date: float
    companions: float
    sentence: float
    shared: float
    odd: float
    years: float


class MeasureEvidence(NamedTuple):
    """The evidence for and against two figures measuring the same thing; 0 is no evidence, each field within -1 to 1."""

    common: float  # the rare names that both articles have
    date: float  # the days that the sentences name
    companions: float  # what else is counted in the two sentences
    sentence: float  # the words of the two sentences, the nearer to the figure the heavier
    near: float  # the few words on either side
    shared: float  # the rare words and names of both sentences
    strange: float  # names of one sentence that the other article does not know
    subject: float  # the name nearest before the figure
    rival: float  # both sentences have the name, but another is nearer
    unit: float
    counted: float  # things are counted, in no unit
    head: float  # what is counted, of people
    group: float  # the words before the noun ("US service members")
    role: float
    same: float  # the same number
    odd: float  # ... that is an odd one
    story: float  # ... and in one story
    far: float  # numbers of another size
    apart: float  # days between
    years: float  # the years that the sentences name
    scope: float  # whether the names of one sentence are those that the other, or its article's opening, is about
    noun: float  # the object of a measured value
    former: float  # one is a former value
    part: float  # one counts a part of others
    local: float  # the words of content close to the figure
    alike: float  # ... where the numbers are the same
    past: float  # one sentence names a year gone by, the other does not


#: The weights of the evidence for people and for all other figures, and the bias, from `benchmarks/fit_series.py`.
PEOPLE = MeasureEvidence(
    common=0.00,
    date=0.00,
    companions=0.29,
    sentence=0.26,
    near=0.57,
    shared=0.00,
    strange=0.00,
    subject=0.00,
    rival=0.00,
    unit=0.00,
    counted=0.00,
    head=0.64,
    group=0.13,
    role=0.30,
    same=0.94,
    odd=1.02,
    story=0.33,
    far=-1.65,
    apart=-0.74,
    years=0.31,
    scope=0.82,
    noun=0.00,
    former=0.00,
    part=0.27,
    local=0.68,
    alike=1.24,
    past=0.46,
)
PEOPLE_BIAS = -0.22
OTHERS = MeasureEvidence(
    common=0.00,
    date=0.00,
    companions=0.47,
    sentence=0.04,
    near=1.93,
    shared=0.00,
    strange=-0.79,
    subject=1.45,
    rival=0.66,
    unit=0.57,
    counted=-0.57,
    head=0.00,
    group=0.43,
    role=0.00,
    same=1.80,
    odd=0.00,
    story=0.16,
    far=-2.45,
    apart=-0.24,
    years=0.00,
    scope=0.46,
    noun=0.22,
    former=0.87,
    part=0.00,
    local=0.00,
    alike=0.34,
    past=0.00,
)
OTHERS_BIAS = -1.52
