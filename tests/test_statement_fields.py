"""Source and content of statements, complete and exact. Every sentence is invented."""

from __future__ import annotations

import pytest

from sayso.grammar import parse
from sayso.model import Document

SAID = [
    # an envoy's office is "to" somebody
    ("Brenland’s ambassador to the US, Ana Ruiz, said it rained.", [("Brenland’s ambassador to the US, Ana Ruiz,", "it rained")]),
    ("“It leaks,” said Ana Ortega in a statement.", [("Ana Ortega", "“It leaks,”")]),
    ("“It leaks,” wrote Ana Ortega in an email to staff.", [("Ana Ortega", "“It leaks,”")]),
    ("“It leaks,” said Ana Ortega, a baker, at a news conference Friday.", [("Ana Ortega, a baker", "“It leaks,”")]),
    ("“It leaks,” said a woman in a red hat.", [("a woman in a red hat", "“It leaks,”")]),
    ("“It leaks,” said Moss, an analyst at the data firm Quill.", [("Moss, an analyst at the data firm Quill", "“It leaks,”")]),
    ("It leaks, according to a source on the call.", [("a source on the call", "It leaks")]),
    ("It leaks, according to Varn ambassador to Brae Ana Ruiz.", [("Varn ambassador to Brae Ana Ruiz", "It leaks")]),
    ("“It leaks,” Ana Ortega, a tide influencer in Varn, told TVN.", [("Ana Ortega, a tide influencer in Varn,", "“It leaks,”")]),
    ("She went to Varn, Moss said.", [("Moss", "She went to Varn")]),
    # the hearer and the time before "that" are no content; a noun that "that" explains is
    ("Her aide confirmed to TVN that all members were there.", [("Her aide", "that all members were there")]),
    ("Ortega said publicly as recently as November that she was neutral.", [("Ortega", "that she was neutral")]),
    ("The quay leaks, according to her lawyers and port filings.", [("her lawyers and port filings", "The quay leaks")]),
    ("Ortega said to me, “The quay leaks.”", [("Ortega", "“The quay leaks.”")]),
    ("Ortega said Jan. 5 that the quay leaks.", [("Ortega", "that the quay leaks")]),
    ("The council said March 3 the quay was shut.", [("The council", "the quay was shut")]),
    ("Reuters - The quay leaks, port data showed on Tuesday.", [("port data", "The quay leaks")]),
    ("NORDEN (Reuters) -The quay leaks, Governor Ana Ruiz said.", [("Governor Ana Ruiz", "The quay leaks")]),
    # "there" is nobody
    ("There were hopes that it would rain. Ortega left. She said it would.", [(None, "that it would rain"), ("She", "it would")]),
    # a clause is whole: its verb after an aside, what follows a quoted word, the clause after a circumstance
    (
        "Officials said three people, including a boy of 12, were killed by shells in Varn.",
        [("Officials", "three people, including a boy of 12, were killed by shells in Varn")],
    ),
    ("Ortega twice said “I hope” it will be in May.", [("Ortega", "“I hope” it will be in May")]),
    ("Ortega said that if it rains, the dam may fail.", [("Ortega", "that if it rains, the dam may fail")]),
    # the main clause, what came of it, how it was said
    ("While Ortega said it was safe, the crew will leave.", [("Ortega", "it was safe")]),
    ("Ortega, who said it holds, left on Monday.", [("Ortega", "it holds")]),
    ("It hit a van, police said, killing two men.", [("police", "It hit a van … killing two men")]),
    ("The dam fell, Ortega said, without giving details.", [("Ortega", "The dam fell")]),
    ("Moss said it “leaks,” pointing to the cracks.", [("Moss", "it “leaks,”")]),
    # who speaks within a clause about a thing is not the thing; who acts is the subject, not what leads in
    ("Seven firms signed the deal, which Ortega said would help.", [("Ortega", "would help")]),
    ("In its advice last fall, the town council agreed, saying the dam was old.", [("the town council", "the dam was old")]),
    # where it was said is no content, nor is what another said, or wrote besides
    (
        "The port will spend $8 million, Commissioner Rose Roth announced in Varn.",
        [("Commissioner Rose Roth", "The port will spend $8 million")],
    ),
    (
        "Moss said that he was “ready,” but his aide said no talks were near.",
        [("Moss", "that he was “ready,”"), ("his aide", "no talks were near")],
    ),
    (
        "Judge Ana Ruiz ruled that it could stand, writing that it was fair.",
        [("Judge Ana Ruiz", "that it could stand"), ("Judge Ana Ruiz", "that it was fair")],
    ),
    # what those who speak are doing is of the source
    ("Residents fleeing the fire said the road was shut.", [("Residents fleeing the fire", "the road was shut")]),
    # what a participle adds is behind it, and ends where the next deed starts
    ("“It leaks,” the town said, adding that rain was near.", [("the town", "“It leaks,”"), ("the town", "that rain was near")]),
    ("Ortega left, insisting she hadn’t seen it and taking the car.", [("Ortega", "she hadn’t seen it")]),
    # who is asked, and what, is no answer
    ("Asked Friday whether it leaks, Ortega said, “No.”", [(None, "whether it leaks"), ("Ortega", "“No.”")]),
    ("This isn’t the first time Ortega has said the dam leaks.", [("Ortega", "the dam leaks")]),
    # the comma of a number opens no clause, ends no source
    ("According to court papers, Moss drew $9,500 from six banks.", [("court papers", "Moss drew $9,500 from six banks")]),
    ("The union, which serves 22,000 bakers, said it would strike.", [("The union, which serves 22,000 bakers,", "it would strike")]),
    # a second verb has the subject of the first, with its clause
    ("Ortega, who chairs the panel, left early and said it would rain.", [("Ortega, who chairs the panel", "it would rain")]),
    # in what it was said, and what was done with that, is no content
    ("The dam is full, Moss Survey warned in a report published on Monday.", [("Moss Survey", "The dam is full")]),
    ("The dam will leak, Moss predicted in a note to clients.", [("Moss", "The dam will leak")]),
    ("The shot killed two, the ministry claimed in a post on Telegram.", [("the ministry", "The shot killed two")]),
    ("On Monday, Moss said in a report the dam leaks.", [("Moss", "the dam leaks")]),
    # the second half of a quotation behind where it was said
    (
        "“While this is new,” the crews said in their statement, “the town is bound to look at it.”",
        [("the crews", "“While this is new,” … “the town is bound to look at it.”")],
    ),
    # the name of a section behind what a headline says
    ("Ruiz says the dam will hold for a year Business", [("Ruiz", "the dam will hold for a year")]),
    # what was not said is the writer's
    ("Ruiz said that three men were hurt but didn’t specify where.", [("Ruiz", "that three men were hurt")]),
    ("Ruiz told the NBA he’d play if he could.", [("Ruiz", "he’d play if he could")]),
    (
        "Ana Ruiz, professor at Varn, which teaches baking, said that rye was dear.",
        [("Ana Ruiz, professor at Varn, which teaches baking,", "that rye was dear")],
    ),
    # "what Moss said was" stands for a phrase in the writer's clause
    (
        "The town has seen what Moss said was “the worst storm in history,” and rain has gone on for days.",
        [("Moss", "“the worst storm in history,”")],
    ),
    ("“It rains,” the retiring mayor said.", [("the retiring mayor", "“It rains,”")]),
    # a date within a source, right behind a quotation
    (
        "“Varn has made choices that run counter to its values,” the February 6 statement said, “including an embrace of rye.”",
        [("the February 6 statement", "“Varn has made choices that run counter to its values,” … “including an embrace of rye.”")],
    ),
    # the title of something is not all that was said
    (
        "The rapper also sang with Moss on the single “H Spot,” the outlet said.",
        [("the outlet", "The rapper also sang with Moss on the single “H Spot,”")],
    ),
    # the subject stands before the saying, its verb behind
    (
        "But the new “ovens,” Moss said in a statement, are meant to give the town “more bread, sooner.”",
        [("Moss", "But the new “ovens,” … are meant to give the town “more bread, sooner.”")],
    ),
    # a clause that turns against the one before, of the same subject or of what was said
    (
        "Moss said the shells can be caught by the net – which is meant for smaller ones – but such attempts are not always successful.",
        [("Moss", "the shells can be caught by the net – which is meant for smaller ones – but such attempts are not always successful")],
    ),
    (
        "Ortega said she did have worries about the trip — but she didn’t mind the rain.",
        [("Ortega", "she did have worries about the trip — but she didn’t mind the rain")],
    ),
    (
        "Ortega said it was for the town to mend the dam — but she notably didn’t mend her own.",
        [("Ortega", "it was for the town to mend the dam")],
    ),
    (
        "Moss said that brokers remain “essential” for households, and it is unlikely that they will go.",
        [("Moss", "that brokers remain “essential” for households, and it is unlikely that they will go")],
    ),
    # the writer's own clause before a semicolon
    (
        "The town pumps a lot of oil; around 80% of it is light, according to the Brae Office.",
        [("the Brae Office", "around 80% of it is light")],
    ),
    # a relative clause that tells of where it was said
    (
        "The town may not keep the letters, a judge said in a ruling Tuesday that was highly critical of the firm.",
        [("a judge", "The town may not keep the letters")],
    ),
    ("A day earlier, Ruiz said at the mill that it’s only a matter of time.", [("Ruiz", "that it’s only a matter of time")]),
    # sources cut behind "first" and behind a name that somebody gave
    ("The first senior Varn official said it rained.", [("The first senior Varn official", "it rained")]),
    ("A man who identified himself as Brian told the Tide it rained.", [("A man who identified himself as Brian", "it rained")]),
    (
        "Bread may need salt, according to guidelines from the College of Varn, the Brae Salt Society and other groups.",
        [("guidelines from the College of Varn, the Brae Salt Society and other groups", "Bread may need salt")],
    ),
    # a page's tag behind a headline
    ("Mill fire kills 14, police say – Orle News", [("police", "Mill fire kills 14")]),
    # a day or a place of saying stands between source and cue
    ("Ruiz on Monday said the bridge would close.", [("Ruiz", "the bridge would close")]),
    ("Ruiz on March 5 said the bridge would close.", [("Ruiz", "the bridge would close")]),
    ("Her lawyers in court filings said the bridge was shut.", [("Her lawyers", "the bridge was shut")]),
    # how and where it was said is no part of it
    ("Moss said in court filings the bridge was shut.", [("Moss", "the bridge was shut")]),
    ("Two sailors drowned off Brae, officials said in a news release.", [("officials", "Two sailors drowned off Brae")]),
    ("Moss wrote on social media the bridge was shut.", [("Moss", "the bridge was shut")]),
    # a second verb of the same subject says its own
    (
        "He denied that he had lied and told reporters that he would stay.",
        [("He", "that he had lied"), ("He", "that he would stay")],
    ),
    # a source that ran on
    (
        "The Brae report raises a warning sign for the south, noting that “both towns are near the limit.”",
        [("The Brae report", "that “both towns are near the limit.”")],
    ),
    (
        "The mayor is working with local and county partners to shut the bridge, said Ana Ruiz, an engineer in the port’s Brae office.",
        [("Ana Ruiz, an engineer in the port’s Brae office", "The mayor is working with local and county partners to shut the bridge")],
    ),
    ("Two men left Brae, according to its founder, former mayor Ana Ruiz.", [("its founder, former mayor Ana Ruiz", "Two men left Brae")]),
    ("Within several years Ruiz says the bridge will close.", [("Ruiz", "the bridge will close")]),
    (
        "“We lost the oven,” Ana Ruiz, who lives in Kell, Varn, about 40 miles from Brae, told the Tide.",
        [("Ana Ruiz, who lives in Kell, Varn, about 40 miles from Brae,", "“We lost the oven,”")],
    ),
    # the quotation before "though" is not what is said behind it
    (
        "The song goes “There is no me,” though Moss later explained it was an “old joke.”",
        [("Moss", "it was an “old joke.”")],
    ),
    # who was told is no part of it, with an article behind or a name
    ("Ana Ruiz told reporters he’d seen the bill.", [("Ana Ruiz", "he’d seen the bill")]),
    ("Ana Ruiz told TVN Varn’s letters show a wish to leave.", [("Ana Ruiz", "Varn’s letters show a wish to leave")]),
    ("Ana Ruiz told TVN the church in the south is not closed.", [("Ana Ruiz", "the church in the south is not closed")]),
    ("The office will print no more papers, an aide told TVN at the time.", [("an aide", "The office will print no more papers")]),
    # the name of a section behind a headline
    ("Ferry crews begin to lay mines off Brae, aides say Politics", [("aides", "Ferry crews begin to lay mines off Brae")]),
    # a relative clause belongs to the source, or to all that is said
    (
        "According to the report, which drew on 35 cooks, Moss “punched workers in the face.”",
        [("the report", "Moss “punched workers in the face.”")],
    ),
    (
        "Some people are struggling, which could hurt trade, Lee Moss, a banker at Varn, told TVN.",
        [("Lee Moss, a banker at Varn,", "Some people are struggling, which could hurt trade")],
    ),
    # two adjectives of one plural, and words that set a clause against another
    ("Multiple current and former lawyers said the office was empty.", [("Multiple current and former lawyers", "the office was empty")]),
    ("Moss, though, said the dam would hold.", [("Moss", "the dam would hold")]),
    # who was told, and when
    (
        "A county aide told the Tide Wednesday the driver began shooting at the gate.",
        [("A county aide", "the driver began shooting at the gate")],
    ),
    ("The agency told TVN on Tuesday it has yet to get a reply.", [("The agency", "it has yet to get a reply")]),
    ("Moss denied it, telling Brae News this week, “That is absurd.”", [("Moss", "it"), ("Moss", "“That is absurd.”")]),
    # quotations within quotations, and marks that a blank moved
    ("''I hate the word 'poor,' '' Moss said.", [("Moss", "''I hate the word 'poor,' ''")]),
    (
        "''When they say, 'We will,' I doubt it,'' said Lee Moss, a baker.",
        [("Lee Moss, a baker", "''When they say, 'We will,' I doubt it,''")],
    ),
    ("“I have opposed it across the country, ” Moss said.", [("Moss", "“I have opposed it across the country, ”")]),
    # a dated letter, what a filing read
    ("“Leave now while you can,” a Friday alert from the office said.", [("a Friday alert from the office", "“Leave now while you can,”")]),
    ("“The harm is plain and it grows,” the filing read.", [("the filing", "“The harm is plain and it grows,”")]),
    ("The bridge will close, noted Dan Roth, a founder of Varn Flour.", [("Dan Roth, a founder of Varn Flour", "The bridge will close")]),
    # the title of a work is not what is said
    ("Later on “This Long Week,” Lee Moss said the dam would hold.", [("Lee Moss", "the dam would hold")]),
    (
        "Ana Ruiz will make her debut with “PORTO VARN,” producers said Wednesday.",
        [("producers", "Ana Ruiz will make her debut with “PORTO VARN,”")],
    ),
    # what goes on after a title, or from a sentence before
    (
        "“It leaks,” Moss told Brae’s “Today” on Monday. “I could hardly sleep.”",
        [("Moss", "“It leaks,” … “I could hardly sleep.”")],
    ),
    (
        "The rivals “were stiff. They had no joy” beside the mayor, Moss said.",
        [("Moss", "The rivals “were stiff. They had no joy” beside the mayor")],
    ),
    # a participle that goes on is a statement of its own
    (
        "Ruiz said that the dam was “old and tired,” noting that it had leaked.",
        [("Ruiz", "that the dam was “old and tired,”"), ("Ruiz", "that it had leaked")],
    ),
    ("Moss told Ruiz he last saw the dam in May, before he left.", [("Moss", "he last saw the dam in May, before he left")]),
    ("Lee Moss, a baker in Varn, told “Varn News Tonight” that the dam was old.", [("Lee Moss, a baker in Varn,", "the dam was old")]),
    (
        "They argue selling the dam – a wall of some 400 feet – will do little for the town.",
        [("They", "selling the dam – a wall of some 400 feet – will do little for the town")],
    ),
    # described as, with an aside
    ("Moss described the dam, built in 1931, as “a wreck.”", [("Moss", "the dam, built in 1931, as “a wreck.”")]),
]

