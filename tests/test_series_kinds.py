"""How a figure measures: a change with its period or a level, a forecast, a former value, a price for later delivery.

Some of others, and strays.
"""

from __future__ import annotations

from datetime import date

import pytest

from sayso.matching.terms import stem
from sayso.series import figure_kinds
from sayso.series.articles import Article
from sayso.series.clashes import are_clashing_figures, contradicts, is_few
from sayso.series.clusters import drop_strays
from sayso.series.evidence import (
    CLASH,
    are_at_other_times,
    are_unlike_answers,
    compute_likelihood,
    find_grounds,
    is_of_another_event,
    is_shared_boilerplate,
)
from sayso.series.figures import Figure
from sayso.series.followed import is_followed
from sayso.series.link_figures import learn_background
from sayso.series.point_verdicts import judge_point
from sayso.series.word_weights import Background
from series_figures import figure


def around(sentence: str) -> tuple[str, str, str]:
    """The words before, in and after the brackets."""
    before, _, rest = sentence.partition("[")
    text, _, after = rest.partition("]")
    return before, text, after


@pytest.mark.parametrize(
    ("sentence", "change", "period"),
    [
        ("Brae crude rose [2%] on Monday.", True, "day"),
        ("Brae crude was down [1.5%] this week.", True, "week"),
        ("Brae crude is up [40%] since the storm began.", True, "since"),
        ("Brae crude is [4%] below its record high.", True, "since"),
        ("The index closed lower by 67 points, or [0.1%].", True, ""),
        ("It was a [9%] jump on the day.", True, "day"),
        ("Bread prices rose [2.4%] from a year earlier.", True, "year"),
        ("The gauges gained [20%] and 17% this week, respectively.", True, "week"),
        ("Brae crude, with Karelle at war, is still [23%] above the $73 level it had before the war.", True, "since"),
        ("Brae crude is up [43%].", True, "since"),
        ("Brae crude was up [4%].", True, ""),
        ("The gauge closed lower by [823 points], and had its worst day in one month.", True, ""),
        ("Brae crude jumped [8%], its biggest gain since May.", True, ""),
        ("Brae crude rose to [$98] on Monday.", False, None),
        ("Loans fell [below 6%] this week.", False, None),
        ("The rate stood at [4.4%].", False, None),
        ("About [20%] of the oil passes the strait.", False, None),
    ],
)
def test_a_change_is_told_from_a_level_and_has_its_period(sentence: str, change: bool, period: str | None) -> None:
    before, text, after = around(sentence)
    assert figure_kinds.is_change(before, text, after) is change
    if period is not None:
        assert figure_kinds.find_period(before, after) == period


@pytest.mark.parametrize(
    ("one", "other", "excluded"),
    [
        ((True, "day"), (False, ""), True),
        ((True, "since"), (True, "day"), True),
        ((True, ""), (True, "week"), True),
        ((True, ""), (True, "day"), False),
        ((True, "year"), (False, ""), False),
        ((False, ""), (False, ""), False),
    ],
    ids=["a day's move and a price", "two periods", "no period and a week", "a day, said or not", "a year's rise and a rate", "two prices"],
)
def test_what_measures_otherwise_stands_on_another_line(
    one: tuple[bool, figure_kinds.Period], other: tuple[bool, figure_kinds.Period], excluded: bool
) -> None:
    assert figure_kinds.excludes(one, other) is excluded is figure_kinds.excludes(other, one)


