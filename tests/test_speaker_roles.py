"""The roles that a text gives to its speakers, and how they are stored over time."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsroom import line, store
from sayso.grammar.attributions import find_attributions
from sayso.grammar.tokens import TokenizedText
from sayso.ingest.history.rebuild import rebuild
from sayso.model import FOREVER
from sayso.store import queries
from site_client import fetch_html, start_site

ROLES = [
    ("a country's minister", "Brenland’s Minister of Trade Lena Ortega said prices rose.", "Brenland’s minister of trade"),
    ("behind the name", "Lena Ortega, Brenland’s trade minister, said prices rose.", "trade minister of Brenland"),
    ("before the name, between commas", "The trade minister, Lena Ortega, said prices rose.", "trade minister"),
    ("short forms, a party and a seat", "Republican Sen. Paul Moss of Varn said prices rose.", "Republican senator of Varn"),
    ("two words of rank", "Lt. Gov. Lena Ortega said prices rose.", "lieutenant governor"),
    ("the name of a firm keeps its capital", "Apple CEO Tim Roe said prices rose.", "Apple CEO"),
    ("a short form without its full stop", "Det Supt Lena Ortega said prices rose.", "detective superintendent"),
    ("letters behind the name", "Trade Secretary Lena Ortega MP said prices rose.", "trade secretary"),
    ("a form of address in an apposition", "The mayor, Dame Lena Ortega, said prices rose.", "mayor"),
    ("several of one trade", "Dancers Lena Ortega and Paul Moss won. Moss said it rained.", "dancer"),
    ("a trade at a firm", "An analyst at Kell Capital Lena Ortega said it rained.", "analyst at Kell Capital"),
    ("no trade at somebody", "A nurse glared at Lena Ortega. Ortega said it rained.", None),
    ("an office in the lead", "Bread is dear, Varn’s mayor said. Lena Ortega told us it rained. Ortega left.", "mayor of Varn"),
    ("an office of anybody", "Bread is dear, a mayor said. Lena Ortega told us it rained. Ortega left.", None),
    ("a trade of her own", "Bread is dear, Varn’s mayor said. Lena Ortega, a cook, told us it rained. Ortega left.", "cook"),
    ("a firm has no office", "Bread is dear, Varn’s mayor said. Kell Capital said it rained.", None),
    ("a lead with another name", "Paul Moss left, Varn’s mayor said. Lena Ortega told us it rained. Ortega left.", None),
    ("identified", "The defendant, identified only as Paul R., left. Paul R. said it rained.", "defendant"),
    ("two of one trade", "Brae’s co-owners Lena Ortega and Paul Moss left. Moss said it rained.", "co-owner of Brae"),
    (
        "a trade of several, and their places",
        "Reps. Paul Moss of Varn and Lena Ortega of Brae left. Ortega said it rained.",
        "representative of Brae",
    ),
    ("those who were told are no list", "It had told bakers Lena Ortega was late. Ortega said it rained.", None),
    ("kin of nobody in particular", "The sisters Lena Ortega and Ana Moss left. Ortega said it rained.", None),
    ("whose aide, and where", "Lena Ortega, Moss’s aide on tides, said it rained.", "Moss’s aide on tides"),
    ("a trade before a form of address", "It rained, said lead author Dr. Lena Ortega.", "lead author"),
    ("a cardinal's office", "The Vatican’s secretary of state, Cardinal Paul Moss, said it rained.", "Vatican’s secretary of state"),
    ("a prince who is minister", "Saudi Tide Minister Prince Paul Moss said it rained.", "Saudi Tide minister"),
    ("a town in a state", "It rained, said Lena Ortega, a baker in Varn, North Carolina.", "baker in Varn, North Carolina"),
    ("a minister of affairs", "Minister of Tide Affairs Lena Ortega said it rained.", "minister of Tide affairs"),
    ("what somebody does is none", "Lena Ortega, thanking the bakers of Varn, left. Ortega said it rained.", None),
    ("its leader", "Its executive director, Lena Ortega, said it rained.", "executive director"),
    ("a clergywoman's trade", "Rev. Lena Ortega, a monk and baker, said it rained.", "monk and baker"),
    ("whose wife and what else", "Lena Ortega, Moss’s wife and a baker, said it rained.", "Moss’s wife and a baker"),
    ("another one of several", "Lena Ortega, another one of Moss’s lawyers, said it rained.", "one of Moss’s lawyers"),
    ("a country is nobody", "Venezuela, a longtime ally of Cuba, said it rained.", None),
    ("one of several", "Lena Ortega, one of Moss’s lawyers, said it rained.", "one of Moss’s lawyers"),
    ("one of several things", "Lena Ortega, one of a kind, said it rained.", None),
    (
        "a word that is a verb elsewhere",
        "Lena Ortega, the Brae beat writer for the Varn Post, said it rained.",
        "Brae beat writer for the Varn Post",
    ),
    ("a trade that is a verb elsewhere", "It rained, said Lena Ortega, a Brendish mountain guide.", "Brendish mountain guide"),
    ("two adjectives", "Lena Ortega, the longtime and beloved camp director, said it rained.", "longtime and beloved camp director"),
    ("a verb is a verb", "Lena Ortega, the firm said, is a cook. Ortega said it rained.", None),
    (
        "a campus",
        "It rained, said Lena Ortega, a fellow at the University of Brae, San Varn.",
        "fellow at the University of Brae, San Varn",
    ),
    (
        "a name behind a university",
        "Lena Ortega, a fellow at Brae University, Ana Moss, and he said so. Ortega said it rained.",
        "fellow at Brae University",
    ),
    (
        "a department with a preposition",
        "Varn Department of Tides spokesman Paul Moss said it rained.",
        "Varn Department of Tides spokesman",
    ),
    ("a department is no office", "The Treasury said prices rose.", None),
    ("a body in small letters before the office", "School board President Lena Ortega said it rained.", "school board president"),
    (
        "a think tank",
        "It rained, said Lena Ortega, an analyst at Varn-based think tank Brae Group.",
        "analyst at Varn-based think tank Brae Group",
    ),
    ("an office of one country", "Taoiseach Lena Ortega said it rained.", "taoiseach"),
    ("three trades", "It rained, said Lena Ortega, an artist, musician and designer in Varn.", "artist, musician and designer in Varn"),
    ("others after a trade", "It rained, said Lena Ortega, a doctor, bakers and cooks in Varn.", "doctor"),
    ("whose rights", "Women’s rights attorney Lena Ortega said it rained.", "women’s rights attorney"),
    ("two fields", "TVN chief crime and justice analyst Lena Ortega said it rained.", "TVN chief crime and justice analyst"),
    ("rare words before a trade", "“It rains,” said genetic genealogy expert Lena Ortega.", "genetic genealogy expert"),
    ("a verb before an office", "They will impeach former president Lena Ortega. Ortega said it rained.", "former president"),
    ("first of the offices", "First minister Lena Ortega said it rained.", "first minister"),
    ("two offices", "President and CEO Lena Ortega said prices rose.", "president and CEO"),
    ("an office held before", "Police met former Varn mayor Lena Ortega. She said it rained.", "former Varn mayor"),
    ("an age is none", "Lena Ortega, 34, a baker at Brae Foods, said prices rose.", "baker at Brae Foods"),
    ("what was retired from", "Paul Moss, a retired sailor, said the ship was old.", "retired sailor"),
    ("told once, for the whole text", "President Lena Ortega flew home. Ortega said prices rose.", "president"),
    ("told further down", "Ortega said prices rose. Lena Ortega, the mayor, left.", "mayor"),
    ("an office of a body", "Varn Health Ministry spokeswoman Lena Ortega said it rained.", "Varn Health Ministry spokeswoman"),
    ("a form of address is none", "Mr. Roe said it rained. Adam Roe left.", None),
    ("nobody else's", "Lena Ortega, his sister, said it rained.", None),
    ("who acts for him", "Lena Ortega, his lawyer, said it rained.", "lawyer"),
    ("who acts for her, before the name", "Her attorney, Lena Ortega, said it rained.", "attorney"),
    ("who acts for her, without a comma", "It rained, her attorney Lena Ortega said.", "attorney"),
    (
        "a list",
        "Lena Ortega, director of tides, storms and sea research at Brae, said it rained.",
        "director of tides, storms and sea research at Brae",
    ),
    (
        "a list of names",
        "Lena Ortega, director of the Center for Law, Order and Peace, said it rained.",
        "director of the Center for Law, Order and Peace",
    ),
    ("a list of others", "It rained, said Lena Ortega, director of research, bakers and cooks at Brae.", "director of research"),
    ("the paper is none", "The Lantern’s Lena Ortega reported that it rained.", None),
    ("a relative clause is none", "Lena Ortega, who runs the shop, said it rained.", None),
    ("names in a list", "Lena Ortega, Paul Moss and Ed Roe met. Ortega said it rained.", None),
    ("somebody else's namesake", "Attorney General Paul Moss left. His wife Lena Moss said it rained.", None),
    ("a trade of two words in small letters", "Later, safety analyst Lena Ortega said it rained.", "safety analyst"),
    ("a rank of an office in small letters", "“It rains,” deputy commissioner Paul Moss said.", "deputy commissioner"),
    ("who is told it is no part of it", "The firm told officers spokesman Paul Moss had left. Moss said it rained.", "spokesman"),
    ("founder and chief", "Varn founder and CEO Lena Ortega said it rained.", "Varn founder and CEO"),
    ("a chief of staff", "Varn chief of staff Lena Ortega said it rained.", "Varn chief of staff"),
    ("a word before a name before an office", "In a show of support Rep. Lena Ortega said it rained.", "representative"),
    (
        "a long one",
        "Lena Ortega, the director of the Centre for the Study of Old Bread at the Institute for Flour and Yeast in Varn, said it rained.",
        "director of the Centre for the Study of Old Bread at the Institute for Flour and Yeast in Varn",
    ),
    ("a point within a word", "Lena Ortega, editor of Varn.media, said it rained.", "editor of Varn.media"),
    (
        "before a title in quotation marks",
        "It rained, according to Lena Ortega, the costume designer for both “The Oven” and “The Mill.”",
        "costume designer",
    ),
    ("an office of a country before a comma", "Brenland’s trade minister, Lena Ortega, said it rained.", "trade minister of Brenland"),
    ("an office of a body before a comma", "The head of the Varn police, Lena Ortega, said it rained.", "head of the Varn police"),
    ("an ambassador", "US Ambassador to Brenland Lena Ortega said it rained.", "US ambassador to Brenland"),
    ("a body with a president has no role", "Ed Roe, president of the Varn Rowers, left. The Union of Varn Rowers said it rained.", None),
    ("an office of a town of two words", "Varn City’s first mayor, Lena Ortega, said it rained.", "first mayor of Varn City"),
    (
        "an office that opens a sentence",
        "Founder and president of Brae Bank, Lena Ortega, said it rained.",
        "founder and president of Brae Bank",
    ),
    ("his chairman of a body", "Moss left. His FBC chairman, Lena Ortega, said it rained.", "FBC chairman"),
    ("its mayor", "Varn wept, as its mayor Lena Ortega said on Friday.", "mayor"),
    ("cut before an adjective", "Lena Ortega, a sergeant in the Italian armed forces, said it rained.", "sergeant"),
    ("head of", "Lena Ortega, head of research at Varn, said it rained.", "head of research at Varn"),
    ("who acts for somebody", "Lena Ortega, a lawyer representing Moss, said it rained.", "lawyer representing Moss"),
    ("who is one", "Lena Ortega is now a baker in Varn. She said it rained.", "baker in Varn"),
    ("who is called one by somebody is none", "“Lena Ortega is a thief,” Moss said. Ortega said it rained.", None),
    ("an accuser of a president is none", "Moss is angry. An accuser of President Lena Ortega left. Ortega said it rained.", "president"),
    ("the first lady", "First lady Lena Ortega said it rained.", "first lady"),
    ("a capital at the start of a sentence", "Photographer Lena Ortega said it rained.", "photographer"),
    ("names keep their capitals behind a trade", "Lena Ortega, an analyst at Energy Aspects, said it rained.", "analyst at Energy Aspects"),
    ("a body has none", "Brenland’s Health Ministry said it rained.", None),
    (
        "an officer of a department",
        "Paul Moss, a former Department of Trade officer who fishes, said it rained.",
        "former Department of Trade officer",
    ),
    ("of a place whose name could be somebody's", "Lena Ortega, an Ana Roe bakery manager, said it rained.", "Ana Roe bakery manager"),
    ("between dashes", "Lena Ortega — a partner at Brae Law, which is old — said it rained.", "partner at Brae Law"),
    ("a host", "Late-night host Lena Ortega said it rained.", "Late-night host"),
    ("whom somebody will host is none", "The club will host Lena Ortega, who said it rained.", None),
    ("a people is none", "American Lena Ortega said it rained.", None),
    ("nor is great", "The great Lena Ortega said it rained.", None),
    ("a magistrate judge", "Magistrate Judge Lena Ortega said it rained.", "magistrate judge"),
    ("up to whose", "Lena Ortega, a lawyer in Varn whose firm closed, said it rained.", "lawyer in Varn"),
    ("what a body is for", "Lena Ortega, head of the Council on Varn Justice, said it rained.", "head of the Council on Varn Justice"),
    ("somebody's mother", "Lena Ortega, the boy's mother, said it rained.", "boy's mother"),
    ("somebody's mother before her name", "The boy's mother Lena Ortega said it rained.", "boy's mother"),
    ("who speaks for an office", "The mayor's spokeswoman, Lena Ortega, said it rained.", "mayor's spokeswoman"),
    ("a rank after a trade", "Police spokesman Sgt. Paul Moss said it rained.", "police spokesman"),
    ("two words of rank, one of them short", "Deputy Gov. Lena Ortega said it rained.", "deputy governor"),
    ("of inside a body", "Chairman of the Joint Heads of Works Gen. Paul Moss said it rained.", "chairman of the Joint Heads of Works"),
    ("of outside the office", "The Gulf of Varn Mayor Lena Ortega said it rained.", "mayor"),
    (
        "and inside a body",
        "Immigration and Border Enforcement Director Paul Moss said it rained.",
        "Immigration and Border Enforcement director",
    ),
    ("and outside the office", "Congress met Brae and Energy Secretary Lena Ortega. Ortega said it rained.", "energy secretary"),
    ("a title of several", "Republican Reps. Ed Roe, Paul Moss and Lena Ortega left. Moss said it rained.", "Republican representative"),
    ("a title of those who speak together", "Democratic Sens. Ed Roe and Paul Moss said it rained.", "Democratic senators"),
    ("a title of one of two", "Police met Sen. Ed Roe and Paul Moss. Moss said it rained.", None),
    ("a title after a list", "Police met Sens. Ed Roe and Paul Moss and Mayor Lena Ortega. Ortega said it rained.", "mayor"),
    ("an abbreviation behind a hyphen", "Brae co-CEO Lena Ortega said it rained.", "Brae co-CEO"),
]


ROLES += [
    ("an apposition to a surname", "Ana Ruiz’s shop burnt. Ruiz, a Varn-based baker, spent $40. “No,” she said.", "Varn-based baker"),
    ("an apposition to a surname says less", "Mayor Ana Ruiz left. Ruiz, a baker, paid. “No,” she said.", "mayor"),
    (
        "an office after a noun and for",
        "It is a headache for Senate Majority Leader Lena Ortega. Ortega said no.",
        "Senate majority leader",
    ),
    ("a firm that a given name is in", "It rained. Chase Brae CEO Ana Ruiz said no.", "Chase Brae CEO"),
    (
        "a spokesperson with a rank",
        "It rained. Varn Police Department spokesperson Officer Ana Ruiz said no.",
        "Varn Police Department spokesperson",
    ),
    ("somebody with a single name", "Elka, another baker who lives here, said no.", "baker"),
    ("a baseman", "Ana Ruiz — a 35-year-old second baseman in Varn — said no.", "35-year-old second baseman in Varn"),
    ("an office says more than a rank", "Gen. Omar Diaz, the head of the Varn army, said no.", "head of the Varn army"),
    ("a spokesman with a rank behind the body", "A spokesman for Varn Police, Sgt. Omar Diaz, said no.", "spokesman for Varn Police"),
    ("a rank alone", "Lt. Omar Diaz, who led the inquiry, said no.", "lieutenant"),
    ("a crown prince", "Varn Crown Prince Omar Diaz said no.", "Varn crown prince"),
    ("the owner ends in s", "It rained. Hobbs’ lawyer, Ana Ruiz, said no.", "lawyer of Hobbs"),
    ("a publisher", "Ana Ruiz, publisher of the Brae Post, said no.", "publisher of the Brae Post"),
    ("the role of a namesake", "Former Mayor Ana Ruiz left. Omar Ruiz said no.", None),
]


@pytest.mark.parametrize(("text", "role"), [case[1:] for case in ROLES], ids=[case[0] for case in ROLES])
def test_what_a_speaker_is(text: str, role: str | None) -> None:
    assert [found.attribution.speaker_role for found in find_attributions(TokenizedText(text))][-1:] == [role]


SAID = "Trade Minister Lena Ortega said that the price of bread would fall within a month."
LATER = "Prime Minister Lena Ortega said that the price of bread would fall within a month."
FILLER = "The market opened its halls to families who waited for news through the night."
STORY = [
    line(f"{SAID} {FILLER}", "2026-03-02T09:00:00Z", "https://a.example/1", title="Bread"),
    line(f"{LATER} {FILLER}", "2026-03-03T09:00:00Z", "https://a.example/1", title="Bread"),
    line(f"{LATER} {FILLER}", "2026-03-04T09:00:00Z", "https://a.example/2", title="Bread again"),
]
WANTED = [
    ("Lena Ortega", "trade minister", 1, "2026-03-02T09:00:00Z", "2026-03-03T09:00:00Z"),
    ("Lena Ortega", "prime minister", 1, "2026-03-03T09:00:00Z", FOREVER),
    ("Lena Ortega", "prime minister", 2, "2026-03-04T09:00:00Z", FOREVER),
]
QUERY = "select speaker, role, article_id, valid_from, valid_to from speaker_roles order by valid_from"


def test_roles_are_kept_over_time_whether_revisions_come_at_once_or_one_by_one(tmp_path: Path) -> None:
    whole = store(tmp_path, STORY)
    assert list(whole.execute(QUERY)) == WANTED
    (tmp_path / "one by one").mkdir()
    for revision in STORY:
        db = store(tmp_path / "one by one", [revision])
    assert list(db.execute(QUERY)) == WANTED


def test_an_old_database_has_them_after_a_rebuild_and_the_next_one_writes_nothing(tmp_path: Path) -> None:
    db = store(tmp_path, STORY)
    db.execute("update claim_versions set speaker_role = null")  # as the migration leaves it
    for table in ("articles", "_readings", "_states"):
        db.execute(f"update {table} set grammar_version = grammar_version - 1")
    db.conn.commit()
    assert sum(rebuild(db, queries.list_article_ids(db))) > 0
    assert list(db.execute(QUERY)) == WANTED
    assert sum(rebuild(db, queries.list_article_ids(db))) == 0


async def test_the_page_of_a_speaker_has_them(tmp_path: Path) -> None:
    db = store(tmp_path, STORY)
    number = db.execute("select id from speakers where name = 'Lena Ortega'").fetchone()[0]
    page = await fetch_html(await start_site(tmp_path / "sayso.db"), f"/sayso/speakers/{number}")
    assert "Described as prime minister" in page
    assert "trade minister" in page
