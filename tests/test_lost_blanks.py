"""Blanks that a text lost between its words: their places, and the same reading with and without them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.grammar import explain, parse
from sayso.grammar.lost_blanks import find_lost_blanks
from sayso.grammar.restored_text import restore_blanks
from sayso.grammar.tokens import TokenizedText
from sayso.model import Document

CORPUS = Path(__file__).parent / "corpus"


def mended(text: str) -> str:
    """The text with its lost blanks marked by `|`."""
    places = set(find_lost_blanks(TokenizedText(text)))
    return "".join("|" * (i in places) + c for i, c in enumerate(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ms Ardenquist, the mayor, spoke. Ardenquistsaid so onMonday.", "Ms Ardenquist, the mayor, spoke. Ardenquist|said so on|Monday."),
        ("PresidentAna Quenton Monday left. Quent came; Quent is in.", "President|Ana Quent|on Monday left. Quent came; Quent is in."),
        ("Lee Clint met Rose Clinton on Monday. Clint left; Clint wept.", "Lee Clint met Rose Clinton on Monday. Clint left; Clint wept."),
        ("The port’s DirectorOrlo Quent left.", "The port’s Director|Orlo Quent left."),
        ("The firm DirectorMate and KingVarn fell.", "The firm DirectorMate and KingVarn fell."),
        ("She toldCNNthat the ferry sank.", "She told|CNN|that the ferry sank."),
        ("The firstannouncing came in theharbour.", "The first|announcing came in the|harbour."),
        ("It wouldhavekilledmore than ten.", "It would|have|killed|more than ten."),
        ("The crews ofBrisaandof Corval left.", "The crews of|Brisaandof Corval left."),
        ("Brisa fell. The crews ofBrisaand Corval left.", "Brisa fell. The crews of|Brisa|and Corval left."),
        (
            "The union,representing pilots,agreed.“We won,”said Orla Quent.",
            "The union,|representing pilots,|agreed.|“We won,”|said Orla Quent.",
        ),
        ("Dr. Quent’sOffice hadsaid that.", "Dr. Quent’s|Office had|said that."),
        ("The bill(worth $3m) passed.", "The bill|(worth $3m) passed."),
        ("Mayor Orla Quentsaidin a letter that it fell.", "Mayor Orla Quent|said|in a letter that it fell."),
        ("Mayor Orla Quentordered repairs, Anselm Rothwrote.", "Mayor Orla Quent|ordered repairs, Anselm Roth|wrote."),
        ("The port’swebsite told theTide of the town’sfirst ferry.", "The port’s|website told the|Tide of the town’s|first ferry."),
        ("Theconfusion grew, the Brisa PostWednesday said.", "The|confusion grew, the Brisa Post|Wednesday said."),
        ("A 2019warningto crews came.", "A 2019|warning|to crews came."),
        ("The EU-brokeredCorval talks, accordingto Roth, failed.", "The EU-brokered|Corval talks, according|to Roth, failed."),
        (
            "Orla Quent met ministers. OrlaQuent laid out a plan that thecrews like.",
            "Orla Quent met ministers. Orla|Quent laid out a plan that the|crews like.",
        ),
        ("Rep.Orla Quent left. Ms Ardenquistrecently said so.", "Rep.|Orla Quent left. Ms Ardenquist|recently said so."),
        ("JPMorgan fell onMonday.", "JPMorgan fell on|Monday."),
        ("The Brisa Timesfirst said so. The Times paid.", "The Brisa Times|first said so. The Times paid."),
        ("Ms Quently left brisa.Rep and the firstfloor.", "Ms Quently left brisa.Rep and the firstfloor."),
        ("McQuent left. McQuent, then McQuentrealized it.", "McQuent left. McQuent, then McQuent|realized it."),
        (
            "The choir’sInstagrampost and its Facebookpage. An Instagrammer.",
            "The choir’s|Instagram|post and its Facebook|page. An Instagrammer.",
        ),
        ("Papers leaked bywhistleblower Orla Quent, and a bystander.", "Papers leaked by|whistleblower Orla Quent, and a bystander."),
        ("Port Securityis late; Security is late. The Israelis left.", "Port Security|is late; Security is late. The Israelis left."),
        ("The Brisa Timesfirst said so. Aletter camebyboat.", "The Brisa Times|first said so. A|letter came|by|boat."),
        ("The recentlyunsealed papers, shipped tothe court.", "The recently|unsealed papers, shipped to|the court."),
    ],
)
def test_blanks_are_found(text: str, expected: str) -> None:
    """Between words, after names that the text has elsewhere, and at signs."""
    assert mended(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "An iPhone, a MacBook and YouTube, said McAllister of OpenAI and JetBlue.",
        "Israelis and Iraqis came to Israel and Iraq. John met Johnson; Black met Blackburn.",
        "Firefighting went on. The Fire Service sent masticators, livestreamed it, and asked fishermen on the upslope for indices.",
        "The ceasefire held; coronavirus cases and the psychosocial, multisectoral response did not.",
        "See www.theguardian.com/theWorld, @saidhe and file_namesaid; the person(s) left.",
        "[H]istory was made, said the (re)elected mayor of theodolite makers.",
        "The bridge cost 40 million Caribbean guilder, or 2.5 permyriad of it in caribbean guilder.",
        "Mr Jared and Ms Hathlee of DoorDash, Ahmed and Theodora Masterson of Andover met Amodei of Alameda.",
        "The China Sea, Larkin, Benedict, Alfred, Winifred, Fairbanks and the Sanders of TheStreet and SportsCenter.",
        "Cheaper flights, unhappiness, hospitalised passengers, realised losses and constitutionality.",
    ],
)
def test_whole_words_stay(text: str) -> None:
    """Names with a capital inside, names that begin like others, compounds, addresses, forms of words."""
    assert find_lost_blanks(TokenizedText(text)) == []


def test_a_compound_is_cut_only_where_blanks_were_lost() -> None:
    """A cut that is only likely is made beside one that is certain."""
    assert mended("A letterhead and asignal flare.") == "A letterhead and asignal flare."
    assert mended("A letterhead and asignal flare, theyagreed.") == "A letterhead and a|signal flare, they|agreed."


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.json")), ids=lambda p: p.stem)
def test_sentences_that_lost_nothing_stay(path: Path) -> None:
    """No word of the corpus is split, except in the one sentence that lost blanks."""
    cut = [mended(case["text"]) for case in json.loads(path.read_text("utf-8")) if "|" in mended(case["text"])]
    assert all("said|more than 1,100 residents left in less than|three" in text for text in cut)


def test_the_same_is_read_with_blanks_and_without() -> None:
    """The claims are those of the text with its blanks, at their places in the original text."""
    glued = "Ferry sinks\n\nOn the ferry 12 people died, Mayor Orla Quentsaid onMonday. Quent hopes thatmore than 40 others wererescued."
    whole = restore_blanks(Document(glued, headline=11), TokenizedText(glued))
    assert whole is not None
    assert whole.document.text == glued.replace("Quentsaid", "Quent said").replace("onM", "on M").replace("tm", "t m").replace(
        "ere", "ere ", 1
    )
    as_whole, as_glued = parse(whole.document).claims, parse(Document(glued, headline=11)).claims
    assert tuple(map(whole.restore_claim, as_whole)) == as_glued
    assert {c.attribution.speaker for c in as_glued if c.kind == "statement" and c.attribution} == {"Orla Quent"}
    assert [c.span.of(glued) for c in as_glued if c.quantity] == [c.span.of(whole.document.text) for c in as_whole if c.quantity]
    assert {replace(c, moment=None).part for c in as_glued} == {"body"}


def test_explained_places_are_those_of_the_text() -> None:
    """Explanations have their place in the original text."""
    text = "The mayorannounced that over 1,600 reportshave come."
    assert [e.span.of(text) for e in explain(text) if e.kind == "quantity"] == ["over 1,600"]


@pytest.mark.parametrize("sign", ["\u200b", "\u2060", "\ufeff", "\u200d"])
def test_signs_that_no_reader_sees_are_blanks(sign: str) -> None:
    """A joiner before or in place of the blank between a name and its verb; places are those of the original text."""
    for text in (f"Orla Quent{sign} said the dam held.", f"Orla Quent {sign}said the dam held.", f"Orla Quent{sign}said the dam held."):
        (claim,) = parse(Document(text)).claims
        assert claim.attribution is not None
        assert claim.attribution.speaker == "Orla Quent"
        assert claim.span.of(text) == "the dam held"
        assert [e.span.of(text) for e in explain(text) if e.kind == "statement"] == ["the dam held"]