@pytest.mark.parametrize(
    ("sentence", "expected", "former"),
    [
        ("The bank expects [$100] a barrel in March.", True, False),
        ("Prices could reach [$120] a barrel.", True, False),
        ("Prices will stay near [$90] a barrel by the end of the year.", True, False),
        ("It was below the [0.4%] that economists had forecast.", True, False),
        ("It was below the [0.4%] they predicted.", True, False),
        ("Inflation could heat up from [2.4%] to 3%.", False, True),
        ("The rate rose to 4.4% from [4.3%].", False, True),
        ("The rate rose to [4.4%].", False, False),
        ("Brae crude was at [$70] a barrel before the storm.", False, True),
        ("Brae crude settled at [$70] a barrel before the close.", False, False),
        ("A surcharge is due when diesel prices hit [$3.55] a gallon.", True, False),
        ("She could envisage the price of Brae crude, the local benchmark, soaring to [$130].", True, False),
    ],
)
def test_forecasts_and_former_values_are_told(sentence: str, expected: bool, former: bool) -> None:
    before, _, after = around(sentence)
    assert (figure_kinds.is_expected(before, after), figure_kinds.is_former(before, after)) == (expected, former)


@pytest.mark.parametrize(
    ("sentence", "futures", "part"),
    [
        ("Korr futures fell [1.7%].", True, False),
        ("The Korr fell [1.7%].", False, False),
        ("It killed 30 people, including [12] children.", False, True),
        ("[Three] of the victims were sailors.", False, True),
        ("[Three] of the 17 dead were sailors.", False, True),
        ("[Three] of its six crew were sailors.", False, True),
        ("The [three] others were sailors.", False, True),
        ("Of those victims, [three] were sailors.", False, True),
        ("[Three] others were sailors.", False, False),
        ("[Three] sailors were killed.", False, False),
    ],
)
def test_futures_and_parts_are_told(sentence: str, futures: bool, part: bool) -> None:
    before, _, after = around(sentence)
    assert (figure_kinds.is_futures(before), figure_kinds.is_part(before, after)) == (futures, part)


@pytest.mark.parametrize(
    ("sentence", "expected", "limit"),
    [
        ("Brae crude will trade above $95 over the next two months, before falling to [$80] a barrel in the summer.", True, False),
        ("The calls are for the jobless rate to stay at [4.4%], the bank said.", True, False),
        ("Prices rose more than expected, to [3%].", False, False),
        ("The old law limits tariffs to [15%].", False, True),
        ("The law allows tariffs of [up to 15%].", False, True),
        ("He raised the tariff to [15%].", False, False),
    ],
)
def test_forecasts_and_ceilings_are_no_values_of_now(sentence: str, expected: bool, limit: bool) -> None:
    before, text, after = around(sentence)
    assert (figure_kinds.is_expected(before, after), figure_kinds.is_limit(before, text, after)) == (expected, limit)


@pytest.mark.parametrize(
    ("sentence", "extreme"),
    [
        ("Brae crude surged to hit [$119] a barrel before paring gains.", True),
        ("Brae crude settled at [$96] a barrel, paring gains after hitting $100 earlier.", False),
        ("Brae crude settled at $96 a barrel, paring gains after hitting [$100] earlier.", True),
        ("The gauge closed lower by [73 points], or 0.1%, after sliding 600 points earlier.", False),
        ("The gauge closed lower by 73 points, after sliding [600 points] earlier.", True),
        ("The gauge tumbled [1,200 points] shortly after the opening bell.", True),
        ("Brae crude rose as much as [8%] on Sunday.", True),
        ("Brae crude fell [0.3%], paring earlier losses.", False),
        ("Brae crude settled higher by [7%] — but then dropped.", False),
        ("Brae crude jumped [as much as 8%] on Sunday.", True),
        ("Brae crude rose to [$72] on Sunday evening and dropped to $71 later.", True),
        ("Korr crude soared to [$94] and later fell to $92.", True),
        ("Korr crude soared to $94 and later fell to [$92].", False),
        ("Brae crude rose to [$72] and gasoline fell.", False),
    ],
)
def test_what_was_touched_on_the_way_is_told_from_where_it_came_to_stand(sentence: str, extreme: bool) -> None:
    assert figure_kinds.is_extreme(*around(sentence)) is extreme


