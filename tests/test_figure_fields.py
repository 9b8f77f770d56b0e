"""The fields of figures in plain news sentences: whose noun, which time, which role."""

from __future__ import annotations

import pytest

from sayso.grammar import parse
from sayso.model import Document

AT = "2024-03-21T20:52:00Z"


def fields(text: str, field: str) -> list[str | None]:
    """One field of each figure of a text: "noun", "role", "unit", or "moment" as words."""
    out: list[str | None] = []
    for claim in parse(Document(text), AT).claims:
        if claim.quantity is None:
            continue
        if field == "moment":
            out.append(claim.moment.span.of(text) if claim.moment else None)
        else:
            out.append(getattr(claim.quantity, field))
    return out


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The jobless rate fell to 11.3% in February from 11.8% in January.", ["in February", "in January"]),
        ("Inflation fell to 2.9% in January from 3.1%.", ["in January", None]),
        ("Prices rose 0.3% in February, a faster pace than January’s 0.2%.", ["in February", "January"]),
        ("Last week, they called off the fair that brings in $3 million.", [None]),
        ("They heard him during a two-day hearing earlier this year.", ["earlier this year"]),
        ("Launched in 2022 with a $400 million grant, the league failed.", ["in 2022"]),
        ("Founded in 1995, the firm has 40 ships.", [None]),
        ("The town lost 4,300 pupils in 2023 and faces a $90 million gap.", ["in 2023", None]),
        ("They gave a 30-day waiver for oil currently stranded at sea.", [None]),
        ("Roe led by 48% to 42%, according to a poll, which was conducted March 3-7.", ["March 3-7", "March 3-7"]),
        ("A Brae poll conducted in late January had Roe ahead. She had 38% support.", ["in late January"]),
        ("Sales rose 12% in the three months to February.", ["in the three months to February", "in the three months to February"]),
        ("They found 812 cases in the first week of March.", ["in the first week of March"]),
        ("The storm has killed at least nine people since Friday.", ["since Friday"]),
        ("Support has dropped 9 points since January, to 44%.", ["since January", "since January"]),
        ("The price was $398, up 3.8% from February 2023.", [None, None]),
        ("A 25% tariff took effect Tuesday, and the mayor has threatened to raise it to 50%.", ["Tuesday", None]),
        ("Roe is held on $500,000 bail and is due back in court on May 12.", [None]),
        ("The rate slipped to 6.09% from 6.18% last week.", [None, "last week"]),
        ("Some 1,100 flights were canceled as of 4 p.m. Sunday.", ["as of 4 p.m. Sunday"]),
        ("They killed 500 people in the first week of the war.", ["in the first week of the war"]),
        ("Turnout on Sunday was 58%, up from 52%.", ["on Sunday", None]),
        ("They took 12.7% of the vote, three times their share in 2021.", [None, "in 2021"]),
        ("Only 31% are glad, a Brae survey released Thursday found.", [None]),
        ("The storm, packing winds of 115 mph, is expected on Friday.", [None]),
        ("The gap will reach $2 billion this fiscal year.", ["this fiscal year"]),
        ("The trade, which has driven most of the job gains in the past year, posted a loss of 28,000 jobs.", [None]),
        ("Output rose 3% in the October-December period.", ["in the October-December period"]),
        ("They expect output to grow 2.1% this year and 1.8% in 2027.", ["this year", "in 2027"]),
        ("They need $3.2 billion through May and have already spent $1 billion.", ["through May", None]),
        ("Rates dropped to 92.5% in the 2023-24 school year from 95.2%.", ["in the 2023-24 school year", None]),
        ("Odea, another firm, found in June that 79.8% of visits were short.", ["in June"]),
        ("In 2021, one guard told TVN that he had seen 70 boats.", ["In 2021", None]),
        ("The shirt, which last year went viral, has since raised over $600,000.", [None]),
        ("At the time of writing, it had 23 million views.", ["At the time of writing"]),
        ("They seized six towns in the past month and now control 40% of the land.", ["in the past month", None]),
        ("Roe won 57% of the vote in a town that Moss carried in 2020.", [None]),
        ("It burned 38,000 acres overnight and was 12% contained by Friday.", ["overnight", "by Friday"]),
        ("Sales rose 9% in its fiscal second quarter.", ["in its fiscal second quarter"]),
        ("For Mother’s Day 2023, they flew 19,000 tons of roses in.", ["For Mother’s Day 2023"]),
        ("They recalled a 2009 raid on a bank in Norden, during which 13 died and 32 were hurt.", ["2009", "2009"]),
    ],
)
def test_a_figure_has_the_time_of_its_own_clause(text: str, wanted: list[str | None]) -> None:
    assert fields(text, "moment") == wanted


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Sales rose 12% in the three months to February.", "2023-12-01T00:00:00Z", "2024-03-01T00:00:00Z"),
        ("They lost $3 million for the quarter that ended on Jan. 31.", "2023-11-01T00:00:00Z", "2024-02-01T00:00:00Z"),
        ("It may reach 42 degrees by the weekend.", None, "2024-03-25T00:00:00Z"),
        ("Thirty days ago 12 boats sank.", "2024-02-20T00:00:00Z", "2024-02-21T00:00:00Z"),
    ],
)
def test_a_period_is_resolved(text: str, start: str | None, end: str | None) -> None:
    moment = next(c.moment for c in parse(Document(text), AT).claims if c.quantity and c.quantity.unit not in ("day", "month"))
    assert moment is not None
    assert (moment.start, moment.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The firm grew from $1 million in revenue to over $500 million.", ["revenue", "revenue"]),
        ("Ola sent 79.8% of visits, while only 0.5% came from Bix.", ["visits", "visits"]),
        ("Forty percent of voters approve, and 52% disapprove.", ["voters", "voters"]),
        ("Those who walked 7,000 steps a day did better than those who walked 2,000.", ["steps", "steps"]),
        ("The line canceled 230 flights and delayed 1,100 more on Sunday.", ["flights", "flights"]),
        ("They found 812 cases, more than double the 380 a year before.", ["cases", "cases"]),
        ("The bureau predicts home prices will rise 4%.", ["home prices"]),
        ("The risk of asthma, gout and other illness was reduced by 20%.", ["risk"]),
        ("In the north of Alba, sales and rents rose 3%.", ["sales and rents"]),
        ("Rape was down 9% and aggravated assault was down 10%.", ["Rape", "aggravated assault"]),
        ("In Norden, where wait times stretched up to two hours, they left.", ["wait times"]),
        ("The biggest jump was fuel prices, which were up 11.1%.", ["fuel prices"]),
        ("The planet has a radius about 1.7 times that of Earth.", ["radius"]),
        ("The fee — long disputed — is 4%.", ["fee"]),
        ("The bank cut its rate to a range of 3.5% to 3.75%.", ["rate"]),
        ("Fines range from $15 to $180.", ["Fines"]),
        ("Roe leads Moss among likely voters, 48% to 42%.", ["likely voters", "likely voters"]),
        ("Some 12% of those polled were unsure.", ["those polled"]),
        ("The 10-year bond yield rose to 4.31%.", ["bond yield", "bond yield"]),
        ("A small flat now rents for $2,300 a month.", ["small flat"]),
        ("Snow totals of 8 to 12 inches are expected.", ["Snow totals"]),
        ("The heat index could climb as high as 112 degrees.", ["heat index"]),
        ("The storm was moving north at 12 mph.", ["storm"]),
        ("The survey had a margin of error of plus or minus 3 percentage points.", ["margin of error"]),
        ("They dug up 1,200 fossils and found that 85% of them were young.", ["fossils", "fossils"]),
        ("The index dropped 61 points, or 1.1%, to 5,480.", ["index", "index", "index"]),
        ("Tin hit $4,380 before easing to $4,310.", ["Tin", "Tin"]),
        ("Her approval rating sits at 38%, down 11 points from a year ago.", ["approval rating", "approval rating"]),
        ("Among tenants, just 24% approve, while 63% disapprove.", ["tenants", "tenants"]),
        ("The line carried 12 million riders in July, 6% more than in May.", ["riders", "riders"]),
        ("Average hourly earnings rose 0.5%.", ["Average hourly earnings"]),
        ("Sales of previously owned homes rose 1.2%.", ["Sales"]),
        ("The median price of a home sold last month was $398,400.", ["median price"]),
        ("Gusts of more than 70 mph toppled trees.", ["Gusts"]),
        ("Planks of 8 inch width were used.", ["width"]),
        ("Global temperatures last year were 1.5 degrees above the old average.", ["Global temperatures"]),
        ("Those who ate the most fiber were 22% less likely to die.", [None]),
        ("Varn signed him on a four-year deal worth 60 million euros.", ["deal", "four-year deal"]),
        ("They added 143,000 jobs, fewer than the 170,000 economists expected.", ["jobs", "jobs"]),
        ("The number of Albans filing claims fell by 7,000 to 219,000.", ["Albans", "Albans"]),
        ("Daily Ola usage is usually 20 million, whereas Bix’s is less than 2 million.", ["Daily Ola usage", "Daily Ola usage"]),
        ("Moss came third, with 9,364 votes – around 25% of the total.", ["votes", "votes"]),
        ("Some 45% of tenants either opposed it (13%) or stayed out (32%).", ["tenants", "tenants", "tenants"]),
        ("The percentage of voters saying they were “confident” was only 21%.", ["voters"]),
        ("Prices climbed 0.5%, more than the 0.3% forecast by bankers.", ["Prices", "Prices"]),
        ("They seized drugs with an estimated street value of $9 million.", ["street value"]),
        ("She got 15 years to life in prison.", ["prison"]),
        ("Attendance has averaged 31,400.", ["Attendance"]),
        ("The air pressure drops at least 24 millibars.", ["air pressure"]),
        ("They get an average hourly wage of $42.", ["average hourly wage"]),
        ("The bank kept its key rate unchanged at 2%.", ["key rate"]),
        ("The office projects that the deficit will reach $1.9 trillion.", ["deficit"]),
        ("Output expanded at an annualized rate of 0.7%.", ["Output"]),
        ("Home sales rose 1.2% in May to an annual rate of 4.1 million.", ["Home sales", "Home sales"]),
        ("The town had 60% fewer thefts.", ["thefts"]),
        ("They asked consumers what they use, and 65% said coal.", ["consumers"]),
        ("It was the worst shooting in 25 years.", [None]),
        ("It cut its forecast to $6.5 billion, from a range of $7.5 billion to $8 billion.", ["forecast", "forecast"]),
        ("Income was $345 million, or $1.02 a share, compared with $290 million.", ["Income", "Income", "Income"]),
        ("They closed the strait, through which a fifth of the world’s oil flows.", ["world’s oil"]),
        ("The bids drove the price to $16 million from 97 total bids.", ["price", "bids"]),
        ("They reported the 27 deaths of campers and counselors to the agency.", ["deaths of campers and counselors"]),
        ("Varn built a 14-point lead midway through the game.", ["lead"]),
        ("Some 18,000 people are in shelters, down from a peak of 46,000.", ["people", "people"]),
        ("She served 13 months of an 18-month sentence.", ["sentence", "sentence"]),
        ("Police saw a 12% decline in violent crime and a 5% rise in fraud.", ["violent crime", "fraud"]),
        ("The 3% drop in May was large.", ["drop"]),
        ("They held a two-hour meeting in Varn.", ["meeting"]),
        ("The ship carries 900 metric tons (992 US tons) of diesel.", ["diesel", "diesel"]),
    ],
)
def test_a_figure_has_the_noun_that_its_sentence_gives(text: str, wanted: list[str | None]) -> None:
    assert fields(text, "noun") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The blaze has destroyed 46 homes and two churches.", ["destroyed", "destroyed"]),
        ("The blaze has destroyed 46 homes and fed two churches.", ["destroyed", None]),
    ],
)
def test_a_role_holds_for_both_groups(text: str, wanted: list[str | None]) -> None:
    assert fields(text, "role") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It may bring 3 to 5 more inches by Friday.", ["inch"]),
        ("They need three more weeks of rain.", ["week"]),
        ("They need three more boats.", [None]),
    ],
)
def test_a_unit_follows_more(text: str, wanted: list[str | None]) -> None:
    assert fields(text, "unit") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The talks broke down over two red lines.", ["exact"]),
        ("The talks lasted for over two years.", ["over"]),
        ("The depot held over two crates.", ["over"]),
        ("The blast killed over two people a day.", ["over"]),
        ("The fund is set to top $20 million.", ["over"]),
        ("They wrote down “rude statements” made about 13 people.", ["exact"]),
        ("The top $20 seats are gone.", ["exact"]),
    ],
)
def test_over_and_top_are_bounds_where_they_measure(text: str, wanted: list[str | None]) -> None:
    assert fields(text, "modifier") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Three people were fatally shot in Varn.", ["killed"]),
        ("Two women were fatally stabbed.", ["killed"]),
        ("Four men were shot and killed.", ["killed"]),
        ("Two officers were stabbed to death.", ["killed"]),
        ("Five people were stabbed, two fatally.", [None, "killed"]),
        ("Two deputies fatally shot Ana Ruiz.", [None]),
        ("Two deputies killed Ana Ruiz.", [None]),
        ("Two were killed Sunday.", ["killed"]),
        ("One stranded Brenlander told them so.", ["stranded"]),
        ("At least a dozen were shot.", [None]),
        ("Six people were shot and wounded.", ["injured"]),
        ("At least 12 people were shot, four of them fatally.", [None, "killed"]),
        ("He beat two men to death.", ["killed"]),
        ("The state condemned two men to death.", [None]),
        ("Two people were found shot to death.", ["killed"]),
    ],
)
def test_harm_that_kills_is_a_role(text: str, wanted: list[str | None]) -> None:
    assert fields(text, "role") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The state charged 26 men; charges against 11 were later dropped.", ["charged", None]),
        ("The state charged 11 men who were acquitted.", [None]),
        ("The state charged 26 men, but 11 were acquitted.", ["charged", None]),
        ("The state charged 11 men.", ["charged"]),
        ("Charges against three men were dismissed.", [None]),
        ("Three men were dismissed.", ["dismissed"]),
    ],
)
def test_those_acquitted_are_not_charged(text: str, wanted: list[str | None]) -> None:
    assert fields(text, "role") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("At least a dozen were shot.", ["person"]),
        ("There were 2 aboard.", ["person"]),
        ("The crew saved 12 of the 16 aboard.", ["person", "person"]),
        ("They put 2 aboard the ferry.", [None]),
        ("Some 20 were shot down.", [None]),
    ],
)
def test_bare_numbers_of_people_are_people(text: str, wanted: list[str | None]) -> None:
    assert fields(text, "unit") == wanted