NAMES = [
    "The museum bought a tapestry that she called “Palimpsest.”",
    "The plan, dubbed “Clean Slate,” was dropped.",
    "He named the boat “The Long Road” in May.",
    "He wrote a song titled “Streets of Varn.”",
    "US strikes alleged drug boat in the Pacific.",
]


@pytest.mark.parametrize("text", NAMES)
def test_a_name_is_no_statement(text: str) -> None:
    assert not [c for c in parse(Document(text)).claims if c.kind == "statement" and c.shown]


@pytest.mark.parametrize(
    "text", ["Ruiz called the plan “a grave mistake.”", "Ruiz called Moss “a liar.”", "Ruiz alleged that Moss stole it."]
)
def test_what_somebody_calls_a_thing_is_a_statement(text: str) -> None:
    assert [c for c in parse(Document(text)).claims if c.kind == "statement" and c.shown]


PLAIN = [
    "The radio host added that he went to the local office with the email.",
    "He was “not only a good baker, but also a kind father, always looking for bread,” his family said in a statement to TVN.",
]


@pytest.mark.parametrize("text", PLAIN)
def test_a_plain_statement_is_shown(text: str) -> None:
    assert [c for c in parse(Document(text)).claims if c.kind == "statement" and c.shown]


@pytest.mark.parametrize(("text", "wanted"), SAID)
def test_a_statement_has_its_source_and_content(text: str, wanted: list[tuple[str, str]]) -> None:
    found = [c.attribution for c in parse(Document(text)).claims if c.kind == "statement" and c.attribution]
    assert [(a.source and a.source.of(text), " … ".join(p.of(text) for p in a.content)) for a in found] == wanted


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Moss said that the show “The Long Road” would go on.", "indirect"),
        ("Moss said the bill, called “the Save Brae Act,” would ask for papers.", "indirect"),
        ("Moss said that “the long road” would go on.", "mixed"),
        ("Moss praised the former “Saltmarsh” star and her products.", "indirect"),
        ("Moss praised the film “Saltmarsh” and its cast.", "indirect"),
        ("Moss said the “Great” plan was old.", "mixed"),
        ("Moss said the “stupid” star was old.", "mixed"),
        ("Moss said that the road was “Bad, Very Bad.”", "mixed"),
        ("Moss urged the crews to “TAKE IT OVER.”", "mixed"),
        ("TVN later said “The Long Road” was given “legal guidance.”", "mixed"),
        ("“They came with one tale,” and cameras “saw them in the hall,” Moss said.", "mixed"),
        ("“We lost the oven,” Moss said. “It burned.”", "direct"),
    ],
)
def test_a_title_is_no_quotation(text: str, mode: str) -> None:
    """Nor are two quotations with the writer's words between them one."""
    found = [c.attribution for c in parse(Document(text)).claims if c.kind == "statement" and c.attribution]
    assert found[0].mode == mode