@pytest.mark.parametrize(
    ("sentence", "each"),
    [
        ("Other fires have each burned [thousands] of acres.", True),
        ("They were fined [$400] apiece.", True),
        ("A fund of [$280 million] goes to each state.", False),
    ],
)
def test_what_each_of_several_has_is_nobodys_own(sentence: str, each: bool) -> None:
    before, _, after = around(sentence)
    assert figure_kinds.is_each(before, after) is each


@pytest.mark.parametrize(
    ("sentence", "start", "end", "period"),
    [
        ("The Stoa gauge sank 5% this week, while the Korr gauge dropped 6%.", None, None, "since"),
        ("The Korr gauge dropped 6%.", "2026-03-02T00:00:00Z", "2026-03-08T23:59:59Z", "week"),
        ("The Korr gauge dropped 6%.", "2026-03-02T00:00:00Z", "2026-03-02T23:59:59Z", ""),
        ("The Korr gauge dropped 6%, its biggest fall in the last two years.", None, None, ""),
    ],
)
def test_a_change_without_words_of_its_own_has_the_time_of_its_sentence(
    sentence: str, start: str | None, end: str | None, period: str
) -> None:
    assert figure_kinds.find_sentence_period(sentence, start, end) == period


@pytest.mark.parametrize(
    ("sentence", "since"),
    [
        ("The gauge is down 5% since hitting a record high in May.", "high"),
        ("Brae crude is up 40% since the war began.", "war"),
        ("The gauge is up 2% this year.", "year"),
        ("The gauge is up 2%.", ""),
    ],
)
def test_since_what_something_moved_is_told(sentence: str, since: str) -> None:
    assert figure_kinds.find_base_event(sentence) == since


def figures(count: int) -> list[Figure]:
    """A number of figures of one day."""
    article = Article.of(1, "", "")
    return [figure(i, article, "1", 1, unit="percent") for i in range(count)]


@pytest.mark.parametrize(
    ("links", "left"),
    [
        ({(0, 1): 0.9, (1, 2): 0.9, (0, 2): 0.9}, [0, 1, 2]),
        ({(0, 1): 0.9, (1, 2): 0.7, (0, 2): 0.2}, [0, 1]),
        ({(0, 1): 0.9, (0, 2): 0.9, (1, 2): 0.9, (0, 3): 0.9, (1, 3): 0.1, (2, 3): 0.1}, [0, 1, 2]),
        ({(0, 1): 0.9, (0, 2): 0.9, (1, 2): 0.9, (0, 3): 0.9, (1, 3): 0.9, (2, 3): CLASH}, [0, 1, 3]),
    ],
    ids=["all agree", "a chain", "one good link", "a clash with one"],
)
def test_a_point_stays_only_where_most_others_agree(links: dict[tuple[int, int], float], left: list[int]) -> None:
    of = {**links, **{(j, i): p for (i, j), p in links.items()}}
    found = figures(1 + max(max(pair) for pair in links))
    assert drop_strays(range(len(found)), lambda i, j: of[i, j]) == left


def share(sentence: str, claim_id: int) -> Figure:
    """The share in brackets, in a separate article."""
    before, text, after = around(sentence)
    article = Article.of(claim_id, "", sentence)
    return figure(claim_id, article, text, 40, sentence=before + text + after, unit="percent", offset=len(before))


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("In a poll [40%] said they trust the harbour board.", "A survey found that [40%] trust the harbour board.", False),
        ("In a poll [40%] said they trust the harbour board.", "A survey found that [40%] want cheaper ferries.", True),
        ("The board kept [40%] of its ships.", "The board sold [40%] of the piers.", False),
        ("In the poll [12%] of voters said they were undecided.", "Of voters polled [12%] said they were undecided.", False),
        ("In the poll [12%] of voters said they were undecided.", "Of Democratic voters polled [12%] said they were undecided.", True),
    ],
    ids=["one question", "another question", "no poll", "all voters", "one party's"],
)
def test_polls_that_ask_something_else_are_kept_apart(one: str, other: str, apart: bool) -> None:
    assert are_unlike_answers(share(one, 1), share(other, 2)) is apart


