"""Claims over many revisions: they keep their identity, and their whole history."""

from __future__ import annotations

import pytest

from matching_readings import reading
from sayso.grammar import parse
from sayso.matching import trace
from sayso.model import Document, Track

TOLL = "The slide killed [{0}|{0} exact person people killed] people in Aven."
ROAD = "The road to Orle is shut for [3|3 exact day day] days."
FIRE = "A fire in Brill destroyed [40|40 exact - barn] barns."


def history(track: Track) -> list[tuple[str, int, int | None, int | None]]:
    return [(c.kind, c.revision, c.old, c.new) for c in track.changes]


def standing(track: Track) -> list[tuple[int, int | None]]:
    return [(v.since, v.until) for v in track.versions]


def test_the_first_revision_s_claims_simply_start():
    [track] = trace([reading(ROAD)])
    assert (history(track), standing(track), track.mentions) == ([], [(0, None)], ((0, 0),))


def test_up_and_back_is_history():
    [track] = trace([reading(TOLL.format(n)) for n in (12, 15, 12)])
    assert history(track) == [("raised", 1, 0, 1), ("lowered", 2, 1, 2)]
    assert standing(track) == [(0, 1), (1, 2), (2, None)]
    assert [c.delta for c in track.changes] == [3, -3]


def test_a_claim_that_moves_keeps_its_version():
    [toll, road] = trace([reading(f"{TOLL.format(12)}\n\n{ROAD}"), reading(f"{ROAD}\n\n{TOLL.format(12)}")])
    assert (standing(toll), toll.mentions) == ([(0, None)], ((0, 0), (1, 1)))
    assert (standing(road), road.mentions) == ([(0, None)], ((0, 1), (1, 0)))


def test_gone_and_back_is_one_claim():
    both, one = reading(f"{TOLL.format(12)}\n\n{ROAD}"), reading(TOLL.format(12))
    _, road = trace([both, one, one, both])
    assert history(road) == [("removed", 1, 0, None), ("returned", 3, 0, 1)]
    assert standing(road) == [(0, 1), (3, None)]
    assert road.mentions == ((0, 1), (3, 1))


def test_what_the_text_said_all_the_time_did_not_come_back():
    said = "{The dam above the mill will hold through the winter|indirect|Ada Roe}, Ada Roe said."
    _, dam = trace([reading(f"{ROAD}\n\n{text}") for text in (said, said.replace("{", "").replace("|indirect|Ada Roe}", ""), said)])
    assert [(c.kind, c.method) for c in dam.changes][-1] == ("returned", "stands elsewhere")


def test_back_with_another_figure():
    texts = [f"{ROAD}\n\n{TOLL.format(12)}", ROAD, f"{ROAD}\n\n{TOLL.format(19)}"]
    _, toll = trace([reading(t) for t in texts])
    assert history(toll) == [("removed", 1, 0, None), ("returned", 2, 0, 1)]
    assert (toll.changes[1].delta, toll.changes[1].percent) == (7, pytest.approx(700 / 12))


def test_a_figure_that_moved_on_another_s_word_has_two_changes_and_one_wording():
    said = "{{[{0}|{0} exact person people killed] people died in the fire at the mill|indirect|{1}}}, {1} said."
    toll = next(track for track in trace([reading(said.format(14, "Jon Wye")), reading(said.format(19, "Mara Lund"))]) if track.changes)
    assert history(toll)[-1] == ("reattributed", 1, 0, 1)
    assert [len(track.versions) for track in trace([reading(said.format(14, "Jon Wye")), reading(said.format(19, "Mara Lund"))])] == [2, 2]


def test_back_and_gone_again():
    both, one = reading(f"{TOLL.format(12)}\n\n{ROAD}"), reading(TOLL.format(12))
    _, road = trace([both, one, both, one])
    assert history(road) == [("removed", 1, 0, None), ("returned", 2, 0, 1), ("removed", 3, 1, None)]
    assert standing(road) == [(0, 1), (2, 3)]


def test_what_comes_later_is_added():
    _, fire = trace([reading(ROAD), reading(f"{ROAD}\n\n{FIRE}")])
    assert history(fire) == [("added", 1, None, 0)]
    assert standing(fire) == [(1, None)]


