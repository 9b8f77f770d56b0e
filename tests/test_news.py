"""How newsworthy a change is, and which changes are one entry."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from sayso.grammar import parse
from sayso.matching import compare
from sayso.matching.group_changes import group_into_entries
from sayso.matching.news import Happening, Side, is_shown, is_sure, rate_news
from sayso.model import Attribution, Claim, Document, Link, Moment, Reading, Span
from sayso.present.entries import group_entries as told_entries

FILLER = "The river runs through the valley, past the mill and the old bridge. " * 8


def _happenings(old: Document, new: Document) -> list[tuple[str, Happening]]:
    """The changes between two texts, each with the claim's own words."""
    before, after = parse(old, "2030-01-02T00:00:00Z"), parse(new, "2030-01-02T00:00:00Z")

    def side(reading: Reading, index: int | None) -> Side | None:
        return None if index is None else Side(reading.claims[index], reading.document)

    def happening(link: Link) -> Happening:
        assert link.kind is not None
        return Happening(link.kind, side(before, link.old), side(after, link.new), link.link_certainty, link.percent)

    found = [happening(link) for link in compare(before, after) if link.kind]
    return [(h.sides[-1].claim.span.of(h.sides[-1].document.text), h) for h in found]


def _told(
    old: str, new: str, title: tuple[str, str] = ("Flood in Lower Aldermoor", "Flood in Lower Aldermoor")
) -> list[tuple[str, Happening]]:
    return _happenings(Document.of(title[0], old), Document.of(title[1], new))


def test_a_toll_comes_before_money_and_money_before_a_distance():
    text = "The flood killed {} people. Repairs will cost ${} million. The dam lies {} km upstream."
    found = _told(text.format(12, 40, 30), text.format(15, 50, 37))
    assert [h.kind for _, h in found] == ["raised"] * 3
    toll, money, distance = (rate_news(h) for _, h in found)
    assert toll > money > distance > 0


def test_a_larger_move_tells_more_and_a_hedge_asks_for_more():
    def moved(old: str, new: str) -> float:
        [(_, happening)] = _told(f"The flood killed {old} people.", f"The flood killed {new} people.")
        return rate_news(happening)

    assert moved("100", "119") > moved("100", "103")
    assert moved("100", "110") > moved("about 100", "about 110")


def test_the_lede_comes_before_the_body():
    toll = "The flood killed {} people. "
    [(_, lede)] = _told(toll.format(12) + FILLER, toll.format(15) + FILLER)
    [(_, deep)] = _told(FILLER + toll.format(12), FILLER + toll.format(15))
    assert rate_news(lede) > rate_news(deep)


def test_a_toll_that_came_is_more_news_than_one_that_went():
    toll, rest = "The flood killed 12 people. ", "The river stood high all week."
    came, went = dict(_told(rest, toll + rest)), dict(_told(toll + rest, rest))
    assert [h.kind for h in came.values()] == ["added"]
    assert [h.kind for h in went.values()] == ["removed"]
    assert rate_news(came["12"]) > rate_news(went["12"])


def test_a_rewording_is_not_shown():
    [(_, happening)] = _told("Mayor Ana Ruiz said the dam was safe for now.", "Mayor Ana Ruiz said the dam was safe for the moment.")
    assert happening.kind == "reworded"
    assert not is_shown(happening)


def test_a_figure_that_surely_moved_is_shown_where_it_is_incidental_by_itself():
    def shown(old: str, new: str) -> list[str]:
        documents = (Document(f"{old}\n\nThe pier in Orle is shut.", 0), Document(f"{new}\n\nThe pier in Orle is shut.", 0))
        return [x.kind for _, x in _happenings(*documents) if is_shown(x)]

    assert "raised" in shown("One case of fever has been found in Orle.", "Two cases of fever have been found in Orle.")
    assert "raised" not in shown("The mayor of Orle thanked the two men.", "The mayor of Orle thanked the three men.")


def test_what_came_long_after_its_time_weighs_less():
    def weigh(moment: str, at: str) -> float:
        new = Document("In May, a slide killed two people in Orle, wardens said.", 0)
        (claim,) = (c for c in parse(new, "2030-07-02T00:00:00Z").claims if c.quantity and c.quantity.role)
        ended = Moment(Span(3, 6), moment, moment)
        return rate_news(Happening("added", None, Side(replace(claim, moment=ended), new, at), 1.0))

    assert weigh("2030-05-31T00:00:00Z", "2030-07-02T00:00:00Z") < weigh("2030-05-31T00:00:00Z", "2030-06-02T00:00:00Z")