@pytest.mark.parametrize(
    "text",
    [
        "Moss could not bring himself to say that he was sorry.",
        "The mayor has shown no sign that she will resign.",
        "Moss gave no indication that he would leave.",
    ],
)
def test_what_nobody_said_is_denied(text: str) -> None:
    found = [c.attribution for c in parse(Document(text)).claims if c.kind == "statement" and c.attribution]
    assert [a.negated for a in found] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "The council may easily endure a night of rain, fire back, and conclude that the dam is safe.",
        "When you think of bread, then you’re talking about something beautiful.",
        "Varn, Texas, also showed an increase of 30 fires last year.",
        "The team has declined an invitation to the ball.",
        "He has denied that.",
        "The singer released “Streets of Varn,” her first song of the year.",
        "A Varn judge on Monday denied the player’s motion for a hearing.",
        "He later defended the firm’s attack on the mill.",
        "Weather Impact Alert: Today is the last day of the heat",
        "Evacuation warning: Residents should leave the valley now.",
        "Storm Milo projected to reach Varn by noon",
        "Data reported in the bulletin are those of the ministry.",
        "The cases reported include those of last week and may change.",
    ],
)
def test_what_nobody_said_is_not_shown(text: str) -> None:
    assert not any(c.shown for c in parse(Document(text)).claims if c.kind == "statement")


