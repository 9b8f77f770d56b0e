"""What a series is called: by what most of its points share, as one of them writes it; places and wars; never one point's words."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.series.articles import Article, find_names_in_sentence
from sayso.series.naming import name_series
from sayso.series.phrases import find_person_words
from sayso.series.word_weights import Background
from series_figures import figure


def told(*texts: str, unit: str | None = None, noun: str | None = None, role: str | None = None, head: str = "") -> str:
    """The name of a series with a point in each text, its figure in brackets."""
    articles = [Article.of(n, text.partition("\n")[0], text.replace("[", "").replace("]", "")) for n, text in enumerate(texts)]
    background = Background(articles)
    points = []
    for n, text in enumerate(texts):
        sentence = next(line for line in text.split("\n") if "[" in line)
        before, _, rest = sentence.partition("[")
        words, _, after = rest.partition("]")
        whole = before + words + after
        points.append(
            figure(n, articles[n], words, 4, sentence=whole, unit=unit, noun=noun, head=head or noun, role=role, until="9999",
                   offset=len(before), day=date(2026, 3, 2).toordinal(), names=find_names_in_sentence(whole, background.is_name))
        )  # fmt: skip
    return name_series(points, background)


def test_a_noun_that_says_too_little_comes_with_the_words_that_most_points_share() -> None:
    assert (
        told(
            "In court Otto Kern has denied [30] charges of theft.",
            "Since May Otto Kern has denied [30] charges, his lawyer said.",
            "Mr. Kern has denied [more than 25] charges of theft.",
            noun="charges",
        )
        == "Charges of theft denied: Otto Kern"
    )


def test_what_stands_behind_a_noun_is_read_on() -> None:
    assert (
        told(
            "About [600] harbour pilots must stay on duty during the strike.",
            "He is one of [600] harbour pilots that must stay on duty during the strike.",
            noun="harbour pilots",
            head="pilots",
        )
        == "Harbour pilots who must stay on duty during the strike"
    )


def test_one_points_words_name_nothing() -> None:
    called = told(
        "Nearly [40] mills were shut in Dorran when the river rose, as the sculptor Ilse Maren looked on.",
        "After the river rose [40] mills were shut in Dorran.",
        "When the river rose, [41] mills were shut in Dorran.",
        noun="mills",
    )
    assert "Maren" not in called
    assert called == "Mills: Dorran (river)"


@pytest.mark.parametrize(
    ("texts", "named"),
    [
        (
            (
                "Fire in Velm\nA fire at the Olstrand mill in Velm, Dorran, killed [nine] people. Otto Kern lit it.",
                "Fire in Velm\nOtto Kern was charged. The fire in Velm, Dorran, killed [nine] people, and Otto Kern is in jail.",
            ),
            "People killed: Velm, Dorran (fire)",
        ),
        (
            (
                "Dead sailors come home\n[Nine] sailors were killed off Port Ansel. The war with Karelle is in its third week.",
                "What the minister said\nMinisters spoke of the [nine] sailors killed off Port Ansel in the Karelle war.",
            ),
            "Sailors killed: Port Ansel (war with Karelle)",
        ),
    ],
    ids=["places, not people", "the war"],
)
def test_people_are_named_by_place_and_event(texts: tuple[str, ...], named: str) -> None:
    assert told(*texts, role="killed", noun="people" if "People" in named else "sailors", unit="person") == named


def test_money_says_for_what() -> None:
    assert (
        told(
            "The Brae bank fined Olstrand [$40 million] for fraud.",
            "For fraud the court fined Olstrand [$40 million] on Monday.",
            unit="USD",
        )
        == "Olstrand: US dollars for fraud"
    )


def test_a_share_of_a_poll_says_what_was_answered() -> None:
    called = told(
        "In the Velm poll [12%] of voters said they were undecided.",
        "Some [12%] of voters said they were undecided in the Velm poll.",
        unit="percent",
    )
    assert "were undecided" in called


def test_no_stretch_of_words_is_quoted() -> None:
    called = told(
        "Off Velm a drug boat was hit, killing [four] people.",
        "A drug boat was sunk off Velm, and [four] people were killed.",
        role="killed",
        noun="people",
        unit="person",
    )
    assert called == "People killed: Velm (drug boat)"


def test_moves_of_a_market_are_daily_where_no_other_time_is_told() -> None:
    assert told("Brent crude rose [2%].", "Brent crude fell [3%].", unit="percent") == "Brent crude, daily change in percent"
    assert told("Brent crude is up [20%].", "Brent crude has risen [23%].", unit="percent") == "Brent crude, change so far in percent"


def test_what_is_only_feared_is_named_as_such() -> None:
    called = told("Gas prices could reach [$4] a gallon.", "Gas is heading towards [$4] a gallon.", unit="dollar per gallon")
    assert called == "Gasoline, as expected or feared, price of a gallon"


def test_people_are_known_by_given_names_and_offices() -> None:
    assert find_person_words(["Minister Solberg met Anna Maren in Port Ansel."]) == {"Solberg", "Anna", "Maren"}


def test_a_place_that_is_a_given_name_too_is_a_place_and_lengths_say_from_where() -> None:
    """A preposition that is also a given name ("In") does not make the name of a person."""
    ferry = (
        "A ferry capsized off Port Ansel. In Port Ansel [14] people were killed.",
        "Ferry sinks\nOff Port Ansel a ferry killed [17] people.",
    )
    assert told(*ferry, role="killed", noun="people", unit="person").startswith("People killed: Port Ansel")
    gloves = (
        "A glove lay [two miles] from Kern’s home, police said.",
        "Police found a glove [about 2 miles] from his home, after Kern left.",
    )
    assert told(*gloves, unit="mile") == "Miles from Kern’s home"


def test_what_stops_within_a_phrase_is_not_read_on() -> None:
    jets = ("[Three] jets shot down by harbour guns fell into the sea.", "The [three] jets shot down by harbour guns were found.")
    assert not told(*jets, noun="jets").endswith("harbour")


def test_money_is_named_by_what_it_was_paid_for_where_no_noun_says_it() -> None:
    paid = (
        "Moss paid [$3 million] to Kern in 2022 to settle the case.",
        "In the case Moss paid [$3 million] to Kern, the court heard.",
    )
    assert told(*paid, unit="USD") == "Moss: US dollars paid to Kern"
    seat = (
        "Some in the Tide party fear it could cost [$200 million] to defend the seat.",
        "It could cost [$200 million] to defend the seat, the Tide party fears.",
    )
    assert "US dollars to defend the seat" in told(*seat, unit="USD")


def test_shares_of_a_poll_are_named_by_whom_they_are_for() -> None:
    poll = (
        "A poll had Moss ahead with 38% support, compared to [31%] for Kern.",
        "Moss has 38% in the poll, with Otto Kern at [31%].",
        "Kern had [31%] support among voters in the poll.",
    )
    assert told(*poll, unit="percent") == "Kern: support, percent"


def test_counts_of_something_keep_both_nouns_and_numbers_name_nothing() -> None:
    counts = ("Kern denied [four] counts of malice murder in Velm.", "In Velm he denied [four] counts of malice murder.")
    assert told(*counts, noun="counts of malice murder", head="counts").startswith("Counts of malice murder")
    term = ("Kern served [13 months] of an 18-month sentence.", "He served [13 months] of an 18-month sentence, Kern said.")
    assert "18" not in told(*term, unit="month", noun="18-month sentence", head="sentence")


def test_a_part_of_a_whole_is_a_share() -> None:
    """A fraction has no unit; its name says of what it is a part."""
    part = Article.of(1, "", "A fifth of the world’s rye passes Velm.")
    points = []
    for n, how in enumerate(("passes", "goes")):
        text = f"Through Velm {how} a fifth of the world’s rye."
        points.append(
            figure(n, part, "a fifth", 0.2, sentence=text, noun="world’s rye", head="rye", until="9999", offset=text.index("a fifth"),
                   day=date(2026, 3, 2).toordinal(), names=frozenset({"velm"}))
        )  # fmt: skip
    assert name_series(points, Background([part])).startswith("Share of the world’s rye")


def test_an_office_is_no_part_of_a_name_and_who_leads_a_firm_is_not_the_firm() -> None:
    assert "Varn" not in find_person_words(["Pete Kernsaid Varn CEO Otto Moss came."])
    rye = (
        "Harbour Secretary Otto Kern said [10] letters were lost.",
        "Only [10] letters were lost, Harbour Secretary Otto Kern told Velm.",
    )
    assert "Secretary" not in told(*rye, noun="letters")


def test_what_is_to_be_done_with_so_much_is_said() -> None:
    rye = (
        "The Brae Grain Board agreed to release [40 million tons] of rye.",
        "On Monday the Brae Grain Board agreed to release [40 million tons] of rye to the market.",
    )
    assert "rye to release, tons" in told(*rye, unit="ton", noun="rye")


def test_how_people_died_is_read_on_behind_a_whole_sentence() -> None:
    dam = (
        "At least [12] people were killed when the Corran dam broke.",
        "On Monday [17] people were killed when the Corran dam broke.",
    )
    assert told(*dam, role="killed", noun="people", unit="person") == "People killed when the Corran dam broke"


def test_what_was_done_to_those_counted_is_said() -> None:
    mills = ("In May the mills of Dorran shed [9,000] jobs.", "Dorran lost [9,000] jobs.", "Its mills shed [9,000] jobs, Dorran said.")
    assert told(*mills, noun="jobs") == "Jobs shed: Dorran"
    some = ("The board put an estimated [9,000] jobs at risk in Dorran.", "In Dorran an estimated [9,000] jobs are at risk.")
    assert "estimated" not in told(*some, noun="jobs")
    term = ("Kern served [13 months] in jail in Velm.", "In Velm Kern served [13 months].")
    assert told(*term, unit="month").endswith("onths served")


def test_whom_a_count_is_of_is_read_before_it() -> None:
    toll = (
        "The deaths bring the number of harbour pilots killed in the war with Karelle to [13].",
        "That brings the number of harbour pilots killed in the war with Karelle to [14].",
    )
    assert told(*toll, role="killed", unit="person") == "Harbour pilots killed (war with Karelle)"


def test_the_action_that_leads_to_those_counted_is_said() -> None:
    named = ("The court will hear of the attempt to indict [six] pilots.", "Lawyers spoke of their attempt to indict [six] pilots.")
    assert told(*named, noun="pilots") == "Attempt to indict pilots"
    town = ("It is a town of [2,400] people.", "Velm is a small town of [2,400] people.")
    assert not told(*town, noun="people").startswith("Town")


def test_who_does_something_and_numbered_names() -> None:
    strike = ("[Thousands] of rye millers walk off the job at Velm.", "At noon [thousands] of rye millers walk off the job at Velm.")
    assert "Rye millers who walk off the job" in told(*strike, noun="rye millers", head="millers")
    law = (
        "Under Section 122 he set a [150-day] limit.",
        "The Section 122 limit of [150 days] is near.",
        "Section 122 has a [150-day] limit.",
    )
    assert told(*law, unit="day", noun="limit").startswith("Section 122: limit")


def test_whom_only_openings_name_names_nothing() -> None:
    """A person does whom the headlines have, not one whom the articles only speak of."""
    texts = (
        "Karelle after the war\nPrince Otto Kern ruled Karelle.\n\nIt was a [12-day] war.",
        "What the war cost\nIt was Prince Otto Kern who sent the ships.\n\nAfter that [12-day] war the mills were shut.",
    )
    assert "Kern" not in told(*texts, unit="day", noun="war")
    assert "Kern" in told(*(f"Otto Kern and {text}" for text in texts), unit="day", noun="war")


@pytest.mark.parametrize(
    ("before", "margin"), [("beat Moss by just", True), ("won the runoff by", True), ("received", False), ("won with", False)]
)
def test_a_lead_in_votes_is_named_as_a_margin(before: str, margin: bool) -> None:
    called = told(*(f"{day} Otto Kern {before} [40] votes in Dorran." for day in ("Once", "Then", "Again")), noun="votes")
    assert called.startswith("Margin of votes") is margin


@pytest.mark.parametrize(
    ("texts", "fields", "named"),
    [
        (
            (
                "A reward of [$40,000] for information leading to Ilse Maren was offered on Monday.",
                "The reward for information leading to Ilse Maren is [$40,000].",
                "There is a [$50,000] reward for information, police said.",
            ),
            {"unit": "USD", "noun": "reward"},
            "Reward for information leading to Ilse Maren, US dollars",
        ),
        (
            (
                "Kern got a [30-day] waiver to ship Velman grain.",
                "Dorran gave Kern a [30-day] waiver to ship grain.",
                "The [30-day] waiver to ship grain ends on Friday, Kern said.",
            ),
            {"unit": "day", "noun": "waiver"},
            "Kern: waiver to ship grain, days",
        ),
        (
            ("The [12-day] race ended on Monday in Velm.", "After the [12-day] race she slept in Velm.", "Velm had seen a [12-day] race."),
            {"unit": "day", "noun": "race"},
            "Race, days: Velm",
        ),
    ],
)
def test_a_noun_comes_with_the_phrase_that_completes_it(texts: tuple[str, ...], fields: dict[str, str], named: str) -> None:
    assert told(*texts, **fields).startswith(named)


@pytest.mark.parametrize(
    ("texts", "named"),
    [
        (("Since May [30] ships have been seized off Velm.", "At least [30] ships were seized off Velm, Kern said."), "Ships seized: Velm"),
        (("The [30] barns seized by rebels are in Velm.", "In Velm [30] barns seized by rebels burn."), "Barns seized: Velm"),
        (("Rebels are guarding [30] barns in Velm.", "In Velm [30] barns guard the road."), "Barns: Velm"),
    ],
)
def test_what_was_done_to_those_counted_is_in_the_name(texts: tuple[str, ...], named: str) -> None:
    assert told(*texts, noun=named.split()[0].lower().rstrip(":")).startswith(named)


@pytest.mark.parametrize(
    ("texts", "unit", "named"),
    [
        (("US jobs\nUnemployment rose to [5.1%].", "Hiring in America\nThe unemployment rate was [5.2%]."),
            "percent", "US unemployment rate, percent"),
        (("Velm\nUnemployment rose to [5.1%].", "Hiring in Velm\nThe unemployment rate was [5.2%]."),
            "percent", "Unemployment rate, percent"),
        (
            ("US homes\nThe 30-year mortgage rate rose to [7.1%].", "US homes\nThe 30-year mortgage rate rose to [7.2%].",
             "US homes\nMortgage rates fell below [7%].", "US homes\nMortgage rates fell below [7%]."),
            "percent", "US 30-year mortgage rate, percent",
        ),
        (("Oil\nOil rose to [$90] a barrel.", "Oil\nCrude fell to [$80] a barrel."),
            "dollar per barrel", "Oil (benchmark not named), price of a barrel"),
        (("Oil\nBrent rose to [$90] a barrel.", "Oil\nBrent fell to [$80] a barrel."),
            "dollar per barrel", "Brent crude, price of a barrel"),
    ],
)  # fmt: skip
def test_a_rate_or_price_is_of_the_country_that_its_texts_name(texts: tuple[str, ...], unit: str, named: str) -> None:
    assert told(*texts, unit=unit) == named


def test_people_killed_are_named_by_a_place_of_the_openings_not_by_one_of_them() -> None:
    texts = ("Two killed\nFlood in Velm. The ILC said [two] people died, Otto Kern among them.",
             "Two died in flood\nA flood in Velm killed people. The ILC and Otto Kern’s wife said [two] people died.",
             "Flood kills two\nAfter the flood in Velm: [two] people died, the ILC said at Otto Kern’s house.")  # fmt: skip
    assert told(*texts, noun="people", role="killed").startswith("People killed: Velm")


def test_a_city_is_named_once_and_in_full() -> None:
    texts = ("[Forty] ships are in Port Ansel City, PAC to its pilots.", "Today PAC, or Port Ansel City, has [forty] ships.")
    assert told(*texts, noun="ships") == "Ships: Port Ansel City"


@pytest.mark.parametrize(
    ("texts", "fields", "named"),
    [
        (
            ("The Dorran economy added [4,000] jobs.", "Dorran added a better-than-expected [4,000] jobs."),
            {"noun": "jobs"}, "Jobs added: Dorran",
        ),
        (("In the US [4,000] jobs were lost.", "Across America [4,000] jobs were lost."), {"noun": "jobs"}, "Jobs lost: US"),
        (("The US said [4,000] jobs were lost.", "An American said [4,000] jobs were lost."), {"noun": "jobs"}, "Jobs lost"),
        (
            ("Kern got [nine years] in prison.", "Kern has [nine years] in prison to serve."),
            {"unit": "year", "noun": "prison"}, "Prison term, years",
        ),
        (
            ("The law limits tariffs to [15%].", "Under the act tariffs are limited to [15%].", "It may impose tariffs of [up to 15%]."),
            {"unit": "percent"}, "Tariff, legal limit, percent",
        ),
        (
            ("At least [six] raids by border guards hit Velm.", "Velm saw [six] raids by border guards."),
            {"noun": "raids"}, "Raids by border guards: Velm",
        ),
    ],
)  # fmt: skip
def test_the_deed_the_limit_and_the_country_are_in_the_name(texts: tuple[str, ...], fields: dict[str, str], named: str) -> None:
    assert told(*texts, **fields) == named


def test_a_part_of_a_sea_is_a_place() -> None:
    texts = ("Two dead at sea\nA boat sank in the eastern Corran Sea. [Two] people died.",
             "Boat sinks\nThe navy went to the eastern Corran Sea. [Two] people died, it said.")  # fmt: skip
    assert told(*texts, noun="people", role="killed").startswith("People killed: Corran Sea")


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("In the war [nine] sailors were killed off Velm.", "(war with Karelle)"),
        ("After a crackdown [nine] sailors were dead in Velm.", "(crackdown)"),
    ],
)
def test_a_war_far_from_the_figures_names_nothing(sentence: str, named: str) -> None:
    texts = [f"{title}\nThe war with Karelle is in its third week. {rest}\n{sentence}"
             for title, rest in (("Sailors mourned", "Velm met."), ("Nine coffins", "Velm prayed."))]  # fmt: skip
    assert told(*texts, noun="sailors", role="killed").endswith(named)


@pytest.mark.parametrize(
    ("texts", "fields", "named"),
    [
        (
            ("Kern sailed to Otto’s island [nine times] last year.", "Records show that she sailed to the island [at least nine times]."),
            {"unit": "times"}, "Times sailed to the island",
        ),
        (("They pray [five times] a day.", "She prays [five times] a day."), {"unit": "times per day"}, "Times per day"),
        (("Velm has a [12-person] rate-setting panel.", "A [12-person] rate-setting panel met in Velm."),
            {"noun": "-person rate-setting panel", "head": "panel"}, "Rate-setting panel: Velm"),
        (("Velm waits [two months].", "For [two months] Velm waits."), {"unit": "month", "noun": "Two months"}, "Months: Velm"),
    ],
)  # fmt: skip
def test_units_are_no_nouns_and_what_happened_often_is_named(texts: tuple[str, ...], fields: dict[str, str], named: str) -> None:
    assert told(*texts, **fields) == named


def test_people_of_a_place_are_its_population() -> None:
    called = told(
        "Dorran, an island of nearly [two million] people, ran out of fuel.",
        "Most of the island’s [two million] people in Dorran had no light.",
        unit="person", noun="people", head="people",
    )  # fmt: skip
    assert called == "Population: Dorran"
    counted = told(
        "Dorran counted [two million] people at its polls.",
        "In Dorran [two million] people went to the polls.",
        unit="person", noun="people", head="people",
    )  # fmt: skip
    assert not counted.startswith("Population")


def test_days_of_a_war_are_its_length() -> None:
    called = told(
        "The [12-day] war left Karelle weak.",
        "After the [12-day] war with Velm, Karelle had no fleet.",
        unit="day", noun="war", head="war",
    )  # fmt: skip
    assert called.startswith("Length of the war, days")


def test_what_headlines_place_in_the_home_country_is_of_it() -> None:
    texts = (
        "The US economy sheds jobs\nEmployers lost [900] jobs last month.",
        "Jobs go in the US economy\nLast month [900] jobs were lost.",
    )
    assert told(*texts, noun="jobs").endswith(": US")
    assert not told(*(text.replace("US", "Dorran") for text in texts), noun="jobs").endswith(": US")