def test_a_count_that_was_put_right_comes_first_however_little_it_fell():
    by_kind = {x.kind: x for _, x in _told("The group had 412 walkers. " + FILLER, "The group had 411 walkers. " + FILLER)}
    raised = {x.kind: x for _, x in _told("The group had 411 walkers. " + FILLER, "The group had 412 walkers. " + FILLER)}
    assert rate_news(by_kind["lowered"]) > rate_news(raised["raised"])


def test_the_weather_of_the_day_is_not_shown_but_that_of_a_named_day_and_of_a_storm_is():
    def shown(old: str, new: str) -> bool:
        return any(is_shown(x) for _, x in _told(old, new) if x.kind == "raised")

    assert not shown("Relative humidity in Orle today will be 25%.", "Relative humidity in Orle today will be 30%.")
    assert shown("Highs in Orle could reach 96 degrees on Tuesday.", "Highs in Orle could reach 99 degrees on Tuesday.")
    assert shown("The storm has winds of 105 mph.", "The storm has winds of 120 mph.")


def test_time_that_passed_is_not_shown():
    def shown(old: str, new: str) -> bool:
        return any(is_shown(x) for _, x in _told(old, new) if x.kind in ("raised", "coarsened"))

    assert not shown("After 12 days of fighting, help came.", "After nearly two weeks of fighting, help came.")
    assert not shown("Ending the 73-day strike is hard.", "Ending the 74-day strike is hard.")
    assert not shown("After 12 days of fighting, help came.", "After 13 days of fighting, help came.")
    assert shown("Ending the 73-day strike is hard.", "Ending the 93-day strike is hard.")
    assert shown("The ban in Orle lasts 12 days.", "The ban in Orle lasts 14 days.")


def test_headline_text_and_statement_are_one_entry():
    said = "The flood killed {} people, Mayor Ida Renn said. Repairs will cost ${} million."
    found = _told(said.format(12, 40), said.format(15, 50), title=("Flood kills 12 people", "Flood kills 15 people"))
    lead = group_into_entries([h for _, h in found])
    by_text: dict[str, set[int]] = {}
    for (text, _), first in zip(found, lead, strict=True):
        by_text.setdefault("money" if "$" in text else "toll", set()).add(first)
    assert len(found) >= 3
    assert all(len(firsts) == 1 for firsts in by_text.values())
    assert by_text["money"] != by_text["toll"]


def _entries_of(found: list[tuple[str, Happening]]) -> int:
    return len(set(group_into_entries([happening for _, happening in found])))


def test_what_one_speaker_says_more_is_one_entry():
    rest = "The river stood high all week."
    said = "Mayor Ida Renn said the dam was safe for the whole valley. The mill will open again before the winter, Renn said. "
    other = "Sheriff Jon Wye said nobody had to leave the houses by the river. "
    assert _entries_of(_told(rest, said + rest)) == 1
    assert _entries_of(_told(rest, said + other + rest)) == 2


def test_a_figure_and_its_conversion_are_one_entry():
    text = "The wave at Solness was {} metres ({} feet) high, and it came at dawn."
    found = _told(text.format(3, 10), text.format(5, 16))
    assert [h.kind for _, h in found] == ["raised", "raised"]
    assert _entries_of(found) == 1


def test_what_is_added_weighs_by_what_there_is_to_it():
    rest = "The river stood high all week, in 2030 as before."

    def added(sentence: str) -> float:
        return max(rate_news(h) for _, h in _told(rest, sentence + " " + rest) if h.kind == "added")

    assert added("The flood killed 12 people.") > added("The flood of 1987 killed 12 people.")
    assert added("Some 4,000 people fled.") > added("The bus carries 40 people.")
    assert added("Mayor Ida Renn said the dam would hold through the night.") > added("Mayor Ida Renn declined to comment.")


def test_a_change_weighs_less_the_further_down_it_stands():
    toll = "The flood killed {} people. "
    places = [_told(FILLER * n + toll.format(12) + FILLER, FILLER * n + toll.format(15) + FILLER) for n in (0, 2, 6)]
    weights = [rate_news(happening) for [(_, happening)] in places]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == 3


def test_a_toll_that_rose_and_the_old_one_that_went_elsewhere_are_one_entry():
    toll, long = (
        "The flood killed {} people in Orle.",
        "At the mill, where the river broke its bank at night, {} people were killed while they slept.",
    )
    found = _told(toll.format(12) + " " + FILLER + long.format(12), toll.format(15) + " " + FILLER)
    assert {h.kind for _, h in found} == {"raised", "removed"}
    assert _entries_of(found) == 1