def test_who_was_asked_is_not_shown() -> None:
    text = "The Tide said, citing two aides, that the quay leaks."
    shown = [c.attribution for c in parse(Document(text)).claims if c.kind == "statement" and c.shown and c.attribution]
    assert [(a.source and a.source.of(text), a.content[0].of(text)) for a in shown] == [("The Tide", "that the quay leaks")]


def test_what_somebody_refers_to_is_not_shown() -> None:
    claims = parse(Document("“It rains,” Moss said, referring to the storm over the mill.")).claims
    assert [c.attribution.cue.of("“It rains,” Moss said, referring to the storm over the mill.") for c in claims if c.shown] == ["said"]


@pytest.mark.parametrize(
    "text",
    [
        "Police warning: Residents should leave the valley now.",
        "Ana Ruiz forecast that prices would fall by spring.",
        "The bank projected that growth would slow by spring.",
        "The bank reported it had lost money in the spring.",
    ],
)
def test_a_body_that_warns_or_forecasts_is_a_source(text: str) -> None:
    assert any(c.shown for c in parse(Document(text)).claims if c.kind == "statement")


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The mayor resigned, two aides said on condition of anonymity because the talks are private.", "two aides", "The mayor resigned"),
        ("The mill plans to shed jobs, the Varn Herald reported, citing its owners.", "the Varn Herald", "The mill plans to shed jobs"),
        ("Crews had reached the dam, the town's chair, Ana Ruiz, told journalists late Sunday.", None, "Crews had reached the dam"),
        ("The pilot died of burns, the coroner ruled.", "the coroner", "The pilot died of burns"),
        ("About 61 percent support it, according to a poll released Tuesday.", "a poll released Tuesday", "About 61 percent support it"),
        ("A Varn poll conducted Feb. 3–9 among adults found that prices were too high.", "A Varn poll", "that prices were too high"),
        ("The concert starts at 8 p.m. Monday in Varn, police said.", "police", "The concert starts at 8 p.m. Monday in Varn"),
    ],
)
def test_a_clause_before_its_source_is_a_statement(text: str, source: str | None, content: str) -> None:
    shown = [c.attribution for c in parse(Document(text)).claims if c.kind == "statement" and c.shown and c.attribution]
    assert [" … ".join(piece.of(text) for piece in a.content) for a in shown] == [content]
    assert source is None or [a.source.of(text) for a in shown if a.source] == [source]


