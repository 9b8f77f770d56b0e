"""Figures: every rule with its examples, the table of modifiers, and sentences as news writes them."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import GrammarError
from sayso.grammar.findings import FoundQuantity
from sayso.grammar.lexicon.tables import BoundedMemo, alternation, build_trie, parse_names_of_words, table
from sayso.grammar.quantities import EXCLUSIONS, FORMS, MODIFIERS, RULES, SHAPES, RejectedNumber, find_quantities, read_numbers, summarize
from sayso.grammar.quantities.hedges import compute_interval, find_place_value
from sayso.grammar.quantities.number_words import read_number_words
from sayso.grammar.quantities.numbers import find_numerals
from sayso.grammar.quantities.rule import Rule, expand_atoms
from sayso.grammar.tokens import TokenizedText
from sayso.model import Modifier, Quantity, Span

CORPUS = sorted((Path(__file__).parent / "corpus").glob("quantities-*.json"))


def figures(text: str) -> list[FoundQuantity]:
    return find_quantities(TokenizedText(text))


def one(text: str) -> Quantity:
    (found,) = figures(text)
    return found.quantity


def names(text: str) -> list[str]:
    return [found.reason if isinstance(found, RejectedNumber) else found.rule for found in read_numbers(TokenizedText(text))]


# Every rule has its examples, and they pass ------------------------------------------------------------------------------------

READING = (*FORMS, *MODIFIERS, *SHAPES)
YES = [pytest.param(rule, text, want, id=f"{rule.name}: {text}") for rule in READING for text, want in rule.yes]
NO = [pytest.param(rule, text, id=f"{rule.name}: {text}") for rule in RULES for text in rule.no]
TURNED = [pytest.param(rule, text, id=f"{rule.name}: {text}") for rule in EXCLUSIONS for text, _ in rule.yes]


@pytest.mark.parametrize(("rule", "text", "want"), YES)
def test_a_rule_reads_what_it_says_it_reads(rule: Rule, text: str, want: str) -> None:
    assert [(found.rule, summarize(found.quantity)) for found in figures(text)] == [(rule.name, want)]


@pytest.mark.parametrize(("rule", "text"), TURNED)
def test_an_exclusion_turns_down_every_number_of_its_examples(rule: Rule, text: str) -> None:
    found = list(read_numbers(TokenizedText(text)))
    assert all(isinstance(f, RejectedNumber) for f in found)
    assert rule.name in names(text)


@pytest.mark.parametrize(("rule", "text"), NO)
def test_a_rule_leaves_its_near_misses_alone(rule: Rule, text: str) -> None:
    assert rule.name not in names(text)


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.name)
def test_a_rule_is_complete(rule: Rule) -> None:
    assert rule.name
    assert rule.yes
    assert rule.no


def test_names_of_rules_that_read_are_told_apart() -> None:
    reading = [rule.name for rule in READING]
    assert sorted(reading) == sorted(set(reading))


# The table of modifiers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "modifier", "low", "high"),
    [
        ("250", "exact", 250, 250),
        *(
            (w, "about", 1150, 1250)
            for w in ("some 1,200", "about 1,200", "around 1,200", "roughly 1,200", "an estimated 1,200", "approximately 1,200")
        ),
        *((w, "nearly", 31000, 32000) for w in ("nearly 32,000", "almost 32,000", "close to 32,000", "just under 32,000")),
        *((w, "over", 40, None) for w in ("more than 40", "over 40", "upwards of 40", "in excess of 40")),
        *((w, "at_least", 40, None) for w in ("at least 40", "no fewer than 40", "a minimum of 40", "40 or more")),
        *((w, "under", None, 40) for w in ("fewer than 40", "less than 40", "under 40", "below 40")),
        *((w, "at_most", None, 40) for w in ("up to 40", "as many as 40", "at most 40", "no more than 40")),
        *((w, "between", 30, 40) for w in ("30 to 40", "between 30 and 40", "30–40", "30-40", "from 30 to 40")),
        ("dozens of", "vague", 12, 120),
        ("scores of", "vague", 20, 200),
        ("hundreds of", "vague", 100, 1000),
        ("tens of thousands of", "vague", 10_000, 100_000),
        ("several", "vague", 3, 9),
        ("a handful of", "vague", 3, 9),
    ],
)
def test_modifiers_commit_to_intervals(words: str, modifier: str, low: float | None, high: float | None) -> None:
    q = one(f"There were {words} ferries.")
    assert (q.modifier, q.low, q.high, q.head) == (modifier, low, high, "ferry")
    assert words.startswith(q.span.of(f"There were {words} ferries."))


@pytest.mark.parametrize(
    ("value", "place"), [(32_000, 1_000), (1_200, 100), (250, 10), (45, 1), (2.5, 0.1), (1_000_000, 1_000_000), (0, 1)]
)
def test_grain_is_the_place_of_the_last_digit(value: float, place: float) -> None:
    assert find_place_value(float(value)) == pytest.approx(place)


@given(st.sampled_from(["exact", "about", "nearly", "over", "at_least", "under", "at_most"]), st.floats(-1e9, 1e9))
def test_the_value_lies_in_its_interval(modifier: Modifier, value: float) -> None:
    low, high = compute_interval(modifier, value)
    assert low is None or low <= value
    assert high is None or value <= high


# Numbers in words --------------------------------------------------------------------------------------------------------------

ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(n: int) -> str:
    """English for a whole number below a billion, as a style guide has it."""
    for size, name in ((10**6, "million"), (10**3, "thousand")):
        if n >= size:
            rest = n % size
            return f"{spelled(n // size)} {name}" + (f" {'and ' if rest < 100 else ''}{spelled(rest)}" if rest else "")
    if n >= 100:
        return f"{ONES[n // 100]} hundred" + (f" and {spelled(n % 100)}" if n % 100 else "")
    if n >= 20:
        return TENS[n // 10] + (f"-{ONES[n % 10]}" if n % 10 else "")
    return ONES[n]


@given(st.integers(0, 10**9 - 1))
def test_numbers_of_any_length_are_read_from_words(n: int) -> None:
    words = spelled(n)
    assert read_number_words(words, 0, len(words)) == (n, len(words))
    (numeral,) = find_numerals(TokenizedText(words))
    assert (numeral.value, numeral.start, numeral.end) == (n, 0, len(words))


@given(st.integers(0, 10**15), st.sampled_from([0, 1, 2]))
def test_numbers_in_digits_are_read_as_written(n: int, decimals: int) -> None:
    (numeral,) = find_numerals(TokenizedText(f"{n:,}" + ("." + "5" * decimals if decimals else "")))
    assert numeral.value == pytest.approx(float(f"{n}." + "5" * decimals))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("half a million", 500_000), ("a quarter of a million", 250_000), ("two-thirds", 2 / 3), ("three quarters", 0.75), ("2½", 2.5),
            ("10 1/2", 10.5),
        ("five and a half million", 5_500_000), ("$1.2bn", 1.2e9), ("£3.4m", 3.4e6), ("1.2 trillion", 1.2e12), ("12,34,567", 1_234_567),
            ("1\u202f234\u202f567", 1_234_567),
        ("two point five", 2.5), ("a dozen", 12), ("two dozen", 24), ("a hundred", 100), ("minus 40", -40), ("-3.5", -3.5), ("one in five",
            0.2),
        ("9 out of 10", 0.9), ("6-foot-3", 6.25), ("5 feet 6 inches", 5.5), ("3 dollars 50 cents", 3.5), ("30 MUSD", 30e6), ("sixfold", 6),
    ],
)  # fmt: skip
def test_ways_of_writing_a_number(text: str, value: float) -> None:
    assert one(text).value == pytest.approx(value)


# Units, nouns, roles -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("12 percent", "percent"), ("12%", "percent"), ("12 per cent", "percent"), ("3 percentage points", "percentage point"), ("$40",
            "USD"), ("US$40", "USD"),
        ("€40", "EUR"), ("40 euros", "EUR"), ("£40", "GBP"), ("RM40", "Malaysian ringgit"), ("40 km", "km"), ("40 kilometres", "km"),
            ("40mph", "mile per hour"),
        ("a 45-minute call", "minute"), ("$40 a barrel", "dollar per barrel"), ("$40 per share", "dollar per share"),
            ("12 per 100,000 people", "per 100,000"),
        ("a 34-year-old man", "year of age"), ("Jane Roe, 34, said", "year of age"), ("a man aged 34", "year of age"),
            ("a 5.3-magnitude quake", "magnitude"),
        ("a magnitude 6.1 quake", "magnitude"), ("40 acres", "acre"), ("30 tests a day", "test per day"), ("£3.4m-a-year",
            "pound sterling per year"),
        ("1.8m tall", "metre"), ("30 degrees Celsius", "celsius"), ("30°C", "celsius"),
    ],
)  # fmt: skip
def test_units_have_one_name(text: str, unit: str) -> None:
    assert one(text).unit == unit


@pytest.mark.parametrize(
    ("text", "noun", "head", "role"),
    [
        ("holding some 100 people hostage", "people", "person", "hostage"),
        ("the remains of 30 others", "others", "other", "killed"),
        ("1,200 mostly foreign workers", "foreign workers", "worker", None),
        ("32,000 killed and wounded", None, None, "killed and injured"),
        ("raised the death toll to nearly 32,000 villagers", "villagers", "villager", "killed"),
        ("the blast killed at least 12 people", "people", "person", "killed"),
        ("injuring 40 fishermen", "fishermen", "fisherman", "injured"),
        ("12 children are still missing", "children", "child", "missing"),
        ("police arrested 9 students", "students", "student", "arrested"),
        ("displacing 4,000 families", "families", "family", "displaced"),
        ("abducted another 25 sailors", "sailors", "sailor", "hostage"),
        ("12 of the 40 passengers", "passengers", "passenger", None),
        ("destroyed 300 homes", "homes", "home", "destroyed"),
        ("460 red and white buoys", "red and white buoys", "buoy", None),
        ("12 cases of measles", "cases of measles", "case", None),
        ("a 2,000-bed clinic", "bed", "bed", None),
        ("hundreds of US cargo planes", "US cargo planes", "plane", None),
    ],
)
def test_what_is_counted_and_what_became_of_it(text: str, noun: str | None, head: str | None, role: str | None) -> None:
    q = figures(text)[0].quantity
    assert (q.noun, q.head, q.role) == (noun, head, role)


def test_figures_in_one_clause_keep_their_own_nouns_and_roles() -> None:
    text = "The storm killed 12 people, injured 40 sailors and left 7 divers missing, and 300 homes were destroyed."
    assert [(f.quantity.value, f.quantity.head, f.quantity.role) for f in figures(text)] == [
        (12, "person", "killed"), (40, "sailor", "injured"), (7, "diver", "missing"), (300, "home", "destroyed"),
    ]  # fmt: skip


def test_killed_and_injured_are_never_swapped() -> None:
    first = [f.quantity.role for f in figures("At least 9 people were killed and 21 injured.")]
    assert first == ["killed", "injured"]
    assert [f.quantity.role for f in figures("The crash injured 21 and killed 9.")] == ["injured", "killed"]
    assert [f.quantity.role for f in figures("21 injured, 9 dead in crash")] == ["injured", "killed"]


@pytest.mark.parametrize(
    ("text", "trend"),
    [("Shares rose 2.1%.", "up"), ("Sales were down 34 cents.", "down"), ("The rate fell to 4.1%.", "down"), ("It closed 0.4% higher.",
        "up"), ("She gave up 517 yards.", None),
     ("It added 12 players.", None)],
)  # fmt: skip
def test_trend(text: str, trend: str | None) -> None:
    assert one(text).trend == trend


def test_a_move_told_twice_is_one_move() -> None:
    assert [f.quantity.trend for f in figures("The index lost 190 points, or 0.6%.")] == ["down", "down"]


def test_a_bound_holds_for_its_conversion() -> None:
    assert [f.quantity.modifier for f in figures("Moths fly more than 100 km (60 miles).")] == ["over", "over"]


# No figures --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "on Oct. 7", "on 7 October 2023", "on October 7th", "at 10:30 a.m.", "at 5pm", "in 2019", "in the 1990s", "the 22nd amendment",
            "Boeing 737", "the CAC 40", "Section 230",
        "an F-16", "Flight MH370", "call 212-555-0142", "see https://example.org/2024/05/a-12", "No one knows", "the one who left",
            "one another", "a G7 summit", "iPhone 15", "COVID-19",
        "the second half", "by 2030", "the two said", "5G phones", "10/7/2023", "version 2.0.1 alpha",
    ],
)  # fmt: skip
def test_what_is_no_figure(text: str) -> None:
    assert [f.quantity.span.of(text) for f in figures(text)] == []


# Text that lost its blanks -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "span", "modifier", "value"),
    [
        ("It took more thanthree hours.", "more thanthree hours", "over", 3),
        ("Officials saidmore than 450,000 people fled.", "more than 450,000", "over", 450_000),
        ("It killedat least 168 childrenand nobody else.", "at least 168", "at_least", 168),
        ("at leastsix ships", "at leastsix", "at_least", 6),
    ],
)
def test_glued_words_are_read_where_they_are_certain(text: str, span: str, modifier: str, value: float) -> None:
    q = one(text)
    assert (q.span.of(text), q.modifier, q.value) == (span, modifier, value)


@pytest.mark.parametrize("text", ["It happens often.", "someone", "a kitten", "the tension", "alone", "a stone", "listen"])
def test_words_that_end_like_numbers_are_words(text: str) -> None:
    assert figures(text) == []


# The corpus --------------------------------------------------------------------------------------------------------------------


def corpus() -> list[Any]:
    out = []
    for path in CORPUS:
        for case in json.loads(path.read_text(encoding="utf-8")):
            marks = [pytest.mark.xfail(strict=True)] if case["expect"] == "fail" else []
            out.append(pytest.param(case, marks=marks, id=f"{path.stem}: {case['label']}"))
    return out


@pytest.mark.parametrize("case", corpus())
def test_corpus(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [[f.quantity.span.of(text), summarize(f.quantity)] for f in figures(text)] == case["figures"]


# Tables and patterns -----------------------------------------------------------------------------------------------------------


def test_tables_refuse_an_entry_listed_twice() -> None:
    for make in (lambda: table("said\nsays\nsaid"), lambda: parse_names_of_words("km: km\nmile: km")):
        with pytest.raises(GrammarError, match=r"listed twice: (said|km)"):
            make()


def test_a_misspelt_atom_is_named() -> None:
    with pytest.raises(GrammarError, match=r"unknown atom \{NUMBR\}; did you mean \['NUMBER'\]"):
        expand_atoms("{NUMBR}", {"NUMBER": "1"})


def test_an_alternation_tries_long_words_first() -> None:
    assert alternation(["up", "up to", "at most"]) == r"(?:at\s+most|up\s+to|up)"


@given(st.sets(st.text("abc", min_size=1, max_size=4), min_size=1, max_size=8))
def test_a_trie_matches_its_words_and_no_others(words: set[str]) -> None:
    import re

    pattern = re.compile(build_trie(words))
    assert all(pattern.fullmatch(w) for w in words)
    assert not any(pattern.fullmatch(w + "d") for w in words)


# Tests of a few letters only save work ---------------------------------------------------------------------------------------------


@pytest.mark.shared
def test_letters_looked_at_first_are_supersets(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the cheap tests exclude, the patterns would not match either."""
    from sayso.grammar.quantities import exclusions, hedges, noun_words, numbers, roles, trends, units

    class Everything:
        def __contains__(self, _: object) -> bool:
            return True

    looks = [(exclusions, "_may_end_exclusion"), (exclusions, "_may_start_exclusion"),
             (hedges, "may_end_modifier"), (hedges, "_may_start_modifier"), (roles, "_may_give_role"),
             (roles, "_may_start_role"), (units, "_may_start_unit"), (units, "may_end_currency")]  # fmt: skip

    texts = [
        c["Input"]
        for p in sorted((shared / "data/quantities/recognizers").rglob("*Model.json"))
        for c in json.loads(p.read_text("utf-8-sig"))
    ]
    texts += [row["text"] for row in json.loads((shared / "data/quantities/newsquant-dev.json").read_text("utf-8"))]
    before = [figures(t) for t in texts]
    for module, look in looks:
        monkeypatch.setattr(module, look, lambda *_: True)
    for look in ("_ends_number", "_ends_line"):
        monkeypatch.setattr(numbers, look, lambda *_: False)
    monkeypatch.setattr(trends, "_LAST_WORDS", Everything())
    monkeypatch.setattr(noun_words, "_GLUE", "")
    monkeypatch.setattr(numbers, "_HINTS", BoundedMemo(lambda word: numbers._Hint(True, numbers._find_glued_number(word))))
    assert [figures(t) for t in texts] == before


@settings(max_examples=50)
@given(
    st.sampled_from(
        ["1,", "one ", "9", "a half and ", "million ", "up to ", "$", "- ", "1/2 ", "12:", "more than ", "(", "two hundred and "]
    ),
    st.integers(1, 400),
)
def test_repetition_is_read_without_stalling(piece: str, times: int) -> None:
    text = piece * times
    spans = [f.quantity.span for f in find_quantities(TokenizedText(text, [Span(0, len(text))]))]
    assert all(a.end <= b.start for a, b in pairwise(spans))