def test_a_figure_early_in_a_long_quotation_is_of_its_entry():
    rest = "The river stood high all week."
    said = "“We have been in touch with 3,000 people abroad. They should call us at any hour of the night,” Mayor Ida Renn said. "
    found = _told(rest, said + rest)
    assert len(found) == 2
    assert _entries_of(found) == 1


def test_one_word_on_a_word_is_no_news_unless_it_is_quoted():
    document = Document("“Never,” Lund said. It rained, Lund said.")

    def shown(start: int, end: int, mode: Literal["direct", "indirect"]) -> bool:
        said = Attribution(None, None, (Span(start, end),), mode, "Lund")
        claim = Claim("statement", "test", "body", Span(0, 19), None, said, certainty=1.0)
        return is_sure(Happening("added", None, Side(claim, document), 1.0))

    assert shown(0, 8, "direct")
    assert not shown(1, 6, "indirect")
    assert shown(20, 29, "indirect")


def test_a_headline_that_leaves_out_what_is_counted_tells_the_same_move():
    title = "Aldermoor vote count ends on {} percent"
    text = "The Yes side had {} percent of the vote."
    found = _told(text.format(51.4), text.format(48.9), (title.format(51.4), title.format(48.9)))
    assert [h.kind for _, h in found] == ["lowered"] * 2
    assert _entries_of(found) == 1


def test_a_headline_that_may_mean_either_of_two_figures_stays_by_itself():
    title = "{} percent in Aldermoor"
    text = "The Yes side had {} percent of the vote. The council gave {} percent of the budget to it."
    found = _told(text.format(51, 51), text.format(48, 48), (title.format(51), title.format(48)))
    assert [h.kind for _, h in found] == ["lowered"] * 3
    assert _entries_of(found) == 3


def test_who_answers_for_what_they_say_weighs_more_than_who_comments_on_it():
    rest = "The river stood high all week. " + FILLER
    said = "The dam at Aven will hold through the whole of the night, {} said. "
    weights = [
        max(rate_news(h) for _, h in _told(rest, said.format(who) + rest))
        for who in ("Minister Ida Renn", "Ida Renn", "Professor Ida Renn")
    ]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == 3


def test_a_speaker_stands_as_the_text_introduces_them():
    rest = "The river stood high all week. " + FILLER
    later = "The dam at Aven will hold through the whole of the night, Renn said. "

    def weight(office: str) -> float:
        first = f"The valley of Aldermoor is watched by {office}. "
        return max(rate_news(h) for _, h in _told(first + rest, first + later + rest))

    assert weight("Ida Renn, the chief of police of Brill") > weight("Ida Renn, a tourist from Brill")


def test_what_came_far_down_from_a_bystander_is_routine_and_a_toll_never_is():
    old, new = (
        FILLER * 20,
        FILLER * 20 + "The noise of the water was like a train in a tunnel, a neighbour said. The flood killed 12 people.",
    )
    shown = {h.new.claim.kind: is_shown(h) for _, h in _told(old, new) if h.new}
    assert shown == {"statement": False, "quantity": True}


def test_what_is_told_of_many_years_is_less_news():
    rest = "The river stood high all week. " + FILLER

    def came(sentence: str) -> float:
        return max(rate_news(h) for _, h in _told(rest, sentence + rest))

    assert came("Floods killed 25 people in the valley. ") > came("Each year floods kill 25 people in the valley. ")


def test_further_statements_of_an_entry_are_counted():
    row = {"entry": 1, "kind": "added", "claim_kind": "statement", "part": "body", "old_text": None, "old_value": None, "new_value": None}
    rows = [
        {**row, "id": n, "new_text": text, "unit": None, "role": None}
        for n, text in enumerate(["The dam holds.", "The mill is dry.", "All left."])
    ]
    assert [(e["id"], e["more"]) for e in told_entries(rows)] == [(0, 2)]
    assert [(e["id"], e["more"]) for e in told_entries(rows, every_statement=True)] == [(0, 0), (1, 0), (2, 0)]


def test_a_figure_that_moved_on_another_s_word_is_one_entry_of_two_lines():
    figure = {"entry": 1, "claim_kind": "quantity", "part": "body", "old_text": "14", "new_text": "19", "old_value": 14, "new_value": 19}
    figure |= {"unit": "person", "role": "killed"}
    said = {**figure, "claim_kind": "statement", "old_text": "14 died", "new_text": "19 died", "old_value": None, "new_value": None}
    rows = [{**figure, "id": 1, "kind": "raised"}, {**figure, "id": 2, "kind": "reattributed"}, {**said, "id": 3, "kind": "reattributed"}]
    assert [(e["id"], e["kind"], e["also"]) for e in told_entries(rows)] == [(1, "raised", []), (2, "reattributed", [])]
    assert [(e["id"], e["kind"], e["also"]) for e in told_entries([rows[0], rows[2]])] == [(1, "raised", []), (3, "reattributed", [])]


