"""What the pages are made of: diffs, marked text, charts, words; pure functions."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import CHANGE_KINDS, Span
from sayso.present import text_diffs, words
from sayso.present.highlights import ClaimMark, merge_paragraph, render_side
from sayso.present.sanitize import check_web_url, neutralize
from sayso.publish import charts, plot, sql_functions

TEXT = st.text(alphabet="ab 12,.\n“”<&é", max_size=120)


@given(TEXT, TEXT)
def test_a_word_diff_holds_both_texts_whole(old: str, new: str) -> None:
    pieces = text_diffs.diff_words(old, new)
    assert "".join(p.old.of(old) for p in pieces if p.op != "new") == old
    assert "".join(p.new.of(new) for p in pieces if p.op != "gone") == new
    assert all(p.old.of(old) == p.new.of(new) for p in pieces if p.op == "same")


@given(TEXT, TEXT)
def test_the_rows_of_a_comparison_hold_every_paragraph_once_and_in_order(old: str, new: str) -> None:
    rows = text_diffs.diff_paragraphs(old, new)
    assert [r.old for r in rows if r.old] == text_diffs.find_paragraphs(old)
    assert [r.new for r in rows if r.new] == text_diffs.find_paragraphs(new)


@given(st.lists(st.sampled_from(["same", "edited"]), max_size=30))
def test_folds_lose_no_row(fates: list[str]) -> None:
    rows = [text_diffs.Row(fate, Span(i, i + 1), Span(i, i + 1)) for i, fate in enumerate(fates)]  # type: ignore[arg-type]
    folds = text_diffs.fold_rows(rows)
    assert [r for f in folds for r in f.rows] == rows
    assert all(r.fate == "same" for f in folds if f.folded for r in f.rows)


def test_a_number_changes_as_a_whole() -> None:
    assert sql_functions.format_claim_diff("12,000 people fled", "12,500 people fled") == "[-12,000-]{+12,500+} people fled"


def test_texts_beyond_the_cap_are_compared_whole_and_at_once() -> None:
    long = "word " * text_diffs.MAX_TOKENS
    assert [p.op for p in text_diffs.diff_words(long, long + "more")] == ["gone", "new"]


def test_an_edited_paragraph_stands_beside_its_old_self_and_others_where_they_stood() -> None:
    old = "Headline\n\nTwelve people died in the strait.\n\nIt rained."
    new = "Headline\n\nA ship came.\n\nNineteen people died in the strait.\n\nIt rained."
    assert [r.fate for r in text_diffs.diff_paragraphs(old, new)] == ["same", "new", "edited", "same"]


@given(TEXT, TEXT, st.lists(st.tuples(st.integers(0, 120), st.integers(1, 40), st.booleans()), max_size=6))
def test_marked_text_is_well_formed_and_says_what_the_text_says(old: str, new: str, places: list[tuple[int, int, bool]]) -> None:
    marks = [ClaimMark(s, min(s + n, len(new)), "quantity" if q else "statement", "/c/1", "raised") for s, n, q in places if s < len(new)]
    for row in text_diffs.diff_paragraphs(old, new):
        if row.new and row.old:
            html = merge_paragraph(old, new, row.new, row.pieces, marks)
            assert "".join(ElementTree.fromstring(f"<p>{html}</p>").itertext()).count("<") == html.count("&lt;")
        if row.new:
            shown = ElementTree.fromstring(f"<p>{render_side(new, row.new, row.pieces, marks, new=True)}</p>")
            assert not any(child.tag == "a" for a in shown.iter("a") for child in a.iter() if child is not a)
            for extra in [*shown.iter("span"), *shown.iter("a")]:
                if extra.get("class", "").startswith(("sign", "vh", "ref")) or extra.get("aria-hidden"):
                    extra.text = ""
                    for child in list(extra):
                        child.text = child.tail = ""
            assert "".join(shown.itertext()) == row.new.of(new)


def test_a_figure_inside_a_statement_is_one_link_inside_a_span() -> None:
    text = "Police said 19 people died."
    marks = [
        ClaimMark(12, 26, "statement", "/claims/1", None, "Statement"),
        ClaimMark(12, 14, "quantity", "/claims/2", "raised", "Raised: 12 → 19"),
    ]
    html = render_side(text, Span(0, len(text)), [text_diffs.Piece("same", Span(0, 0), Span(0, len(text)))], marks, new=True)
    root = ElementTree.fromstring(f"<p>{html}</p>")
    statement = root.find("span")
    assert statement is not None
    assert [a.get("href") for a in statement.iter("a")] == ["/claims/2"]
    assert [a.get("href") for a in root.findall("a")] == ["/claims/1"]


STEPS = [
    plot.ChartStep("2026-03-03T06:00:00Z", "2026-03-03T09:00:00Z", 12.0, 12.0, None, "at least 12"),
    plot.ChartStep("2026-03-03T09:00:00Z", "2026-03-04T09:00:00Z", 32000.0, 31000.0, 32000.0, "nearly 32,000"),
    plot.ChartStep("2026-03-05T09:00:00Z", None, 31988.0, 31988.0, 31988.0, "31,988"),
]


def test_a_chart_draws_each_hedge_as_what_it_is() -> None:
    svg = ElementTree.fromstring(charts.draw_step_chart(STEPS, "2026-03-06T00:00:00Z", title="Toll <b>"))
    rects = [r.get("class") for r in svg.iter("rect")]
    assert rects == ["band-up", "band"]  # no roof; a band; and an exact figure has none
    assert svg.get("aria-label") == "Toll <b>"
    path = next(p.get("d") or "" for p in svg.iter("path") if p.get("class") == "step")
    assert path.count("M") == 2  # broken where the claim was gone
    assert path.count("V") == 1


def test_a_chart_without_a_figure_is_none() -> None:
    assert charts.draw_step_chart([plot.ChartStep("2026-03-03T06:00:00Z", None, None, None, None)], "2026-03-03T06:00:00Z") == ""
    assert charts.draw_sparkline(STEPS[:1], "2026-03-03T06:00:00Z") == ""
    assert charts.draw_columns([("one", 1, 2)], ["/"]) == ""


@given(st.lists(st.tuples(st.floats(-1e12, 1e12), st.floats(0, 1e9)), min_size=1, max_size=8))
def test_any_figures_make_a_chart_within_its_frame(levels: list[tuple[float, float]]) -> None:
    steps = [
        plot.ChartStep(f"2026-03-{i + 1:02}T00:00:00Z", f"2026-03-{i + 2:02}T00:00:00Z", v, v - w, v) for i, (v, w) in enumerate(levels)
    ]
    svg = ElementTree.fromstring(charts.draw_step_chart(steps, "2026-03-20T00:00:00Z", 720, 260))
    assert all(-1 <= float(dot.get("cx") or -9) <= 721 and -1 <= float(dot.get("cy") or -9) <= 261 for dot in svg.iter("circle"))


def test_every_kind_of_change_has_words() -> None:
    assert tuple(words.KINDS) == CHANGE_KINDS


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example/",
        "https://a.example/\u202egpj",
        "https://a b.example",
        "http:///x",
        'https://a.example/"x',
        None,
        7,
    ],
)
def test_only_plain_web_addresses_become_links(url: object) -> None:
    assert check_web_url(url) is None


def test_harmful_characters_show_and_keep_their_place() -> None:
    text = "a\x00b\u202ec\u2066d\x7f\ufffe"
    assert len(neutralize(text)) == len(text)
    assert neutralize(text) == "a␀b\ufffdc\ufffdd\ufffd\ufffd"
    assert neutralize("naïve “quote” — مرحبا‏") == "naïve “quote” — مرحبا‏"


@pytest.mark.parametrize(
    ("modifier", "value", "low", "high"),
    [("about", 1200, 1150, 1250), ("nearly", 32000, 31000, 32000), ("over", 10, 10, None), ("under", 5, None, 5), ("exact", 7, 7, 7)],
)
def test_hedges_commit_to_intervals_by_roundness(modifier: str, value: float, low: float | None, high: float | None) -> None:
    assert sql_functions.compute_hedge_interval(modifier, value) == (low, high)


def test_diff_cells_let_nothing_through_but_their_four_tags() -> None:
    evil = '<span class="claim-diff"><del>12</del><script>x</script><ins onload=x>19</ins></span>'
    shown = sql_functions.render_diff_cell(evil)
    assert shown is None or "<script" not in shown
    fair = sql_functions.format_claim_diff_html("12 <b>", "19 <b>")
    assert fair is not None
    assert sql_functions.render_diff_cell(fair) == "<del>12</del><ins>19</ins> &lt;b&gt;"
    assert (
        sql_functions.render_diff_cell('<span class="claim-diff"><del><script>x</script></del></span>')
        == "<del>&lt;script&gt;x&lt;/script&gt;</del>"
    )
    assert sql_functions.render_diff_cell("plain") is None
