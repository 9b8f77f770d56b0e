"""The times of claims, resolved against a revision of Thursday 21 March 2024, 20:52 UTC."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.grammar import parse
from sayso.grammar.claim_times import find_nearest_moment
from sayso.grammar.moment_rules import RULES, MomentRule
from sayso.grammar.moments import Moments
from sayso.grammar.tokens import TokenizedText
from sayso.model import Document, Moment, Span

AT = "2024-03-21T20:52:00Z"
YES = [pytest.param(rule, text, start, end, id=f"{rule.name}: {text}") for rule in RULES for text, start, end in rule.yes]
NO = [pytest.param(rule, text, id=f"{rule.name}: {text}") for rule in RULES for text in rule.no]


def told(text: str, at: str | None = AT) -> list[Moment]:
    return [moment for _, moment in Moments(TokenizedText(text), at).find_dated_moments(Span(0, len(text)))]


@pytest.mark.parametrize(("rule", "text", "start", "end"), YES)
def test_a_rule_resolves_its_examples(rule: MomentRule, text: str, start: str | None, end: str | None) -> None:
    assert [(m.start, m.end) for m in told(text)] == [(start, end)]


@pytest.mark.parametrize(("rule", "text"), NO)
def test_a_rule_leaves_its_near_misses_alone(rule: MomentRule, text: str) -> None:
    import regex

    assert not any(m for m in told(text) if regex.fullmatch(rf".*\b(?:{rule.pattern})", m.span.of(text)))


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.name)
def test_a_rule_is_complete(rule: MomentRule) -> None:
    assert rule.cues
    assert rule.yes
    assert rule.no


@pytest.mark.parametrize(
    ("text", "words", "start", "end"),
    [
        ("12 have died since Oct. 7 there", "since Oct. 7", "2023-10-07T00:00:00Z", AT),
        ("As of Thursday, 12 had died", "As of Thursday", "2024-03-21T00:00:00Z", "2024-03-22T00:00:00Z"),
        ("talks are to continue on Friday", "on Friday", "2024-03-22T00:00:00Z", "2024-03-23T00:00:00Z"),
        ("it fell in 2023 by half", "in 2023", "2023-01-01T00:00:00Z", "2024-01-01T00:00:00Z"),
        ("it fell last week", "last week", "2024-03-11T00:00:00Z", "2024-03-18T00:00:00Z"),
        ("if it does not rain on Monday, I will go", "on Monday", "2024-03-25T00:00:00Z", "2024-03-26T00:00:00Z"),
        ("a poll from January had 48 percent", "from January", "2024-01-01T00:00:00Z", "2024-02-01T00:00:00Z"),
        ("900 fell ill in the first two months of 2024", "in the first two months of 2024", "2024-01-01T00:00:00Z", "2024-03-01T00:00:00Z"),
        ("she will not forget last November", "last November", "2023-11-01T00:00:00Z", "2023-12-01T00:00:00Z"),
        ("it will pay for last Monday", "last Monday", "2024-03-18T00:00:00Z", "2024-03-19T00:00:00Z"),
        ("it would not say what it paid in December", "in December", "2023-12-01T00:00:00Z", "2024-01-01T00:00:00Z"),
        ("it would open in December", "in December", "2024-12-01T00:00:00Z", "2025-01-01T00:00:00Z"),
        ("we want it done by May", "by May", None, "2024-06-01T00:00:00Z"),
        ("By May, we have to be ready", "By May", None, "2024-06-01T00:00:00Z"),
        ("sales had fallen by December", "by December", None, "2024-01-01T00:00:00Z"),
        ("built in the 1960s and later", "in the 1960s and later", "1960-01-01T00:00:00Z", None),
        ("paid from 2020 onward", "from 2020 onward", "2020-01-01T00:00:00Z", None),
        ("built in 2019 or earlier.", "in 2019 or earlier", None, "2020-01-01T00:00:00Z"),
        ("a little over a year ago", "a little over a year ago", "2023-01-01T00:00:00Z", "2024-01-01T00:00:00Z"),
        ("some 20-odd years ago", "some 20-odd years ago", "2002-01-01T00:00:00Z", "2007-01-01T00:00:00Z"),
        ("20 to 30 years ago", "20 to 30 years ago", "1994-01-01T00:00:00Z", "2005-01-01T00:00:00Z"),
        ("twenty-five years ago", "twenty-five years ago", "1999-01-01T00:00:00Z", "2000-01-01T00:00:00Z"),
        ("two and a half years ago", "two and a half years ago", "2021-01-01T00:00:00Z", "2022-01-01T00:00:00Z"),
        ("by the end of December 2024", "by the end of December 2024", None, "2025-01-01T00:00:00Z"),
        ("at the end of December 2024", "at the end of December 2024", "2024-12-01T00:00:00Z", "2025-01-01T00:00:00Z"),
        ("since the end of 2022 it rained", "since the end of 2022", "2023-01-01T00:00:00Z", AT),
        ("since the start of 2022 it rained", "since the start of 2022", "2022-01-01T00:00:00Z", AT),
        ("earlier this year it rained", "earlier this year", "2024-01-01T00:00:00Z", AT),
        ("it will open later this year", "later this year", AT, "2025-01-01T00:00:00Z"),
        ("tickets for the July 4 game are dear", "for the July 4", "2024-07-04T00:00:00Z", "2024-07-05T00:00:00Z"),
        ("in December it rained", "in December", "2023-12-01T00:00:00Z", "2024-01-01T00:00:00Z"),
        ("on Dec. 30 it rained", "on Dec. 30", "2023-12-30T00:00:00Z", "2023-12-31T00:00:00Z"),
        ("the fair will open on Jan. 5", "on Jan. 5", "2025-01-05T00:00:00Z", "2025-01-06T00:00:00Z"),
        ("over the past three weeks", "over the past three weeks", "2024-02-29T20:52:00Z", AT),
        ("until 2030", "until 2030", None, "2031-01-01T00:00:00Z"),
        ("after March 3, 2024", "after March 3, 2024", "2024-03-04T00:00:00Z", None),
        ("a shiver from Monday’s quake", "Monday", "2024-03-18T00:00:00Z", "2024-03-19T00:00:00Z"),
        ("a rise since Monday’s quake", "since Monday’s quake", "2024-03-18T00:00:00Z", AT),
        ("it rained in the late 1990s", "in the late 1990s", "1990-01-01T00:00:00Z", "2000-01-01T00:00:00Z"),
        ("from 2019 through 2021 it rained", "from 2019 through 2021", "2019-01-01T00:00:00Z", "2022-01-01T00:00:00Z"),
        ("from 2019 the rain fell", "from 2019", "2019-01-01T00:00:00Z", AT),
        ("between Nov. 3 and Feb. 4 it rained", "between Nov. 3 and Feb. 4", "2023-11-03T00:00:00Z", "2024-02-05T00:00:00Z"),
        ("between Feb. 30 and March 4, 2024", "between Feb. 30 and March 4, 2024", None, None),
        ("in early 2023 it rained", "in early 2023", "2023-01-01T00:00:00Z", "2024-01-01T00:00:00Z"),
        ("in fiscal 2023 it fell", "in fiscal 2023", None, None),
        ("sales will rise in the first quarter", "in the first quarter", "2024-01-01T00:00:00Z", "2024-04-01T00:00:00Z"),
    ],
)
def test_words_in_front_shape_the_interval(text: str, words: str, start: str | None, end: str | None) -> None:
    (moment,) = told(text)
    assert (moment.span.of(text), moment.start, moment.end) == (words, start, end)


@pytest.mark.parametrize(
    "text",
    [
        "They march on.",
        "You may 5 times.",
        "She sang on and on.",
        "12 people fled",
        "the 2023 people",
        "Room 2023",
        "Feb. 30, 2024 never was",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert [(m.start, m.end) for m in told(text) if m.start] == []


def test_without_a_revision_time_only_full_dates_are_resolved() -> None:
    assert [(m.start, m.end) for m in told("on Oct. 7, 2023, and again on Thursday", None)] == [
        ("2023-10-07T00:00:00Z", "2023-10-08T00:00:00Z"), (None, None),
    ]  # fmt: skip


def test_a_claim_carries_the_nearest_time_of_its_sentence() -> None:
    text = "Some 40 ships sank in 2019, and 12 more since January. Another 7 are idle."
    claims = [c for c in parse(Document(text), AT).claims if c.quantity]
    assert [c.moment and c.moment.span.of(text) for c in claims] == ["in 2019", "since January", None]


@pytest.mark.parametrize(
    ("text", "moments"),
    [
        ("Output grew 2.8%, versus 2.9% in 2019.", [None, "in 2019"]),
        ("Output grew 3% in 2019, against 2% under the old rules.", ["in 2019", None]),
        ("Sales came to 50 ships, up from 40 in 2019.", [None, "in 2019"]),
        ("The yard sold 50 ships in 2019; its sheds hold 40 boats.", ["in 2019", None]),
        ("The yard sold 50 ships and 40 boats in 2019.", ["in 2019", "in 2019"]),
        ("The raids on Monday came days after two men were held.", [None]),
        ("Since Black Monday the firm has lost 40 brokers.", [None]),
        ("Since Monday the firm has lost 40 brokers.", ["Monday"]),
        ("The yard sold more than 50 ships last year.", ["last year"]),
        ("The yard sold more boats than 50 rivals did in 2019.", ["in 2019"]),
        ("The dues — raised last March by decree — were fought by 40 skippers.", [None]),
        ("The raid — on Monday — hurt 40 skippers.", ["on Monday"]),
        ("The guild, founded in 1984, has 40 skippers.", [None]),
        ("In 2019 the guild, founded in 1984, had 40 skippers.", ["In 2019"]),
        ("The flood came on Monday, drowning 40 cows.", ["on Monday"]),
        ("Sales rose on Friday, but the firm would lose 40 ships.", [None]),
        ("On Friday, 40 cows drowned, but 30 others were saved.", ["On Friday", "On Friday"]),
        ("Tin fell 3% this year, while zinc fell 4%.", ["this year", "this year"]),
        ("The yard has 50 ships, while its rival was sold in 2019.", [None]),
        ("Tin sagged this year and is down 40% since its high.", [None]),
        ("The yard sold 50 ships, which sank in 2019.", [None]),
        ("Last month the rate rose to 4.4% from 4.3%.", ["Last month", None]),
        ("Tin settled above $100 for the first time since August 2022.", [None]),
        ("Tin settled above $100 on Monday, the most since August 2022.", ["on Monday"]),
        ("Tin has risen 40% since August 2022.", ["August 2022"]),
        ("The yard will know within the next 10 days.", [None]),
        ("The yard will sell 40 ships within the next decade.", ["within the next decade"]),
        ("Founded in 1995, the yard has sold over 60 ships.", [None]),
        ("In 1995 the founded yard sold over 60 ships.", ["In 1995"]),
        ("His 49.8% share in the 2024 election was small.", ["in the 2024 election"]),
        ("The guild meets on March 25, which values its hall at $40 a share.", [None]),
        ("On Friday tin, which is at its best, fell 3%.", ["On Friday"]),
        ("She has raised $4 million since she opened her campaign in December.", ["she opened her campaign in December"]),
        ("Tin has lost about 7% since its record high on February 10.", ["its record high on February 10"]),
        ("The 40 deaths are the most since the flood in 2019.", [None]),
        ("Moss blamed Ruiz on Tuesday for prices that rose 20% during Reyes’ term.", [None]),
        ("More than 50 sailors signed a letter Sunday.", ["Sunday"]),
        ("Prices may rise to 3.5%, wiping out last year’s gain.", [None]),
        ("A march of January 6 rioters drew 20 people.", [None]),
        ("They got 10 years in prison for their role in the 2021 fire.", [None]),
        ("Monday’s was the third forum held by the town to show how it trains 40 divers.", [None]),
        ("Kell lost 40 jobs in Februaryas rates rose.", ["in February"]),
        ("She has raised $4 million since December.", ["December"]),
        ("After a raid on Monday the yard lost 40 ships.", [None]),
        ("Sales rose 3% compared with last year.", [None]),
        ("Sales rose 3% from a year earlier.", [None]),
        ("Sales rose 3% from the same quarter last year.", [None]),
        ("A Tuesday vote is all but sure to end in a runoff that could cost the town $40 million.", [None]),
        ("Since 2003 to 31 March 2022, 40 boats sank.", ["2003 to 31 March 2022"]),
        ("Tin may rise from 2.4% in January to 3% by then.", ["in January", "by then"]),
        ("The town answered Tuesday by Ann Roe, who has worked on 40 ballots.", [None]),
        ("The strike by 3,500 sailors, the first at the yard since 1994, is over.", [None]),
        ("He won 80 medals for his long run in Game 7 of the 1960 finals.", [None]),
        ("In an email from August 2013, he told Ruiz that 40 boats leak.", [None]),
        ("It matched a 24-foot boat that was built in 1981.", [None]),
        ("It is tracking $100 million ahead of 2025.", [None]),
        ("Ahead of the 2021 vote the council barred over 600 sailors.", [None]),
        ("She won 135,000 votes — though turnout on Tuesday may be low.", [None]),
        ("She lost $600 in dues, according to the Lantern, a paper that covered the trial in 2023.", [None]),
        ("A Tuesday raid hurt 40 skippers.", ["Tuesday"]),
        ("Storms on Thursday and Friday hurt 40 skippers.", ["on Thursday and Friday"]),
        ("Around noon, hours after Ruiz called, 12 crews came.", ["Around noon"]),
        ("In a 2009 raid, during which two guards died, 12 were hurt.", ["2009", "2009"]),
        ("Some 40 pumps failed (12 of them were put right on Friday).", [None, "on Friday"]),
        ("The firm, which has 40 ships, lost $3 million in May.", [None, "in May"]),
        ("Ruiz urged the court on Monday to help 40 mates.", [None]),
        ("The ferry hit a pier on Monday before killing 12 people.", ["on Monday"]),
    ],
)
def test_a_figure_has_no_other_figures_time(text: str, moments: list[str | None]) -> None:
    claims = [c for c in parse(Document(text), AT).claims if c.quantity]
    told_of = [c.moment and c.moment.span.of(text).removeprefix("since ").removeprefix("Since ") for c in claims]
    assert told_of == moments


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Officials said Monday that 12 cows had drowned.", None),
        ("Officials said that 12 cows had drowned on Monday.", "on Monday"),
        ("The mayor told reporters Tuesday that she owns 40 boats.", None),
        ("Sales fell 3%, according to figures released Friday by the guild.", None),
        ("Sales fell 3% in May, according to figures released Friday by the guild.", "in May"),
        ("Sales fell 3%, the guild said on Friday.", None),
        ("Sales fell 3%, the guild said, in 2019.", "in 2019"),
        ("The guild reported 12 losses on Friday.", "on Friday"),
        ("The council doubted the $40 cost during Wednesday’s hearing.", None),
        ("Tin fell 40% in Wednesday’s trading.", "Wednesday"),
        ("Some 12 boats sank, the guild wrote in a report last December.", None),
        ("Ana Ruiz told the council on Wednesday that most of the 40 boats leak.", None),
        ("Ana Ruiz, who took over on Monday, said 12 boats were lost in May.", "in May"),
    ],
)
def test_when_it_was_said_is_not_when_it_was(text: str, moment: str | None) -> None:
    (claim,) = (c for c in parse(Document(text), AT).claims if c.quantity)
    assert (claim.moment and claim.moment.span.of(text)) == moment


def test_no_moments_no_nearest() -> None:
    assert find_nearest_moment("", [], Span(0, 0)) is None


@given(
    st.text(alphabet="Oct. 7last weekinsince2023Thursdayago ,", max_size=80),
    st.sampled_from([AT, "2024-02-29T00:00:00Z", "2024-01-01T00:00:00Z", None]),
)
def test_any_text_gives_times_in_order(text: str, at: str | None) -> None:
    found = told(text, at)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(
        m.start is None or m.end is None or m.start < m.end for m in found if not m.span.of(text).lower().startswith(("since", "from"))
    )


@pytest.mark.parametrize(
    ("text", "moments"),
    [
        ("The town banned nets after its worst flood in 2020, when a dam burst and killed 22 people.", ["in 2020"]),
        ("Some 20% of trout died, twice as many as in the great fire of 1956.", [None, None]),
        ("The office has briefed 750 aides, and that it would brief mayors on Tuesday.", [None]),
        ("Roe raised $21 million since announcing in July, while Moss drew $6.5 million.", ["since announcing in July", None]),
        ("Alba has lost 132 boats since the Register of Lost and Sunken Boats of the Office of the Port began in 1964.",
            ["since the Register of Lost and Sunken Boats of the Office of the Port began in 1964"]),
        ("Repairs cost him $40 in the fall.", ["in the fall"]),
        ("The Lantern’s poll in January showed 66% of mates were tired.", ["in January"]),
        ("After the first 13 deaths, Roe told Tide News on Sunday: “We mourn.”", [None]),
        ("Ruiz led the Roe probe, which relates to talk the chief gave in 2023 and an older case, sending 40 letters.", [None]),
        ("Bo Roe, convicted in 2003 for the murder of 12 mates, was on life support.", [None]),
        ("In 2021 he was convicted of 12 thefts.", ["In 2021"]),
        ("They pushed 40 votes off at the last minute.", [None]),
        ("This was a landslide on Sunday, winning them 40 seats.", ["on Sunday"]),
        ("In total, 56 mates are leaving, still short of the record of 65 mates set in 1992.", [None, "in 1992"]),
    ],
)  # fmt: skip
def test_a_figure_has_the_time_of_its_clause(text: str, moments: list[str | None]) -> None:
    """Clauses with "when", comparisons, starts, the reach of "since", seasons."""
    claims = [c for c in parse(Document(text), AT).claims if c.quantity]
    assert [c.moment and c.moment.span.of(text) for c in claims] == moments


@pytest.mark.parametrize(
    ("text", "moments"),
    [
        # a relative clause, an aside, brackets, how something began
        ("The yard, which has 1,240 mates in nine ports, lost $318 million in May.", [None, None, "in May"]),
        ("The yard lost $318 million in May.", ["in May"]),
        ("The rock, about 60 meters wide, could pass by on Dec. 22, 2032.", [None]),
        ("Sales fell 3% (the guild put that figure right on Friday).", [None]),
        ("Roe paid $300 under a law passed in 2021.", [None]),
        ("Roe paid $300 in 2021.", ["in 2021"]),
        # a comparison before, a request
        ("The catch rose 4.7% from a year earlier to 402 tons in February.", ["in February", "in February"]),
        ("Moss urged the court on Monday to help 40 mates.", [None]),
        ("Moss helped 40 mates on Monday.", ["on Monday"]),
        # its own verb, its event, its poll
        ("The storm sank 150 boats overnight and killed 20 mates on Sunday.", ["overnight", "on Sunday"]),
        ("The guild held 3 men on Wednesday and seized 40 boats.", ["on Wednesday", "on Wednesday"]),
        ("Roe recalled a 2009 raid, during which a mate hurt 12 people.", ["2009"]),
        ("A January Tide poll found that 40% of mates were tired.", ["January"]),
        ("Some 40% are tired, according to a survey conducted in February.", ["in February"]),
        # without a date
        ("At one stage, 40 boats were stuck.", ["At one stage"]),
        ("By the time she was 10, Roe had sunk 200 boats.", ["By the time she was 10"]),
        ("During the war, the yard lost 40 boats; by 1950 it had 30 ships.", ["During the war", "by 1950"]),
        ("The Brae Act gives 40 mates leave.", [None]),
        ("Only weeks ago, the yard sold 40 boats.", ["Only weeks ago"]),
        ("Hours earlier, a storm sank 40 boats.", ["Hours earlier"]),
        ("It sank 40 boats hours earlier than the storm did.", [None]),
        ("Earlier in the day, a storm sank 40 boats.", ["Earlier in the day"]),
        ("On the day of his death, Roe owned 40 boats.", ["On the day of his death"]),
        ("Moss got 1,350 votes the last time she ran for mayor.", ["the last time she ran for mayor"]),
        ("That was the last time she won 1,350 votes.", [None]),
        ("Right now there are 45 boats in port.", ["Right now"]),
        # two groups at one time, the base of a comparison, who says it and when
        ("The Tide poll in January showed 66% of mates were glad, compared to just 50% of cooks.", ["in January", "in January"]),
        ("Some 66% of mates were glad in January, compared to 50% of mates a year earlier.", ["in January", "a year earlier"]),
        ("Tin cost $3.12 on Thursday, down 4 cents from a week ago and 21 cents from a year ago.", ["on Thursday"] * 3),
        ("As of Monday morning, the Tide Office said 31 boats had been lost and 149 damaged.", ["As of Monday morning"] * 2),
        ("A report by Tidewatch that compared catches in 2013 and 2023 found that 12% of boats sank in 2023.", ["in 2023"]),
        ("Roe is accused of planting two bombs the night before the vote.", ["the night before the vote"]),
        ("The log says two mates saw the yard a day before the storm and left.", ["a day before the storm"]),
        ("Roe was sentenced to 18 years in prison for the murder of a mate during the long strike.", [None]),
        ("Roe was sentenced to 18 years in prison on Monday.", ["on Monday"]),
        ("Three weeks into the strike, the yard had lost 40 boats.", ["Three weeks into the strike"]),
        ("More than 40 boats sank Saturday and at least 12 more on Sunday, a log shows.", ["Saturday", "on Sunday"]),
        ("The guild, which has 40 ships, was sold Sunday.", [None]),
        ("The guild said Monday it would send 50 boats, a step that mates say costs $40.", [None, None]),
        ("The study of 4,000 mates, published Thursday in the Brae Journal, was short.", [None]),
        ("The 4,000 mates were freed Thursday.", ["Thursday"]),
        ("On his last day in office, Moss freed 40 mates.", ["On his last day in office"]),
        ("The film took $120 million in its opening weekend.", ["in its opening weekend"]),
        ("Some 40 boats sank over the long Labor Day weekend.", ["over the long Labor Day weekend"]),
        ("The guild will spend $40 million to mend boats damaged in last month’s storms.", [None]),
        ("The storm damaged 40 boats last month.", ["last month"]),
        ("Some 22 people were hurt after a crash Sunday.", ["Sunday"]),
        ("Roe, first elected in 1996, has $6 million.", [None]),
        ("The yard has 40 mates now, down from 110 before the pandemic.", ["now", "before the pandemic"]),
        ("The rate was roughly 10% before the court’s ruling.", ["before the court’s ruling"]),
        ("They met at a January protest in Kell, a town in Brae, which drew 3,000 people.", ["January"]),
        ("They know that after a fire in 2018 killed 11 people, it shut.", ["in 2018"]),
        ("During the strike in June last year, the yard lost 40 boats.", ["in June last year"]),
        ("Just 154 ships crossed in the entire month of February.", ["in the entire month of February"]),
        ("The files cover 30 talks held in August and October 2019.", ["in August and October 2019"]),
        ("Last year was the weakest in memory, but yards now add just 15,000 jobs.", [None]),
        ("As the council is currently split, Moss needs 40 seats.", [None]),
        ("Moss currently has 40 seats.", ["currently"]),
        ("“It cost $40,” said Roe, a mate who recently left.", [None]),
        ("At its peak, the yard had 3,000 boats.", ["At its peak"]),
        ("Moss on Saturday met the ship with the six sailors killed by a mine in Orle.", [None]),
        ("On Saturday, six sailors were killed by a mine in Orle.", ["On Saturday"]),
        (
            "The yard has lost 41 boats so far this year, and 52 boats at this point last year.",
            ["so far this year", "at this point last year"],
        ),
        ("During the 2022 World Cup, the yard sold 40 boats.", ["During the 2022 World Cup"]),
        ("Tickets cost $120 for 2025.", ["for 2025"]),
        ("The yard lost $9 billion last fiscal year and $9.5 billion in 2024.", ["last fiscal year", "in 2024"]),
    ],
)
def test_the_scope_of_times(text: str, moments: list[str | None]) -> None:
    claims = [c for c in parse(Document(text), AT).claims if c.quantity and not c.incidental]
    assert [c.moment and c.moment.span.of(text) for c in claims] == moments


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("It sank 40 boats in 2021. A decade earlier, it sank 30.", "2011-01-01"),
        ("It sank 40 boats in June 2021, up from 30 a year earlier.", "2020-06-01"),
        ("Ruiz said Friday that it sank 40 boats, up from 30 a year earlier.", "2023-01-01"),
        ("A storm sank four boats on Dec. 20, 2023. Two days earlier, it sank 30.", "2023-12-18"),
        ("Two days earlier, it sank 30 boats.", None),
        ("Two days ago, it sank 30 boats.", "2024-03-19"),
        ("In December 2023 it sank 40. Two months earlier, it sank 30 boats.", "2023-10-01"),
        ("In December 2023 it sank 40.\n\nA decade earlier, it sank 30 boats.", "2014-01-01"),
    ],
)
def test_so_long_earlier_is_counted_from_the_time_before_it(text: str, start: str | None) -> None:
    last = [claim for claim in parse(Document(text), AT).claims if claim.quantity][-1]
    assert last.moment is not None
    assert (last.moment.start and last.moment.start[:10]) == start


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("A bomb went off in the market on Monday. Twelve people were killed.", "on Monday"),
        ("A storm hit Varn on Friday. Three mates died, officials said.", "on Friday"),
        ("Tin fell 4% on Tuesday. Zinc dropped 8%.", "on Tuesday"),
        ("A bomb went off on Monday.\n\nTwelve people were killed.", None),
        ("Ruiz was charged on Monday. Twelve people were killed.", None),
        ("Ruiz said on Monday that a storm hit Varn. Twelve people were killed.", None),
        ("The trial on the fire begins Monday. Twelve people were killed.", None),
        ("A storm hit Varn on Friday. At least 30 people have died in storms.", None),
        ("A storm hit Varn on Friday. Ruiz has lost three mates once before.", None),
        ("Tin fell 4% on Tuesday. Zinc rose 8%.", None),
    ],
)
def test_a_figure_may_go_on_with_the_time_of_the_sentence_before(text: str, time: str | None) -> None:
    last = [claim for claim in parse(Document(text), "2026-03-20T12:00:00Z").claims if claim.quantity][-1]
    assert (last.moment and last.moment.span.of(text)) == time


@pytest.mark.parametrize(
    ("text", "moments"),
    [
        ("The firm has opened a 5,000-person center in Varn in the past year.", [None]),
        ("A notice for a 331-meter, 19-deck ship went out last week.", [None, None]),
        ("Moss had a 10-point lead in May.", ["in May"]),
        ("They held a two-day hearing earlier this year.", ["earlier this year"]),
        ("A 40-car crash on Monday shut the road.", ["on Monday"]),
        ("Thirty-six mates were sent home in 2019.", ["in 2019"]),
        ("Though they accused him in an appeal last year, his indictment dealt with 60 grams of the drug.", [None]),
        ("Last year, though they accused him in an appeal, his indictment dealt with 60 grams.", ["Last year"]),
        ("Although in 2019 the firm sold 40 ships, it lost money.", ["in 2019"]),
        ("In addition to attending the gala in 2024 and posing for photos, the fund announced a $6 million partnership.", [None]),
        ("In 2024, after the gala, the fund announced a $6 million partnership.", ["In 2024"]),
        ("While visiting the port in May, Moss bought 40 ships.", ["in May"]),
        ("The senate funded the mill with $40 million — a demand that guards made in January.", [None]),
        ("The senate paid $40 million — a record — in January.", ["in January"]),
        ("The town must pay $500 for every paper that was not returned when he was released last week.", [None]),
        ("The town paid $500 when he was released last week.", ["last week"]),
        ("The storm hurt 40 people who were asleep when it struck on Monday.", ["on Monday"]),
        ("The gunman was inspired by last weekend’s strikes, killing three people.", [None]),
        ("Monday’s fire, which killed 12 people, was the third.", ["Monday"]),
        ("Forty people had paid by last week’s deadline.", ["by last week’s deadline"]),
        (
            "Sales grew 7.1% last year, according to Brill, which tracked 57,000 stores, and 10.5% in 2024.",
            ["last year", None, "in 2024"],
        ),
        ("In 2024, according to Brill, 40 ships sank.", ["In 2024"]),
        ("Statements began Monday in a trial against the mill, the first of hundreds of similar cases.", [None]),
        ("On Monday, the first of 40 ships sank.", ["On Monday"]),
        ("The test was flown in 2022 by Brill, the builder of a craft slated to carry 40 mates.", [None]),
        ("The mill let go thousands of hands who have lost their homes since the flood in 2012.", ["since the flood in 2012"]),
        ("The court let in thousands of mates who have lived there since the flood in 2012.", [None]),
        ("The notice was for a five-year contract for the boats published last week.", [None]),
        ("About 95% of the vote was in by midnight and little was left after Wednesday morning.", ["by midnight"]),
        ("The shop sells toys made between 1980 and 1999, with 40 of them in red.", [None]),
        ("He sold 40 toys, each made in 1980, to a friend.", [None]),
        ("The firm made 40 toys in 1980, with help from a friend.", ["in 1980"]),
        ("Visitors may buy 40 kinds in the January 1 to early February window.", ["in the January 1 to early February"]),
    ],
)
def test_a_figure_has_no_time_of_another_clause(text: str, moments: list[str | None]) -> None:
    figures = [claim for claim in parse(Document(text), AT).claims if claim.quantity is not None]
    assert [claim.moment and claim.moment.span.of(text) for claim in figures] == moments