@pytest.mark.parametrize(
    ("sentence", "unit", "dimension"),
    [
        ("Dorran won a [30-day] truce with Karelle.", "day", f"day of {stem('truce')}"),
        ("He served an [18 month] sentence.", "month", f"month of {stem('sentence')}"),
        ("The [10-year] bond was in demand.", "year", None),
        ("The [10-year] Dorran bond was in demand.", "year", None),
        ("He waited [three years].", "year", None),
        ("Winds will gust up to [25 mph] tonight.", "mile per hour", None),
        ("The storm Brenna brought winds of [125 mph].", "mile per hour", "mile per hour"),
        ("Hundreds of boats came in [one night].", "night", None),
        ("Police look for a man [6 feet] tall.", "foot", None),
        ("The wave rose [6 feet] above the pier.", "foot", "foot"),
        ("On a monthly basis it rose [0.2%].", "percent", None),
        ("Rye rose [0.2%], and bread fell.", "percent", "percent"),
    ],
    ids=[
        "a truce",
        "a sentence",
        "called by its years",
        "called by its years and a name",
        "nothing that lasts",
        "the weather of a day",
        "a storm",
        "one night",
        "a person's height",
        "a wave's height",
        "a move of what another sentence names",
        "a move",
    ],
)
def test_how_long_something_lasts_is_a_measure_of_it(sentence: str, unit: str, dimension: str | None) -> None:
    before, text, after = around(sentence)
    found = figure(1, Article.of(1, "", sentence), text, 3, sentence=before + text + after, unit=unit, offset=len(before))
    assert found.dimension == dimension


def dead(sentence: str, claim_id: int, value: int, article: Article) -> Figure:
    """How many were killed, by the number in brackets, in an article's text."""
    before, text, after = around(sentence)
    head = "women" if "women" in sentence else "people"
    return figure(
        claim_id, article, text, value, sentence=before + text + after, unit="person", noun="people", head=head, role="killed",
        until="9999", offset=len(before), day=739677,
    )  # fmt: skip


FOUND, ALL = "Police found [six] people dead at the mill.", "A fire at the mill killed [eight] people."


@pytest.mark.parametrize(
    ("one", "other", "articles", "apart"),
    [
        ((FOUND, 6), (ALL, 8), (1, 1), True),
        ((FOUND, 6), (ALL, 8), (1, 2), False),
        (("Police first said that [six] people were dead.", 6), (ALL, 8), (1, 1), False),
        (("[Four] of the victims were killed at home.", 4), (ALL, 8), (1, 2), True),
        ((ALL, 8), ("The fire killed [eight] people in all.", 8), (1, 1), False),
        (("The fire killed [two] women.", 2), (ALL, 8), (1, 2), True),
        (("The fire killed [eight] women.", 8), (ALL, 8), (1, 2), False),
        (("The police have identified [four] people killed.", 4), (ALL, 8), (1, 2), True),
        (("The storm killed [six] people in Velm.", 6), ("Across southern Dorran [six] people died.", 6), (1, 1), True),
        (("The storm killed [six] people in Velm.", 6), ("In Velm [six] people died.", 6), (1, 1), False),
        (
            ("[Nine] people died in attacks across the city.", 9),
            ("In weekend attacks [eight] people died.", 8),
            (1, 2),
            True,
        ),
        (("[Eight] people were killed in shootings across the city.", 8), (ALL, 8), (1, 2), False),
        (("[One] of the injured was killed on the way.", 1), ("The fire killed [one] guard.", 1), (1, 2), True),
        (("The fire killed [one] people.", 1), ("The fire killed [one] guard.", 1), (1, 2), False),
        (("It was the 30-year anniversary of a fire that killed [eight] people.", 8), (ALL, 8), (1, 2), True),
    ],
    ids=[
        "one text, two counts",
        "two texts",
        "an earlier count",
        "some of them",
        "one count twice",
        "women among people",
        "only women",
        "those identified",
        "two places",
        "one place",
        "two nights",
        "one night",
        "one of several",
        "one and no more",
        "an event of years ago",
    ],
)
def test_two_counts_of_one_text_are_of_other_people(
    one: tuple[str, int], other: tuple[str, int], articles: tuple[int, int], apart: bool
) -> None:
    held = {n: Article.of(n, "", "") for n in set(articles)}
    a, b = (dead(sentence, n, value, held[articles[n]]) for n, (sentence, value) in enumerate((one, other)))
    assert are_clashing_figures(a, b) is apart
    assert contradicts(a, b) <= apart


