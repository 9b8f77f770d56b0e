"""The source of a figure: complete, the right one, and none where nobody says it. Every sentence is invented."""

from __future__ import annotations

import pytest

from sayso.grammar import parse
from sayso.model import Document


def sources(text: str) -> list[str | None]:
    """The source of each figure, in the order of the text."""
    claims = [c for c in parse(Document(text)).claims if c.quantity]
    return [c.attribution and c.attribution.source and c.attribution.source.of(text) for c in claims]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("He faces 40 counts of theft, according to the release.", "the release"),
        ("The feud costs $891 million a day, according to a think tank based in Brae.", "a think tank"),
        ("Flights were late by 90 minutes, according to the flight tracking site Brae Radar.", "the flight tracking site Brae Radar"),
        ("She had sold 40 boats by then, according to charging documents.", "charging documents"),
        ("Forty cows drowned, according to a court filing on Friday.", "a court filing"),
        ("Forty cows drowned, according to people holding signs.", "people"),
        ("Forty cows drowned, according to a man living in Brae.", "a man"),
        ("Sales fell 3%, according to data released Friday by the Bureau of Farm Statistics.",
            "data released Friday by the Bureau of Farm Statistics"),
        ("Sales fell 3%, according to a report published last fall.", "a report published last fall"),
        ("A survey from advertising agency Ogil found that 86% of skippers are tired.", "A survey from advertising agency Ogil"),
        ("A Lantern review found 12 errors in the count.", "A Lantern review"),
        ("But the investigation found hundreds of errors.", "the investigation"),
        ("Marlow’s poll in January showed 66% of skippers were tired.", "Marlow’s poll"),
        ("Another 65 skippers are listed as missing, the report published Tuesday by the Lantern found.",
            "the report published Tuesday by the Lantern"),
        ("The port has lost 40 ships, the filing states.", "the filing"),
        ("It will cut 300 jobs, according to the agency’s September plan.", "the agency’s September plan"),
        ("According to the company's May filing, it has 300 shops.", "the company's May filing"),
        ("The bank’s June forecast said 300 jobs would go.", "The bank’s June forecast"),
        ("The survey teams found 40 wrecks.", None),
        ("A high proportion of confirmed leaks (72%) are in the weir.", None),
        ("Moss suspects the fire at a mill in Varn hurt 32 others, Ana Ruiz said.", "Ana Ruiz"),
        ("Phones failed, according to the site Pingwatch, which reported 11,000 complaints.", "the site Pingwatch"),
        ("A Lantern analysis of two separate missile attacks confirmed impacts across eight miles.", "A Lantern analysis"),
        ("The fire killed seven mates, state media reported, citing skippers.", "state media"),
        ("The ministry reported 12 new cases in the port.", "The ministry"),
        ("Moss agreed in May to change his contract, taking a $250,000 pay cut.", None),
        ("Moss agreed that 40 mates had died.", "Moss"),
        ("She went on to lose two more children.", None),
        ("She went on to say that 40 mates were lost.", "She"),
        ("The show featured three members who, the keeper says, “rang the bell” early.", None),
        ("Skippers who read the report found 12 errors.", None),
        ("One think tank estimated that the feud burns $890 million a day.", "One think tank"),
        ("Work on around 73,000 paintings, by Brae Labs, estimated that more than 95% were worthless.", "73,000 paintings, by Brae Labs,"),
        ("The town lies 40 miles west of Kell, the day after the flood, said Oleg Moss, the governor of Kell.",
            "Oleg Moss, the governor of Kell"),
    ],
)  # fmt: skip
def test_a_figure_has_the_whole_of_its_source(text: str, source: str | None) -> None:
    assert sources(text)[-1] == source


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Brae Express shares sank 7.2% and had their worst day.", [None]),
        ("“Brae Express shares sank 7.2%,” Ruiz said.", ["Ruiz"]),
        ("Let’s say you are invited to seven weddings.", [None]),
        ("They say you are invited to seven weddings.", ["They"]),
        ("Asked about the harbour, 29% said they knew it and 40% that they did not.", [None, None]),
        ("Asked about the harbour, officials said 29% knew it and 40% did not.", ["officials", "officials"]),
        ("Pay is now close to $28 an hour, she said, far more than elsewhere.", ["she"]),
        ("Two cows drowned, Ana Ruiz said, with 40 more missing.", ["Ana Ruiz", "Ana Ruiz"]),
        ("The dust was estimated to be 35 tons.", [None]),
        ("Moss promised that 40 boats would come.", [None]),
        ("Moss pleaded guilty to 12 counts of theft.", [None]),
        ("Moss said he was guilty of 12 counts of theft.", ["Moss"]),
        ("Scholars asked 40 models for a plan.", [None]),
        ("The town government now estimates 76,000 sailors are out of work.", ["The town government"]),
        ("A Lantern report found that 90% waited an hour, while 4% waited a day.", ["A Lantern report"] * 2),
        ("Moss, with a net worth of $17 billion according to the Varn Rich List, moved to Kell.", ["the Varn Rich List"]),
        ("In a survey made in May, 54% said they knew it.", ["a survey"]),
        (
            "A Brae College poll found Ruiz ahead. She earned 38%, against 31% for Moss. 12% of those polled were undecided.",
            ["A Brae College poll"] * 3,
        ),
        ("A Brae College poll found Ruiz ahead. Prices rose 3%.", [None]),
        ("Nearly 3 million tourists are expected to visit Brae, according to the mayor.", ["the mayor"]),
        ("Defence Secretary Ana Ruiz, who said last week that the feud could last 40 weeks, went home.", ["Defence Secretary Ana Ruiz"]),
    ],
)
def test_who_does_not_say_it_is_no_source(text: str, wanted: list[str | None]) -> None:
    assert sources(text) == wanted


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Sales fell 3%, according to data released Friday by the Bureau of Farm Statistics.", "Bureau of Farm Statistics"),
        ("A poll conducted by Marlow College found that 12% of skippers are tired.", "Marlow College"),
        ("A survey from advertising agency Ogil found that 86% of skippers are tired.", "Ogil"),
        ("Three ships came, according to G&P Grain Markets at Sea data.", "G&P Grain Markets at Sea"),
        ("A poll conducted by phone found that 12% of skippers are tired.", None),
    ],
)
def test_a_document_speaks_for_who_published_it(text: str, speaker: str | None) -> None:
    (claim,) = (c for c in parse(Document(text)).claims if c.quantity)
    assert claim.attribution
    assert claim.attribution.speaker == speaker


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("When Oleg Moss was found, he had five times the lethal dose of lye in him, according to charging papers.", ["charging papers"]),
        ("Then it warmed by 0.35 degrees, the study found — a 75% jump.", ["the study", "the study"]),
        ("Moss made a stir with his book by claiming 80% of the mates are thieves.", ["Moss"]),
        ("In total, the Kell Institute estimates fares raised the average household’s costs by $1,000 last year.", ["the Kell Institute"]),
        ("Tide data indicates at least two other tugs are moored there.", ["Tide data"]),
        ("He left her about 50 meters below the summit, where she froze to death, prosecutors say.", ["prosecutors"]),
        ("There were 753 mills at the end of May, according to a new list by Brae Labs — 54 fewer than before.",
            ["a new list by Brae Labs", "a new list by Brae Labs"]),
        ("Alba says it sank Kell’s flagship in a raid on Norden, a day after it sank two other large ships.", ["Alba"]),
        ("It’s estimated that more than 60% of the mills stood still.", [None]),
        ("Leaders of Camp Kell — the camp where 27 mates died last summer — must leave, a judge said.", [None]),
        ("The Moss files that the port had to release have shown a charge in at least three other lands.", [None]),
        ("Moss is skeptical he will see any of the $80,000 again.", [None]),
    ],
)  # fmt: skip
def test_a_sentence_names_its_source_plainly(text: str, wanted: list[str | None]) -> None:
    """Figures outside all attributions: "according to" and "prosecutors say" behind, "by claiming", documents and estimates in front."""
    assert sources(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Twelve of the mates were safe by noon, search and rescue officials said.", ["search and rescue officials"]),
        ("“It was as if 40 gulls cried at once,” a senior tug mate told researchers.", ["a senior tug mate"]),
        ("“The tug carried seven nets,” the complaint states, noting that “the bell was off.”", ["the complaint"]),
        ("If the form is plain, “That check is going to come within three weeks,” said Ana Moss.", ["Ana Moss"]),
        ("The fee rose to 12.3% last week, per the Tide Office.", ["the Tide Office"]),
        ("Kelltner expects fares to rise by 17% this year.", ["Kelltner"]),
        ("They found that more than 40,000 mates quit.", ["They"]),
        ("Ana Moss said up to 170,000 tenants could be put out.", ["Ana Moss"]),
        ("They were all encouraged to reach out to 40 mates.", [None]),
        ("Moss skipped the fair in 1990, due to a feud with Kell, telling Bo Roe that Alba would be paid five times as much.", ["Moss"]),
        ("“It held 12 nets,” the complaint states, noting that “40 ropes were off.”", ["the complaint", "the complaint"]),
        ("Police have not said why they held Roe, but he previously sold 40 tugs.", [None]),
        ("That year would bring 40 more fires, a flood in Kell and more in other states.", [None]),
        ("The guild felt it had to move after 40 owners, Kell and Brae, said they would close Norden’s mill.", [None]),
    ],
)  # fmt: skip
def test_a_sentence_names_its_source_after_the_verb_or_by_a_plain_word(text: str, wanted: list[str | None]) -> None:
    assert sources(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Catches fell by 4%, according to data from the Tide Office. Overall, landings dipped by 5%.", ["data from the Tide Office"] * 2),
        ("The rate rose to 4.7%, according to the Tide Office. That number has since fallen to 4%.", ["the Tide Office"] * 2),
        ("Divers had 339 deaths, according to the Brae Center. Swimmers had 310 deaths.", ["the Brae Center"] * 2),
        ("Catches fell by 4%, according to the Tide Office.\nOverall, landings dipped by 5%.", ["the Tide Office", None]),
        ("Catches fell by 4%, according to the Tide Office. But landings dipped by 5%.", ["the Tide Office", None]),
        ("Catches fell by 4%, according to the Tide Office. Moss was charged with 12 thefts.", ["the Tide Office", None]),
        ("Catches fell by 4%, the mayor said. Overall, landings dipped by 5%.", ["the mayor", None]),
        ("Just 27% of voters favored it in the Brae poll; just 37% did so in the Kell poll.", ["the Brae poll", "the Kell poll"]),
        ("A Brae poll found 40% for Ruiz.\nIt was cold.\nShe has a tug.\nSome 12% of voters said they were tired.",
            ["A Brae poll", "A Brae poll"]),
        ("A Brae poll found 40% for Ruiz. A Kell poll found 41%.\nIt was cold.\nShe has a tug.\nSome 12% of voters said they were tired.",
            ["A Brae poll", "A Kell poll", None]),
    ],
)  # fmt: skip
def test_a_passage_goes_on_with_the_figures_of_a_report(text: str, wanted: list[str | None]) -> None:
    """A figure later in the paragraph is from the report if it repeats its figures or is of the same kind; a poll reaches further."""
    assert sources(text) == wanted


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Balances reached $90 million, according to the latest household debt and credit report from the Bank of Kell.",
            "the latest household debt and credit report from the Bank of Kell"),
        ("Roe posted a photo on Monday of what appears to be six rifles.", None),
        ("Roe posted that six rifles were gone.", "Roe"),
        ("The number of measles cases reported in the first weeks is six times more than usual.", None),
        ("Theyare credited with saving millions of lives.", None),
        ("May’s estimated job gains of 48,000 were revised.", None),
        ("Brody’s estimated that 48,000 jobs were lost.", "Brody’s"),
        ("The Brae poll, which offered two options, showed 45% of skippers opposed it.", "The Brae poll"),
        ("The hall is 40 metres long, according to architect Ana Ruiz. By contrast, the old hall is 30 metres long.", None),
        ("They shared photographs of the school in Kell, where state media say at least 168 children died.", "state media"),
        ("Roe told the newspaper he filmed 50 hours of it.", "Roe"),
        ("Roe raised $4 million since May, when he announced a run, more than four times as much as Moss.", None),
        ("Tidewatch said it had logged outages of buoys, each lasting three hours.", "Tidewatch"),
        ("The Tide Trust’s database of wrecks, for instance, shows fewer than 100 boats were lost.", "The Tide Trust’s database of wrecks"),
        ("As the storm drags on, one trade group estimated the town is losing $890 a day.", "one trade group"),
        ("The Tide Office puts the cost of the strike at $11 million.", "The Tide Office"),
        ("The strike cost the yard dearly at $11 million.", None),
        ("Moss sent 40 boats, a step that critics say will cost $4 million a month.", "critics"),
        ("Prosecutors say Roe, 44, stole $3 million.", "Prosecutors"),
        ("Analysts polled by Tidewatch had expected earnings of $1.12 a share.", "Analysts polled by Tidewatch"),
        ("The tally lags official claims of over 800.", None),
        ("Harbor video shows at least four boats sinking.", "Harbor video"),
        ("Tide guidelines recommend up to eight years in prison.", "Tide guidelines"),
        ("Moss on Tuesday blamed Ruiz for a strike that sent prices up more than 20%.", None),
        ("Moss on Tuesday said prices were up more than 20%.", "Moss"),
        ("A 2024 report from Tidewatch that compared catches in 2013 and 2023 found that 12% of boats sank in 2023.",
            "A 2024 report from Tidewatch"),
    ],
)  # fmt: skip
def test_who_vouches_for_a_figure(text: str, source: str | None) -> None:
    assert sources(text)[-1] == source


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Just 27% of skippers favoured the plan in the Brae College poll.", "Brae College"),
        ("An Ogil/Brae News poll found Ruiz ahead. Just 31% of skippers support Moss.", "Ogil/Brae News"),
        ("Just 27% of skippers favoured the plan in the poll.", None),
        ("Just 27% of skippers favoured the plan in the Democratic poll.", None),
    ],
)
def test_a_poll_is_of_its_pollster(text: str, speaker: str | None) -> None:
    claims = [c for c in parse(Document(text)).claims if c.quantity]
    assert [c.attribution and c.attribution.speaker for c in claims][-1] == speaker


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ten men drowned, police said, and the hospital reported 31 admissions.", ["police", "the hospital"]),
        ("The storm hurt 40, the ministry said, while a monitoring group put the toll at 52.", ["the ministry", "a monitoring group"]),
        ("Ten men drowned, police said, and the storm sank 31 boats.", ["police", "police"]),
    ],
)
def test_each_clause_has_its_own_source(text: str, wanted: list[str | None]) -> None:
    assert sources(text) == wanted