def test_a_headline_and_its_copy_that_lost_their_source_are_one_entry():
    said = "The yard at Pell opens on Sunday for the first time{}"
    title = (said.format(", Orle Harbour Board says"), said.format(""))
    found = _told(title[0] + ". Nobody was hurt.", title[1] + ". Nobody was hurt.", title)
    assert [(h.kind, h.new) for _, h in found] == [("reattributed", None)] * 2
    assert len(set(group_into_entries([h for _, h in found]))) == 1


def test_what_is_back_is_routine_where_it_would_be_if_it_were_new():
    text = Document.of("", f"{FILLER}The flood killed 12 people. The path is 3 miles long.")
    sides = [Side(claim, text) for claim in parse(text).claims if claim.quantity]
    assert [is_shown(Happening("returned", side, side, 1.0)) for side in sides] == [True, False]


def test_another_source_is_listed_where_the_figure_is_the_same():
    """A newer count by another source is listed as a change of the figure; the new source is stored, but is not a separate entry."""

    def listed(old: str, new: str) -> set[str]:
        return {h.kind for _, h in _told(old, new) if is_shown(h)}

    text = "Floods in Orle have killed {} people since Sunday, {} said."
    old = text.format(41, "the Solmark Red Cross")
    assert listed(old, text.format(41, "the Health Ministry")) == {"reattributed"}
    assert listed(old, text.format(57, "the Health Ministry")) == {"raised"}
    assert "reattributed" in {h.kind for _, h in _told(old, text.format(57, "the Health Ministry"))}


def test_a_move_in_round_numbers_in_the_headline_is_that_of_the_text():
    text = "The jury awarded her ${} million on Monday."
    found = _told(text.format("19.25"), text.format("59.25"), ("Jury awards more than $19 million", "Jury awards nearly $60 million"))
    assert len(set(group_into_entries([h for _, h in found if h.kind == "raised"]))) == 1
    other = _told(text.format("19.25"), text.format("59.25"), ("Jury awards more than $19 million", "Jury awards nearly $80 million"))
    assert len(set(group_into_entries([h for _, h in other if h.kind == "raised"]))) == 2


def test_what_is_told_of_a_month_ago_weighs_less():
    text = FILLER + "Mayor Ana Ruiz said {}that the bridge would be shut for good."
    recent, past = (h for when in ("", "last month ") for _, h in _told(FILLER, text.format(when)))
    assert rate_news(recent) > rate_news(past)


def test_a_figure_that_went_is_of_one_entry_with_the_one_that_replaced_it():
    def figure(text: str) -> Side:
        document = Document.of("", text)
        return Side(next(claim for claim in parse(document).claims if claim.quantity), document)

    gone, come = figure("Six ships were attacked."), figure("By its list, more than a dozen ships have been attacked.")
    other = figure("Nine barges were sunk.")
    assert len(set(group_into_entries([Happening("removed", gone, None, 1.0), Happening("added", None, come, 1.0)]))) == 1
    assert len(set(group_into_entries([Happening("removed", gone, None, 1.0), Happening("added", None, other, 1.0)]))) == 2


def test_thanks_and_pieces_without_a_verb_are_less_news_than_what_is_told():
    def weigh(sentence: str) -> float:
        return max(rate_news(h) for words, h in _told(FILLER, FILLER + sentence) if h.sides[-1].claim.quantity is None)

    told = weigh("“The harbour will stay shut for the whole of the coming winter,” Minister Ida Renn said.")
    thanked = weigh("“The harbour is happy to have all of the boats back for winter,” Minister Ida Renn said.")
    piece = weigh("Minister Ida Renn warned about the consequences of the conflict in the north for the harbour of her town.")
    assert thanked < told
    assert piece < told


def test_stock_phrases_are_less_news_than_facts():
    told = _told(
        FILLER,
        "“The city takes such claims very seriously,” Mayor Ina Moss said. “The city shut the pier at noon,” Chief Bo Lund said. " + FILLER,
    )
    values = {x.sides[-1].claim.attribution.speaker: rate_news(x) for _, x in told if x.sides[-1].claim.attribution}
    assert values["Ina Moss"] < values["Bo Lund"]


def test_what_one_source_without_a_name_says_more_is_one_entry():
    new = "The town's harbour master said the pier is shut. " + FILLER + "The town's harbour master said two boats sank in the night."
    found = [h for _, h in _told(FILLER, new) if h.kind == "added" and h.sides[-1].claim.quantity is None]
    assert len(found) == 2
    assert len(set(group_into_entries(found))) == 1