def test_an_empty_revision_ends_everything():
    tracks = trace([reading(f"{TOLL.format(12)}\n\n{ROAD}"), reading(""), reading(f"{TOLL.format(12)}\n\n{ROAD}")])
    assert [history(t) for t in tracks] == [[("removed", 1, 0, None), ("returned", 2, 0, 1)]] * 2


def test_the_same_reading_again_changes_nothing():
    text = reading(f"{TOLL.format(12)}\n\n{ROAD}")
    assert all((history(t), standing(t)) == ([], [(0, None)]) for t in trace([text, text, text]))


def test_no_revisions_no_tracks():
    assert trace([]) == []


def _returned(texts: list[str]) -> int:
    return sum(c.kind == "returned" for t in trace([parse(Document(text)) for text in texts]) for c in t.changes)


def test_what_another_bulletin_adds_is_not_back():
    bulletin = (
        "Orle fever\n\n{day}\nOn {day}, the ministry of Solmark reported {n} additional cases of Orle fever, including {dead} deaths."
    )
    first, then, last = (bulletin.format(day=d, n=n, dead=k) for d, n, k in (("18 April", 17, 4), ("10 May", 11, 6), ("2 June", 29, 4)))
    assert _returned([first, then, last]) == 0
    assert _returned([first, then, first]) > 0


def test_a_statement_with_other_figures_is_not_back():
    said = "The ministry of Solmark said a total of {} cases of fever had been reported in Orle. "
    rest = "The road to Orle is shut."
    assert _returned([said.format(57) + rest, rest, said.format(57) + rest]) > 0
    tracks = trace([parse(Document(text)) for text in (said.format(57) + rest, rest, said.format(17) + rest)])
    assert not any(c.kind == "returned" and c.delta is None for t in tracks for c in t.changes)


ELSE = "The road to Orle is shut."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Solmark has today reported 70 new cases, bringing the total to 644 cases and 70 deaths.", "In Orle, 70 of the patients died."),
        ("The fire at Birk Hill is 120 acres and 40% contained.", "As of this morning, the Lund fire was 900 acres and 40% contained."),
        ("Crews of the Birk County unit built 12 miles of line.", "Crews of the Lund County unit built 12 miles of line."),
        ("As of 6 May, 310 people in Orle had fallen ill.", "As of 19 June, 388 people in Orle had fallen ill."),
        ("The case fatality ratio of the outbreak in Solmark is 62%.", "Of those tested in Orle, 62% carry the virus."),
        ("Temperatures in Orle will be 72 degrees during the day.", "Temperatures in Orle will be 83 degrees during the day."),
        ("A team of six experts arrived in Orle last Sunday to look at wells.", "A team of six nurses has been invited by the port."),
    ],
)
def test_an_equal_number_alone_is_not_back(before: str, after: str):
    assert _returned([f"{before} {ELSE}", ELSE, f"{after} {ELSE}"]) == 0


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Crews completed five miles of chipping in Orle.", "In Orle, crews have completed five miles of chipping."),
        ("Roads to Birk Hill are shut, and 310 people in Orle fell ill.", "310 people in Orle fell ill."),
        ("The team found 20 homes and 18 barns destroyed in Orle.", "The team found 24 homes and 22 barns destroyed in Orle."),
    ],
)
def test_what_stands_in_most_of_its_words_is_back(before: str, after: str):
    assert _returned([f"{before} {ELSE}", ELSE, f"{after} {ELSE}"]) > 0


@pytest.mark.parametrize("suffix", [" - Orle News", " | Orle News", " : Orle News", " — OBC", " – The Orle Post | World", " (Orle News)"])
def test_a_headline_that_lost_the_name_of_its_site_is_not_back(suffix: str):
    for head in ("Mill fire in Orle kills 14", "Mayor says the bridge will stay shut", "Storm hits Orle, killing 3, as 9,000 flee"):
        heads = (head, head + suffix, head)
        tracks = trace([parse(Document(f"{title}\n\n{ELSE}", headline=len(title))) for title in heads])
        assert [c.kind for t in tracks for c in t.changes if c.kind != "reworded"] == []