def counted(sentence: str, claim_id: int, *, value: float, unit: str | None, noun: str) -> Figure:
    """The number in brackets, in a separate article."""
    before, text, after = around(sentence)
    return figure(
        claim_id, Article.of(claim_id, "", sentence), text, value, sentence=before + text + after, unit=unit, noun=noun,
        head=noun.split()[-1], until="9999", offset=len(before), day=739677,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (("[Eleven] guests were on the boat.", 11, None, "guests"), ("[Five] guests and a guide survived.", 5, None, "guests"), True),
        (("[Five] guests survived.", 5, None, "guests"), ("[Six] guests escaped from the boat.", 6, None, "guests"), False),
        (
            ("[15 tons] of crude were lost.", 15, "ton", "crude"),
            ("[20 tons] of crude and tar were lost.", 20, "ton", "crude and tar"),
            True,
        ),
        (("[15 tons] of crude were lost.", 15, "ton", "crude"), ("[20 tons] of crude were lost.", 20, "ton", "crude"), False),
        (("[Four] judges came.", 4, None, "judges"), ("[Four] other judges wrote opinions.", 4, None, "judges"), True),
    ],
    ids=["those who survived", "survivors twice", "two kinds together", "one kind", "as many others"],
)
def test_a_count_of_some_is_none_of_all(
    one: tuple[str, float, str | None, str], other: tuple[str, float, str | None, str], apart: bool
) -> None:
    a, b = (counted(text, n, value=value, unit=unit, noun=noun) for n, (text, value, unit, noun) in enumerate((one, other), 1))
    assert are_clashing_figures(a, b) is apart


@pytest.mark.parametrize(
    ("sentence", "way"),
    [
        ("The board paid [$3 million] to Moss.", "out"),
        ("The court heard of the [$3 million] she owed.", "out"),
        ("Moss stood to receive [$3 million].", "in"),
        ("The court heard of [$3 million] in silver.", ""),
    ],
)
def test_which_way_money_went_is_told_by_the_verb_on_either_side(sentence: str, way: str) -> None:
    assert counted(sentence, 1, value=3e6, unit="USD", noun="money").way == way


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("Boat hit in Sarane Bay, [three] dead", "Boat hit in Corran Sound, [three] dead", True),
        ("Boat hit in Sarane Bay, [three] dead", "Boat sinks in Sarane Bay, [three] dead", False),
    ],
    ids=["two places", "one place"],
)
def test_equal_counts_in_two_places_count_against_a_series(one: str, other: str, apart: bool) -> None:
    a, b = (dead(text, n, 3, Article.of(n, text.replace("[", "").replace("]", ""), text)) for n, text in enumerate((one, other), 1))
    assert (compute_likelihood(a, b, learn_background([a, b])) == CLASH) is apart


def test_who_died_months_ago_is_not_of_the_headline() -> None:
    text = "Boat hit, two dead\nIn September, on September 2, 2025, two sailors were killed."
    held = Article.of(1, "Boat hit, two dead", text)
    now, then = dead("Boat hit, [two] dead", 1, 2, held), dead("On September 2, 2025, [two] people were killed.", 2, 2, held)
    now.part = "headline"
    assert compute_likelihood(now, then, learn_background([now, then])) == 0


