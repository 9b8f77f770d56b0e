"""Figures in the notations that news uses, by property where there is one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.grammar import parse
from sayso.model import Document, Quantity


def figures(text: str) -> list[Quantity]:
    """The quantities of a text, in order."""
    return [c.quantity for c in parse(Document(text)).claims if c.quantity]


@given(st.integers(1_000, 999_999_999), st.sampled_from([",", " ", "\u00a0", "\u202f", "\u2009"]))
def test_thousands_read_alike_whatever_sets_them_off(value: int, blank: str) -> None:
    """A comma, a blank or a thin blank between groups of three is one notation."""
    (quantity,) = figures(f"The harbour shipped {f'{value:,}'.replace(',', blank)} tonnes.")
    assert (quantity.value, quantity.unit) == (value, "tonne")


@given(st.integers(0, 99_999), st.integers(0, 99), st.sampled_from(["percent", "mm", "kg", "euros"]))
def test_a_comma_before_a_unit_is_a_point(whole: int, part: int, unit: str) -> None:
    """ "2,4 percent" is "2.4 percent"."""
    comma, point = (figures(f"It came to {whole}{sign}{part:02} {unit}.") for sign in ",.")
    assert [(q.value, q.unit) for q in comma] == [(q.value, q.unit) for q in point] != []


@given(
    st.integers(1, 40),
    st.integers(1, 40),
    st.sampled_from(["-", "–", " to "]),
    st.sampled_from([("£", "m", 1e6), ("", "k", 1e3), ("$", "bn", 1e9), ("", " lakh", 1e5), ("", " crore", 1e7)]),
)
def test_the_ends_of_a_range_are_worth_what_they_are_alone(low: int, more: int, dash: str, notation: tuple[str, str, float]) -> None:
    """A scale at both ends, or at the second alone, holds for both."""
    sign, scale, worth = notation
    high = low + more
    for first in (f"{sign}{low}{scale}", f"{sign}{low}"):
        (quantity,) = figures(f"The mill earned {first}{dash}{sign}{high}{scale} then.")
        assert (quantity.low, quantity.high) == (pytest.approx(low * worth), pytest.approx(high * worth))


@given(st.sampled_from(["in 2014–15", "over 1999-00", "for the 2023—24 term"]))
def test_a_pair_of_years_is_no_figure(years: str) -> None:
    """Neither year of a season is counted."""
    assert figures(f"Growth was slow {years}.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Ring 020 7946 0018 for help.",
        "Agent 007 never came.",
        "Police got false 911 calls.",
        "Twenty-first century mills use less water.",
        "The bottom three will go down.",
        "They will see it by 3:20 or so.",
        "Ring +44 20 7946 0958 for help.",
        "Reach her at (415) 555-2671 ext. 204.",
        "He wears No 10 for the Gulls.",
        "He was charged under 18 U.S.C. 2339B.",
        "See page 14, figure 3 and table 2.",
        "The 9/11 inquiry and the PS5 game.",
        "2.",
        "They held one-on-one talks at square one.",
    ],
)
def test_no_figures(text: str) -> None:
    """Telephone numbers of any grouping, codes, ordinals, references, statutes, list numbers and times."""
    assert figures(text) == []


@pytest.mark.parametrize("slash", ["/", "\u2044", "\u2215", "\uff0f"])
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The track is 3/4 mile long.", 0.75),
        ("The track is 2 1/2 miles long.", 2.5),
        ("The track is 2-1/2 miles long.", 2.5),
        ("The track is 11/16 inch wide.", 11 / 16),
        ("They lost 1/12 of the herd.", 1 / 12),
        ("The dam cost $3 1/2 million.", 3.5e6),
    ],
)
def test_fractions_under_every_slash(text: str, value: float, slash: str) -> None:
    """A fraction is one number, whatever slash its page has, with a whole number before it or a scale after it."""
    (quantity,) = figures(text.replace("/", slash))
    assert quantity.value == pytest.approx(value)


@pytest.mark.parametrize("joint", [" to ", "-to-", ":"])
@pytest.mark.parametrize(
    "text",
    [
        "Terns outnumber gulls 7{}2.",
        "Terns outnumber gulls by a ratio of 7{}2.",
        "The ratio of terns to gulls is 7{}2.",
        "It has a 7{}2 tern-to-gull ratio.",
        "Norden is a 7{}2 outsider.",
    ],
)
def test_ratios_in_any_position(text: str, joint: str) -> None:
    """A ratio is one number: the quotient of the two."""
    (quantity,) = figures(text.format(joint))
    assert (quantity.value, quantity.unit) == (3.5, None)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("The council backed it by a 5-to-1 margin.", (5, 5)),
        ("The dam won five-to-one backing from fishers.", (5, 5)),
        ("It passed by a margin of 5 to 1.", (5, 5)),
        ("They plan a 5-for-1 split of the shares.", (5, 5)),
        ("The bench upheld it in a 5-to-4 ruling.", (5, 5)),
        ("It needs a 5-to-8-inch pipe.", (5, 8)),
    ],
)
def test_to_joins_ratios_scores_and_ranges(text: str, ends: tuple[float, float]) -> None:
    """A number to one is a ratio; a ruling has the value of its first side; a rise up to a unit is a range."""
    assert [(q.low, q.high) for q in figures(text)] == [ends]


@pytest.mark.parametrize("minus", ["-", "- ", "−", "− ", "–", "– ", "minus "])
@pytest.mark.parametrize("lead", ["Growth was", "It fell to", "At a low of", "The index:"])
def test_a_minus_may_stand_apart(lead: str, minus: str) -> None:
    """A minus of any kind, with a blank or without, where the words need a figure."""
    assert [(q.value, q.unit) for q in figures(f"{lead} {minus}2.5 percent.")] == [(-2.5, "percent")]


@pytest.mark.parametrize("dash", [" - ", " – ", " — "])
def test_a_pause_is_no_minus(dash: str) -> None:
    """A dash that sets off an aside is not a sign."""
    assert [q.value for q in figures(f"The yard{dash}40% of it owned by Norden{dash}lost money.")] == [40]


@pytest.mark.parametrize("plus", ["+", "+ ", "plus "])
def test_a_plus_is_of_its_number(plus: str) -> None:
    """ "To plus 2 degrees" is two degrees."""
    assert [(q.value, q.unit) for q in figures(f"It rose to {plus}2 degrees there.")] == [(2, "degree")]


@pytest.mark.parametrize("behind", [" a barrel", " per barrel"])
def test_a_rate_behind_a_bracket_is_of_both(behind: str) -> None:
    """Words stated once hold for the figure before the bracket and the one in it."""
    assert [q.unit for q in figures(f"Oil sold at $5 (£4){behind}.")] == ["dollar per barrel", "pound sterling per barrel"]
    assert [(q.value, q.unit) for q in figures("Deaths came to 12 (8 in 2020) per 100,000.")] == [(12, "per 100,000"), (8, "per 100,000")]


@pytest.mark.parametrize(
    ("text", "gist"),
    [
        ("They got half of 1 percent.", [(0.5, "percent", None)]),
        ("Half of the 40% tax is gone.", [(20, "percent", None)]),
        ("The rate fell three-quarters of a percentage point.", [(0.75, "percentage point", "down")]),
        ("The yard was shut for a decade.", [(1, "decade", None)]),
        ("A century of peace ended.", [(1, "century", None)]),
        ("They lost five boats a decade.", [(5, "boat per decade", None)]),
        ("One fisher in six left.", [(1 / 6, "person", None)]),
        ("One of every six boats sank.", [(1 / 6, None, None)]),
        ("The chance is 1 in 300 million.", [(1 / 300e6, None, None)]),
        ("Fees run from 80 cents to $1.20.", [(None, "USD", None)]),
        ("The chick weighed 3lb 4oz.", [(3.25, "pound-mass", None)]),
        ("He weighs 12st 7lb.", [(12.5, "stone", None)]),
        ("The town of 12.400 has 3,2 percent out of work.", [(12400, "person", None), (3.2, "percent", None)]),
        ("The plot sold for 12’500 francs.", [(12500, "franc", None)]),
        ("It held 4 × 10⁵ spores.", [(4e5, None, None)]),
        ("Shares trade at 12 x earnings.", [(12, "times", None)]),
    ],
)
def test_more_notations(text: str, gist: list[tuple[float, str | None, str | None]]) -> None:
    """Shares of shares, spans that an article counts, chances, money in two parts, what other countries write."""
    assert [(q.value if q.value is None else pytest.approx(q.value), q.unit, q.trend) for q in figures(text)] == gist


@pytest.mark.parametrize(
    ("text", "gist"),
    [
        ("The plot cost 1.250.000 euros.", [(1250000, "EUR", None)]),
        ("Gulls outnumber terns by a ratio of 7:2.", [(3.5, None, None)]),
        ("The inlet froze for half a century.", [(0.5, "century", None)]),
        ("A two-month truce and a seven-month-old calf.", [(2, "month", None), (7, "month of age", None)]),
        ("Each boat took 19 and 12 days.", [(19, "day", None), (12, "day", None)]),
        ("Trust has dropped from 35% to 28%.", [(35, "percent", None), (28, "percent", "down")]),
        ("Exports rose from 816 000 tonnes to 934 000 tonnes.", [(816000, "tonne", None), (934000, "tonne", "up")]),
        ("On Oct. 7 300 boats left.", [(300, None, None)]),
        ("Wages rose 2.4pc.", [(2.4, "percent", "up")]),
    ],
)
def test_notations(text: str, gist: list[tuple[float, str | None, str | None]]) -> None:
    """Values, units and trends of single notations."""
    assert [(q.value, q.unit, q.trend) for q in figures(text)] == gist


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Humidity will drop to 18 to 25 percent.", (18, 25)),
        ("Output fell by 2 to 3 percent.", (2, 3)),
        ("The motion carried, 310 to 264.", (264, 310)),
        ("Norden beat the Gulls 4-2 on Saturday.", (2, 4)),
    ],
)
def test_two_numbers_that_are_one(text: str, ends: tuple[float, float]) -> None:
    """Ranges that a move leads to, and scores."""
    assert [(q.low, q.high) for q in figures(text)] == [ends]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Deaths: 118. Injured: 1,243. Missing: 9.", ["killed", "injured", "missing"]),
        ("At least 86 sailors in 12 ports have been arrested.", ["arrested", None]),
        ("Four Swiss climbers were injured.", ["injured"]),
        ("He admitted murdering two men and plotting to kill five others.", ["killed", None]),
        ("The flood destroyed 40 homes in 3 villages.", ["destroyed", None]),
    ],
)
def test_roles(text: str, roles: list[str | None]) -> None:
    """A label, the head of the subject, and mere attempts."""
    assert [q.role for q in figures(text)] == roles


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The strike went on for more than a decade.", 1, "decade"),
        ("The fair ran for a year and a half.", 1.5, "year"),
        ("The mill has stood for a quarter-century.", 0.25, "century"),
        ("They argued for three hours and 46 minutes.", 226, "minute"),
        ("It took an hour and 20 minutes.", 80, "minute"),
        ("He was freed after 2 years, 3 months.", 27, "month"),
        ("It takes about two-and-a-half hours.", 2.5, "hour"),
        ("The keeper is 6'2\" tall.", 6 + 2 / 12, "foot"),
        ("The calf weighed 5 stone 7 pounds.", 5.5, "stone"),
        ("The new pump is 8x faster.", 8, "times"),
        ("The weir cost 3,5 million euros.", 3.5e6, "EUR"),
        ("The flask held 2×10^6 spores.", 2e6, None),
        ("Homes use 110 litres per person per day.", 110, "litre per person per day"),
        ("The field yields 2 million barrels of heavy oil a day.", 2e6, "barrel per day"),
        ("The margin is plus or minus 3.5 percentage points.", 3.5, "percentage point"),
        ("The rate fell by a quarter of a percentage point.", 0.25, "percentage point"),
        ("Talks ran for 36 straight hours.", 36, "hour"),
        ("Kell Fire--301 acres.", 301, "acre"),
        ("Kell Fire -- 301 acres.", 301, "acre"),
        ("At dawn it was -12 degrees Celsius.", -12, "celsius"),
        ("The mast is twice as tall as the mill.", 2, "times"),
        ("He paid ten grand for it.", 10_000, None),
        ("Gulls make up 13% of all birds there.", 13, "percent"),
        ("One-and-a-half million geese came.", 1.5e6, None),
        ("Six-point-two percent of the crates broke.", 6.2, "percent"),
        ("Rents rose ¼ of a percent.", 0.25, "percent"),
        ("The marsh saw a 12-fold rise.", 12, "times"),
        ("Dust reached 312 micrograms per cubic metre.", 312, "microgram per cubic metre"),
        ("Dust reached 80 µg/m3.", 80, "microgram per cubic metre"),
        ("The weir passes 120 m3/s.", 120, "cubic metre per second"),
        ("The seam yields 2.1 g/t.", 2.1, "gram per tonne"),
        ("The cable carries 1.2Gbps.", 1.2, "gigabit per second"),
        ("The well makes 1,200 b/d.", 1200, "barrel per day"),
        ("The trawler was fined half a million pounds.", 5e5, "GBP"),
        ("The mill had debts of 3.2 million pounds.", 3.2e6, "GBP"),
        ("They raised 200 pounds of beans.", 200, "pound-mass"),
        ("The seal lost 40 pounds, which cost it strength.", 40, "pound-mass"),
    ],
)
def test_one_figure(text: str, value: float, unit: str | None) -> None:
    """Notations that are one figure, with their worth and unit."""
    (quantity,) = figures(text)
    assert (quantity.value, quantity.unit) == (pytest.approx(value), unit)


@pytest.mark.parametrize(
    ("text", "gist"),
    [
        ("They sell 10- and 12-inch pans.", [(10, "inch", "pans"), (12, "inch", "pans")]),
        ("Two-, three- and nine-seat gliders were grounded.", [(2, None, "seat"), (3, None, "seat"), (9, None, "seat")]),
        ("Exports grew 3 and imports 4 percent.", [(3, "percent", "Exports"), (4, "percent", "imports")]),
        ("Orders rose from 30 to 50 hulls.", [(30, None, "hulls"), (50, None, "hulls")]),
        ("Two in three, or 66 percent, agreed.", [(2 / 3, None, None), (66, "percent", None)]),
        ("The lifts hold 8, 12 and 20 crates.", [(8, None, "crates"), (12, None, "crates"), (20, None, "crates")]),
        ("He won 5, and 20 boats sank.", [(5, None, None), (20, None, "boats")]),
    ],
)
def test_what_is_said_once_holds_for_all(text: str, gist: list[tuple[float, str | None, str | None]]) -> None:
    """A unit or a noun after the last of several numbers belongs to each."""
    assert [(q.value, q.unit, q.noun) for q in figures(text)] == gist


@pytest.mark.parametrize(
    "text", ["The Two Rivers dam held.", "The Group of Seven met there.", "It reached the Final Four again.", "On day 16 he gave up."]
)
def test_names_in_words_are_no_figures(text: str) -> None:
    """A number word with a capital within a sentence is part of a name."""
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "trend"),
    [
        ("The valley has lost 19,000 jobs.", "down"),
        ("Its value skyrocketed by more than 900%.", "up"),
        ("The rate could rise back above 10%.", "up"),
        ("Shares settled higher by nearly 7%.", "up"),
        ("The yard cut its crew by 40%.", "down"),
        ("The port raised its toll to $5.", "up"),
        ("The pool could dip down to 3%.", "down"),
        ("Fares rose sharply to $40.", "up"),
        ("The league grew to 40 members.", "up"),
        ("The port raised $5 million.", None),
        ("They added 12 players.", None),
        ("There was an increase of 10.6%.", None),
        ("It was a 3% drop.", None),
        ("They dropped 30 crates.", None),
        ("The fall of 3 mills hurt trade.", None),
        ("The clerk got a $5 raise.", None),
    ],
)
def test_ways(text: str, trend: str | None) -> None:
    """Verbs and nouns of change, transitive or not, and counterexamples."""
    assert figures(text)[0].trend == trend


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The fine was R25 500, the court said.", 25_500, "South African rand"),
        ("The bridge cost R2.5 million.", 2.5e6, "South African rand"),
        ("They paid R13,000 for the boat.", 13_000, "South African rand"),
        ("Exports were 816 000, the bureau said.", 816_000, None),
    ],
)
def test_thousands_set_off_by_a_blank_and_rand(text: str, value: float, unit: str | None) -> None:
    """A comma after groups of digits ends them, and an R before thousands, cents or a scale is money."""
    assert [(q.value, q.unit) for q in figures(text)] == [(pytest.approx(value), unit)]


@pytest.mark.parametrize("text", ["They drove down the R61 to the coast.", "The R21 was closed.", "Room R250 was empty."])
def test_roads_and_rooms_are_no_money(text: str) -> None:
    """An R before a few digits is part of a name."""
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("The truce did not last more than three weeks.", None, 3),
        ("They did not pay more than $5.", None, 5),
        ("The law bars firms from owning more than 30 boats.", None, 30),
        ("It has not rained for more than a month.", 1, None),
        ("He was banned for more than three years.", 3, None),
        ("It did not stop more than 300 men.", 300, None),
        ("The mast is 40 metres, plus or minus 3.", 37, 43),
        ("It weighs 40 kg ± 2 kg.", 38, 42),
        ("They left with a record of 90-30-2.", 2, 90),
        ("The Gulls suffered a 2-3 loss.", 2, 3),
        ("More than half of the crew fled.", 0.5, 1),
        ("The repairs added up to $90 million.", 9e7, 9e7),
        ("The repairs cost up to $90 million.", None, 9e7),
        ("The toll must not exceed 40 euros.", None, 40),
        ("Tolls exceed 40 euros.", 40, None),
    ],
)
def test_ends(text: str, low: float | None, high: float | None) -> None:
    """A bound with "not", a ban or a margin; all numbers of a score; a share ends at one."""
    quantity = figures(text)[0]
    assert (quantity.low, quantity.high) == (low, high)


@pytest.mark.parametrize(
    "text", ["It came at 10:50 a.m. Monday.", "They met around 12:15 p.m. there.", "It closes until at least 11:59 p.m. today."]
)
def test_clocks_are_one_number(text: str) -> None:
    """The hour of a clock time is not cut."""
    assert figures(text) == []


def test_digits_of_a_young_script_are_no_number() -> None:
    """Digits that the patterns know before Python does are skipped, and the text beside them is read."""
    assert [q.value for q in figures("The sign says \U0001ccf0 million, and 12 boats left.")][-1] == 12


def test_a_price_in_a_table_is_no_version() -> None:
    """ "Python 3.12" is a name; "Rye 2.64 2.40" is a price and the one before."""
    assert [q.value for q in figures("Grain Price Price Rye 2.64 2.40 Millet 1.57 0.99 V 1.65 --")] == [2.64, 2.4, 1.57, 0.99, 1.65]
    assert figures("They run it on Python 3.12 today.") == []


def test_rs_ends_no_sentence_before_a_figure() -> None:
    """ "Rs. 500 crore" is one sum."""
    assert [(q.value, q.unit) for q in figures("The road cost Rs. 500 crore.")] == [(5e9, "Indian rupee")]


@pytest.mark.parametrize(
    ("text", "gist"),
    [
        ("The yard spent $30 million over 10 years.", [("exact", 30e6, "USD"), ("exact", 10, "year")]),
        ("The yard spent $30 million for over 10 years.", [("exact", 30e6, "USD"), ("over", 10, "year")]),
        ("Fares rose 5 percent over two years.", [("exact", 5, "percent"), ("exact", 2, "year")]),
        ("The strike lasted over two years.", [("over", 2, "year")]),
        ("The talks began over ten years ago.", [("over", 10, "year")]),
    ],
)
def test_over_a_time_is_no_bound_behind_a_measure(text: str, gist: list[tuple[str, float, str]]) -> None:
    """An amount spread over years is not "more than" years."""
    assert [(q.modifier, q.value, q.unit) for q in figures(text)] == gist


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Milk went from 45c to 50c a litre.", ["cent per litre"]),
        ("Fares fell to 90c.", ["cent"]),
        ("It was 30c in the shade of the 19c mill.", []),
        ("The pen is 8 by 10 feet.", ["foot", "foot"]),
        ("An 8-by-10-foot pen and a 12 x 30 cm print burned.", ["foot", "foot", "centimetre", "centimetre"]),
        ("The calf is 2 ft 6 in and black.", ["foot"]),
        ("The tyre holds 2.5 bars.", ["bar"]),
        ("The street has two bars.", [None]),
        ("The pump moves 90 litres every minute.", ["litre per minute"]),
        ("The van does 40 miles to the gallon.", ["mile per gallon"]),
        ("Of the 40% who sailed, 50 percent of the 20% were sick.", ["percent", "percent"]),
    ],
)
def test_units_told_by_what_stands_near(text: str, units: list[str | None]) -> None:
    """Cents by the money beside them, sides by the unit of the last, bars by a part of one, rates by "every" and "to the"."""
    assert [q.unit for q in figures(text)] == units


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The yard moved to 24105 Kiel in May.", []),
        ("Write to Postfach, D-24105 Kiel.", []),
        ("They sent 24105 Kielers home.", [24105]),
        ("It fed 24500 Danish families.", [24500]),
        ("The ferry leaves at 21.40 on Monday.", []),
        ("Buses run from 5.30 until 23.45.", []),
        ("The index closed at 21.40 on Monday.", [21.4]),
        ("The toll starts at 21.40 euros.", [21.4]),
        ("A couple of gulls and one couple of Kiel came.", [None, 1]),
        ("They sold one million, four hundred thousand tins.", [1_400_000]),
        ("They sold one million, two million and three million tins.", [1e6, 2e6, 3e6]),
    ],
)
def test_postcodes_clocks_and_groups(text: str, values: list[float | None]) -> None:
    """A code in front of a place, a time with a point; groups of a long number that a comma joins."""
    assert [q.value for q in figures(text)] == values