def test_a_part_of_those_aboard_has_its_own_role() -> None:
    assert fields("12 of the 16 aboard were rescued.", "role") == ["rescued", None]
    assert fields("All 16 people aboard were rescued.", "role") == ["rescued"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("They live under the bank’s poverty line of $4.20 a day.", ["poverty line"]),
        ("The international poverty line of $2.15 was raised.", ["international poverty line"]),
        ("The starting salary of $40,000 is low.", ["starting salary"]),
        ("The debt ceiling of $31 billion was hit.", ["debt ceiling"]),
        ("She owes $30,000 in back taxes.", ["back taxes"]),
        ("The justice is 100% Ruiz.", [None]),
        ("The parish is 80% Hispanic.", ["Hispanic"]),
        ("The Owl Fire is 100% Contained.", ["Contained"]),
        ("The race is 100% Moss vs. Roe.", [None]),
        ("She bought 40% of Varn.", ["Varn"]),
        ("A court cleared four men of murder.", ["men"]),
        ("The mayor met four men of honour.", ["men of honour"]),
    ],
)
def test_nouns_are_whole_compounds_and_no_names(text: str, wanted: list[str | None]) -> None:
    assert fields(text, "noun") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He served half of a one-year-and-eight-month sentence.", [0.5, 20]),
        ("He got a two-year-and-three-month term.", [27]),
        ("He got a one-year or eight-month term.", [1, 8]),
    ],
)
def test_a_term_in_years_and_months_is_one(text: str, wanted: list[float]) -> None:
    assert fields(text, "value") == wanted