def test_what_lasts_a_few_days_is_one_of_many() -> None:
    assert is_few(counted("The town had a [two-day] fair.", 1, value=2, unit="day", noun="fair"))
    assert not is_few(counted("The town had a [30-day] curfew.", 1, value=30, unit="day", noun="curfew"))


@pytest.mark.parametrize(("later", "site"), [(400, True), (20, False)], ids=["a year later", "days later"])
def test_a_sentence_that_two_articles_share_months_apart_is_the_sites_own(later: int, site: bool) -> None:
    text = "Read the Velm Post with a [24-hour] pass."
    a, b = (counted(text, n, value=24, unit="hour", noun="pass") for n in (1, 2))
    a.article.title, b.article.title = {"fire": 1.0, "velm": 1.0}, {"quak": 1.0, "velm": 1.0}
    b.day += later
    a.names = b.names = a.article.main = b.article.main = frozenset({"velm", "post"})
    assert is_shared_boilerplate(a, b, Background([a.article, b.article] * 300)) is site


def test_a_price_that_hovered_is_no_high() -> None:
    assert not figure_kinds.is_extreme(*around("Brae crude hovered around [$100] overnight before paring gains."))


def test_a_low_is_told_from_a_high() -> None:
    assert figure_kinds.is_low(*around("Brae crude fell as low as [$90] at one point.")[:2])
    assert not figure_kinds.is_low(*around("Brae crude soared as high as [$90] at one point.")[:2])


@pytest.mark.parametrize(
    ("texts", "value", "unit", "after", "followed"),
    [
        (("thousands", "thousands", "Thousands"), None, "person", " of passengers waited.", False),
        (("thousands", "4,000", "Thousands"), None, "person", " of passengers waited.", True),
    ],
)
def test_a_stock_sentence_without_a_number_is_not_followed(
    texts: tuple[str, ...], value: float | None, unit: str, after: str, followed: bool
) -> None:
    articles = [Article.of(n, "News", f"The {text}{after}") for n, text in enumerate(texts)]
    figures = [
        figure(n, articles[n], text, value or 1.0, sentence=f"The {text}{after}", offset=4, unit=unit) for n, text in enumerate(texts)
    ]
    for each in figures:
        each.value = value
    assert is_followed(figures) is followed


@pytest.mark.parametrize(
    ("sentence", "after_hours"),
    [
        ("Brae crude was down [9.5%] from its settle price.", True),
        ("Korr shares fell [7%] in after-hours trading.", True),
        ("In premarket trading the index lost [1.2%].", True),
        ("Brae crude rose [3%] to settle at $96.", False),
        ("The index fell [2%] from its record.", False),
        ("The index closed [2%] lower after overnight talks.", False),
    ],
)
def test_a_move_after_the_close_is_not_that_of_the_day(sentence: str, after_hours: bool) -> None:
    before, _, after = around(sentence)
    assert figure_kinds.is_after_hours(before, after) is after_hours


@pytest.mark.parametrize(
    ("moment", "other", "apart"),
    [
        (("2026-01-01", "2026-02-01"), ("2026-03-01", "2026-03-02"), True),
        (("2026-02-01", "2026-03-01"), ("2026-02-24", "2026-02-25"), False),
        (("2026-02-26", "2026-02-27"), ("2026-03-01", "2026-03-02"), False),  # days are taken for each other too easily
        (("2026-11-01", "2026-12-01"), ("2026-03-01", "2026-03-02"), False),  # a month to come is no time of what has happened
    ],
)
def test_few_people_killed_in_another_month_are_others(moment: tuple[str, str], other: tuple[str, str], apart: bool) -> None:
    one, two = (
        figure(n, ROADS[n], "[two]", 2, role="killed", sentence="A strike killed two.", moment="then",
               moment_start=f"{start}T00:00:00Z", moment_end=f"{end}T00:00:00Z", day=date(2026, 3, 2).toordinal())
        for n, (start, end) in enumerate((moment, other))
    )  # fmt: skip
    assert are_at_other_times(one, two) is apart