@pytest.mark.parametrize(
    "text",
    [
        "Moss invited Ana Ruiz, the head of the mill, to testify.",
        "They met a baker, the man reported missing.",
        "The pool closes at 8 p.m. Monday is free.",
    ],
)
def test_what_only_looks_like_a_closing_source_is_no_statement(text: str) -> None:
    assert not any(c.shown for c in parse(Document(text)).claims if c.kind == "statement")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ana Ruiz, whose son was rescued, said it rained.", "Ana Ruiz, whose son was rescued,"),
        ("Prosecutors say the person who sold the gun told authorities that he wanted it for protection.", "the person who sold the gun"),
        ("The unnamed man who found the boat told TVN that it had sunk.", "The unnamed man who found the boat"),
        ("It grew, with several Varn officials who are Brendish telling TVN that they left.", "several Varn officials who are Brendish"),
        ("But recent data and history suggest there could be real danger.", "recent data and history"),
        (
            "Former Varn director Ana Ruiz along with other people in the port community told TVN that it sank.",
            "Former Varn director Ana Ruiz along with other people in the port community",
        ),
        (
            "The next year, research into about 40 ships, by Varn College, estimated that half had sunk.",
            "research into about 40 ships, by Varn College,",
        ),
        (
            "In a sign of how much the talk among leaders shifts, Varn Gov. Ana Ruiz on Monday blamed him for the war and said it must go.",
            "Varn Gov. Ana Ruiz",
        ),
        (
            "Ana Ruiz, who stood in Varn as they buried six crew who died in Brae, including a cook from her town, said it must end.",
            "Ana Ruiz, who stood in Varn as they buried six crew who died in Brae, including a cook from her town,",
        ),
        ("The defendant, Omar Ruiz, 29, said that the port would close.", "The defendant, Omar Ruiz, 29,"),
        ("Ana Ruiz, 29, of Varn, Brenland, said that the port would close.", "Ana Ruiz, 29, of Varn, Brenland,"),
        ("The Quellton, Brenland-based firm said that the port would close.", "The Quellton, Brenland-based firm"),
        ("Omar Ruiz twice said that the port would close.", "Omar Ruiz"),
        ("Omar Ruiz once said that the port would close.", "Omar Ruiz"),
        ("She’ll say that the port is closing.", "She"),
        (
            "It sank, according to new satellite images and analysis from the Varn Institute.",
            "new satellite images and analysis from the Varn Institute",
        ),
        ("It sank, according to flight data shared with TVN by analyst Ana Ruiz.", "flight data shared with TVN by analyst Ana Ruiz"),
    ],
)
def test_a_long_source_is_whole(text: str, source: str) -> None:
    said = [c.attribution.source.of(text) for c in parse(Document(text)).claims if c.attribution and c.attribution.source]
    assert source in said
