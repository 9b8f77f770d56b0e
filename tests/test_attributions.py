"""Who says what: every construction with its examples, the corpus, and properties of any text."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import GrammarError
from sayso.grammar import parse
from sayso.grammar.attributions import find_attributions, find_rejected
from sayso.grammar.attributions.constructions import RULES
from sayso.grammar.attributions.log_linear import read_weights
from sayso.grammar.attributions.quotes import find_quotations
from sayso.grammar.tokens import TokenizedText
from sayso.model import Claim, Document

CORPUS = sorted((Path(__file__).parent / "corpus").glob("attributions-*.json"))


def read(text):
    """Every attribution as (rule, source, cue, content, attribution), in words."""
    found = find_attributions(TokenizedText(text))
    return [(f.rule, *in_words(text, f.attribution), f.attribution, f.certainty) for f in found]


def in_words(text, attribution):
    source = attribution.source.of(text) if attribution.source else None
    return source, attribution.cue.of(text), " … ".join(piece.of(text) for piece in attribution.content)


@pytest.mark.parametrize(("rule", "example"), [pytest.param(r, e, id=f"{r.name}: {e[0]}") for r in RULES for e in r.yes])
def test_a_construction_reads_its_examples(rule, example):
    text, source, cue, content = example
    assert (rule.name, source, cue, content) in [row[:4] for row in read(text)]


@pytest.mark.parametrize(("rule", "text"), [pytest.param(r, t, id=f"{r.name}: {t}") for r in RULES for t in r.no])
def test_a_construction_leaves_near_misses_alone(rule, text):
    assert rule.name not in [row[0] for row in read(text)]


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.name)
def test_a_construction_is_complete(rule):
    assert rule.yes
    assert rule.no


def test_names_of_constructions_differ():
    assert len({rule.name for rule in RULES}) == len(RULES)


def corpus_cases():
    for path in CORPUS:
        for case in json.loads(path.read_text("utf-8")):
            marks = [pytest.mark.xfail(strict=True)] if case.get("expect") == "fail" else []
            yield pytest.param(case["text"], case["attributions"], marks=marks, id=f"{path.stem}: {case['label']}")


@pytest.mark.parametrize(("text", "wanted"), list(corpus_cases()))
def test_corpus(text, wanted):
    got = []
    for rule, source, cue, content, a, certainty in read(text):
        shown = Claim("statement", rule, "body", a.cue, attribution=a, certainty=certainty).shown
        row = {"source": source, "cue": cue, "content": content, "mode": a.mode, "speaker": a.speaker, "act": a.act, "negated": a.negated}
        got.append(row | {"shown": shown})
    assert [{k: v for k, v in row.items() if k in want} for row, want in zip(got, wanted, strict=True)] == wanted


PIECES = st.sampled_from(
    [
        "Ana Ruiz", "he", "The mayor", "said", "says", "that", "told", "reporters", "“", "”", '"', "''", "'", "‘", "’", ",", ".", "?", ":",
            "—",
        "according to", "the bridge", "was", "unsafe", "not", "\n\n", "\n", "(", ")", "warned", "of", "to", "believed", "is", "who", "and",
            "U.S.",
    ]
)  # fmt: skip


@settings(max_examples=200)
@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_spans_are_true_in_any_text(text):
    tokens = TokenizedText(text)
    for found in find_attributions(tokens):
        a = found.attribution
        assert found.sentence in tokens.cuts
        assert a.content
        assert all(0 <= piece.start < piece.end <= len(text) for piece in a.content)
        assert all(x.end <= y.start for x, y in zip(a.content, a.content[1:], strict=False))
        assert a.cue is not None
        assert a.cue.of(text).strip()
        assert a.source is None or a.source.of(text).strip() == a.source.of(text) != ""


@settings(max_examples=60)
@given(st.text(max_size=60))
def test_any_text_can_be_read_twice_with_the_same_result(text):
    assert find_attributions(TokenizedText(text)) == find_attributions(TokenizedText(text))
    assert all(why for _, why in find_rejected(TokenizedText(text)))


HOSTILE = {
    "quotation marks": '"' * 200_000,
    "opening marks": "“" * 200_000,
    "quotations": '"a" ' * 50_000,
    "said": "said " * 40_000,
    "he said": "he said that " * 20_000,
    "brackets": "(" * 200_000,
    "one word": "said" * 50_000,
    "capitals": "Aa " * 60_000,
    "nouns": "the mayor of " * 20_000,
    "commas": "said, " * 30_000,
    "nested quotations": "he said “" * 1_000 + "no" + "” " * 1_000,
    "blanks": " " * 200_000 + "he said so",
    "lines": "\n" * 200_000 + "he said so",
    "hyphens": "a-" * 100_000,
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_text_makes_the_reader_stall(text):
    for found in find_attributions(TokenizedText(text)):
        assert found.attribution.content[-1].end <= len(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He said “yes” and 'no' and ''maybe.''", ["“yes”", "'no'", "''maybe.''"]),
        ("The mayors' plan isn't the voters' plan.", []),
        ("“First part.\n\n“Second part,” she said.", ["“First part.\n\n“Second part,”"]),
        ("She left “early.\n\nNobody knew why.", ["“early."]),
        ('A 6\'2" man spoke of "luck" twice.', ['"luck"']),
        ("``Good,'' he said.", ["``Good,''"]),
        ("He called it “a ‘bad’ idea” twice.", ["“a ‘bad’ idea”"]),
    ],
)
def test_quotations(text, wanted):
    tokens = TokenizedText(text)
    assert [tokens.span(*q).of(text) for q in find_quotations(tokens)] == wanted


def test_what_was_not_taken_is_told_with_its_reason():
    text = "The mayor walked to the report desk. He said it rained."
    reasons = {span.of(text): why for span, why in find_rejected(TokenizedText(text))}
    assert "report" in reasons
    assert "said" not in reasons


def test_a_weights_file_of_another_grammar_is_refused():
    with pytest.raises(GrammarError, match=r"expected gate, source"):
        read_weights("[gate]\n[end]\n")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ana Ruiz did not say what became of the $3 million.", None),
        ("Ana Ruiz said that the $3 million was spent.", "Ana Ruiz"),
        ("The Brae Chamber raised the death toll to nearly 320 sailors.", "Brae Chamber"),
        ("Retail sales declined 0.2% in May, the Brae Chamber said Friday.", "Brae Chamber"),
    ],
)
def test_a_figure_that_somebody_does_not_state_is_not_theirs(text: str, speaker: str | None) -> None:
    (figure,) = (c for c in parse(Document(text)).claims if c.quantity)
    assert (figure.attribution and figure.attribution.speaker) == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Ruiz testified she bought the boat from Moss at a yard in Kell.",
        "Someone told harbour police there were two men on the quay.",
        "Two divers told the Herald they have been frustrated by how the port has been run.",
        "The Kell Health Department told CNN the records are treated as confidential.",
        "Port clerks estimate every extra day could cost the town $2 million.",
        "A court has ruled that the records of the ferry must be made public.",
        "Court filings show the county has opened its own inquiry.",
        "The town is split, with Moss saying he won’t sell any more boats.",
        "Moss was held in the cellar for five days, the filing states.",
        "Ruiz criticized the council for selling the old pier.",
        "The new poll shows Ruiz far ahead of her rivals.",
    ],
)
def test_a_plain_clause_is_shown(text: str) -> None:
    """Whatever its score: somebody is the subject of a word of saying, and a whole clause is beside it."""
    assert any(c.shown for c in parse(Document(text)).claims if c.kind == "statement")


@pytest.mark.parametrize("text", ["Ruiz criticized the council.", "Ruiz thanked the crew for their work.", "The map shows."])
def test_a_judgement_without_a_reason_is_not_shown(text: str) -> None:
    assert not any(c.shown for c in parse(Document(text)).claims if c.kind == "statement")


def test_a_participle_of_a_noun_is_no_statement() -> None:
    """A stated aim has an owner, who says nothing here."""
    assert not any(c.shown for c in parse(Document("Moss’s stated aim was about fees and fines.")).claims if c.kind == "statement")