#: Two articles that have nothing in common but a place, and a third on the first one's event.
ROADS = tuple(
    Article.of(n, title, f"{title}\n{text}")
    for n, (title, text) in enumerate([
        ("Four sailors hurt in Velm", "Four sailors were hurt in Velm on Monday, Otto Kern said."),
        ("Velm fire hurts four", "A fire on Friday in Velm hurt four, the Sarane Herald said."),
        ("Sailors in court", "Ilse Maren opened a court in Dorran."),
    ])
)  # fmt: skip


@pytest.mark.parametrize(
    ("other", "sentence", "days", "apart"),
    [
        (1, "A fire on Friday in Velm hurt four, the Sarane Herald said.", 4, True),
        (1, "A fire on Monday in Velm hurt four.", 1, False),
        (2, "Four were hurt at Velm.", 4, False),  # neither dated nor in the opening: it may be of another day
    ],
)
def test_few_people_on_other_days_in_articles_with_little_in_common_are_others(other: int, sentence: str, days: int, apart: bool) -> None:
    monday = date(2026, 3, 2).toordinal()
    one = figure(0, ROADS[0], "Four", 4, role="injured", sentence="Four sailors were hurt in Velm on Monday, Otto Kern said.", day=monday)
    two = figure(1, ROADS[other], "four", 4, role="injured", sentence=sentence, offset=sentence.lower().index("four"), day=monday + days)
    background = Background(ROADS * 60)
    assert is_of_another_event(one, two, find_grounds(one, two, background)) is apart


@pytest.mark.parametrize(
    ("sentence", "fields", "measured"),
    [
        ("Share this: https://kern.example/1[40]a", {"unit": "person"}, False),
        ("Sarane [911] Staff", {"unit": "person"}, False),
        ("2:05 Video shows [three] sailors in Velm Pause", {"unit": "person"}, False),
        ("At 2:05 a video showed [three] sailors.", {"unit": "person"}, True),
        ("[Nine] Dead In Velm", {"unit": "person", "part": "headline"}, True),
        ("She fired a [9mm] pistol.", {"unit": "millimetre"}, False),
        ("The bolt is [9mm] wide.", {"unit": "millimetre"}, True),
    ],
)
def test_addresses_credits_and_calibres_measure_nothing(sentence: str, fields: dict[str, str], measured: bool) -> None:
    before, text, after = around(sentence)
    found = figure(0, ROADS[0], text, 3, sentence=before + text + after, offset=len(before), head="sailor", **fields)
    assert (found.dimension is not None) is measured


@pytest.mark.parametrize(
    ("sentence", "needed"),
    [
        ("They sought the votes of the [four] judges needed to hear it.", True),
        ("The bill requires [60] votes.", True),
        ("The [60]-vote threshold stands.", True),
        ("[Four] judges came, and no more were needed.", False),
        ("He will need help; [60] voted.", False),
    ],
)
def test_a_number_that_is_needed_counts_nobody(sentence: str, needed: bool) -> None:
    before, _, after = around(sentence)
    assert figure_kinds.is_needed(before, after) is needed


@pytest.mark.parametrize(
    ("other", "apart"), [("A private donor adds a reward of [$9,000].", True), ("The sheriff’s reward rose to [$9,000].", False)]
)
def test_a_private_reward_is_none_of_the_authorities(other: str, apart: bool) -> None:
    one, two = (
        figure(n, ROADS[n], text, 9000, sentence=before + text + after, offset=len(before), unit="USD", noun="reward", head="reward")
        for n, (before, text, after) in enumerate((around("Velm’s sheriff offered a [$9,000] reward."), around(other)))
    )
    assert are_clashing_figures(one, two) is apart


@pytest.mark.parametrize(
    ("headline", "text", "fire"),
    [
        ("Sarane Fire", "The fire is [100%] contained.", "Sarane Fire"),
        ("Sarane Fire", "By night the Olst Fire was [100%] contained.", "Olst Fire"),
        ("Sarane Fire", "The farm has [300] acres of rye.", ""),
        ("Crews gain on a fire", "The fire is [100%] contained.", ""),
    ],
)
def test_the_fire_is_that_of_the_headline_where_the_sentence_names_none(headline: str, text: str, fire: str) -> None:
    before, words, after = around(text)
    sentence = before + words + after
    unit = "percent" if "%" in words else "acre"
    found = figure(1, Article.of(1, headline, f"{headline}\n{sentence}"), words, 100.0, sentence=sentence, offset=len(before), unit=unit)
    assert found.fire == fire


def _find_likelihood(first: str, second: str, *, day: int = 0, **fields: object) -> float:
    """How likely the bracketed figures of two articles, `day` days apart, are of one series."""
    made = []
    for number, (text, at) in enumerate(((first, 0), (second, day)), 1):
        before, words, after = around(text)
        sentence = before + words + after
        article = Article.of(number, "", sentence)
        made.append(figure(number, article, words, float(words), sentence=sentence, offset=len(before), day=at, **fields))
    learn_background(made)
    for each in made:
        each.companions = {"@injured": frozenset((7.0,))}
    return compute_likelihood(*made, Background([each.article for each in made]))


def test_killed_and_injured_in_equal_numbers_at_one_place_are_of_one_event() -> None:
    told = "In Velm [1] died and 7 were hurt at a harbour.", "Gunfire left [1] dead and 7 wounded near the mills of Velm."
    assert _find_likelihood(*told, day=1, role="killed", unit="person") > 0.5


def test_how_far_an_index_is_below_its_high_is_one_measure() -> None:
    told = "The Nasdaq is [4]% below its record high of October.", "The Nasdaq is down [6]% from its high of October."
    assert _find_likelihood(*told, day=12, unit="percent", trend="down") > 0.8


def test_a_price_is_touched_for_a_moment() -> None:
    assert figure_kinds.is_brief("Brae crude briefly reached ", " on Sunday")
    assert not figure_kinds.is_brief("Brae crude reached ", " on Sunday")


@pytest.mark.parametrize(
    ("when", "apart"),
    [
        (("2026-02-02T00:00:00Z", "2026-02-09T00:00:00Z"), True),
        (("2026-02-27T00:00:00Z", "2026-02-28T00:00:00Z"), False),
        ((None, None), False),
    ],
    ids=["weeks before", "days before", "no time"],
)
def test_few_people_of_weeks_ago_are_not_those_of_todays_news(when: tuple[str | None, str | None], apart: bool) -> None:
    old, new = "A shell killed [two] people in Velm.", "In Velm, [two] people were killed by falling stones."
    made = []
    for number, (text, moment) in enumerate(((old, when), (new, (None, None))), 1):
        before, words, after = around(text)
        sentence = before + words + after
        made.append(
            figure(number, Article.of(number, "", sentence), words, 2, sentence=sentence, offset=len(before), role="killed", unit="person",
                   moment=moment[0] and "then", moment_start=moment[0], moment_end=moment[1], day=date(2026, 3, 2).toordinal())
        )  # fmt: skip
    background = learn_background(made)
    assert is_of_another_event(*made, find_grounds(*made, background)) is apart


def test_more_than_a_dozen_is_fourteen_less_exactly() -> None:
    article = Article.of(1, "", "")
    exact, rounder, more = (
        figure(n, article, text, value, modifier=modifier)
        for n, (text, value, modifier) in enumerate((("14", 14, "exact"), ("more than a dozen", 12, "over"), ("more than 10", 10, "over")))
    )
    rounder.high = more.high = None
    assert judge_point(exact, rounder) == "coarsens"
    assert judge_point(exact, more) == "lowers"
