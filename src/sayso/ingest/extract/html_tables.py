"""Turns figures in HTML tables into lines of text: each row becomes a line with its head and, for each cell, the head of its column.

The grammar reads "Varn: 12 injured, 4,100 homes without power." like any other text, and
matching follows it by the row's head. Layout tables, and those without figures or heads, do not change.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import html as lxml_html
from lxml.html import HtmlElement

from sayso.grammar.vocabulary import is_word

#: The most rows and columns of a table that is read; larger ones are data sets, not part of a story.
MOST_ROWS, MOST_COLUMNS = 200, 12
_YEAR = re.compile(r"(?:19|20)\d\d")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
#: Words of a paragraph.
_MIN_PROSE_WORDS = 12
_NUMBER = re.compile(r"[~≈<>+±–-]?\s?\d[\d,.\s]*(?:\s?(?:million|billion|trillion|m|bn|k))?\+?", re.IGNORECASE)
_FIGURE = re.compile(r"\d")
_UNIT = re.compile(r"(?P<name>.*\S)\s*\((?P<unit>[^()]{1,12})\)$")
_BESIDE = frozenset(("aside", "nav", "footer", "form"))
_BEFORE = frozenset("$€£¥₹")
#: Heads of columns with the names or numbers of the rows.
_NAMELESS = re.compile(r"(?:#|no\.?|rank|position|pos\.?)?", re.IGNORECASE)


def spell_out_tables(tree: HtmlElement) -> int:
    """Replaces the tables with figures by paragraphs, and returns the number of tables with figures that were left out."""
    left_out = 0
    for table in list(tree.iter("table")):
        if any(box.tag in _BESIDE for box in table.iterancestors()):
            continue
        if table.getparent() is None or next(table.iterdescendants("table"), None) is not None:
            continue
        rows = [[" ".join(" ".join(cell.itertext()).split()) for cell in row.iter("td", "th")] for row in table.iter("tr")]
        # A row with one cell is a heading of some rows, or the source under the table.
        lines = write_lines([row for row in rows if any(row) and len(row) > 1])
        if lines:
            _replace(table, lines)
        else:
            left_out += sum(bool(_NUMBER.fullmatch(cell)) for row in rows for cell in row) > 1
    return left_out


def unfold(tree: HtmlElement) -> None:
    """Turns layout tables into boxes: tables without heads, with a cell of several paragraphs or as much text."""
    for table in list(tree.iter("table")):
        cells = list(table.iter("td"))
        if next(table.iter("th"), None) is None and any(map(_is_prose, cells)):
            for part in [table, *table.iter("tbody", "thead", "tfoot", "tr", "td")]:
                part.tag = "div"


def _is_prose(cell: HtmlElement) -> bool:
    if next(cell.iterdescendants("td"), None) is not None:
        return False
    prose = [len(" ".join(p.itertext()).split()) for p in cell.iter("p")]
    return sum(size >= _MIN_PROSE_WORDS for size in prose) >= 2 or (
        not prose and len(" ".join(cell.itertext()).split()) >= 4 * _MIN_PROSE_WORDS
    )


def write_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """Returns a line for each row with a figure; none for a table without heads or with another structure.

    >>> write_lines([["County", "Injured", "Cost ($)"], ["Varn", "12", "4,100"], ["Ost", "–", "950"]])
    ['Varn: 12 injured, cost $4,100.', 'Ost: cost $950.']
    >>> write_lines([["Deaths", "118"], ["Homes without power", "4,100"]])
    ['118 deaths.', '4,100 homes without power.']
    >>> write_lines([["", "Varn", "2026"], ["Injured", "12", "3"], ["Homes lost", "4,100", "950"]])
    ['Varn: 12 injured, 4,100 homes lost.', '2026: 3 injured, 950 homes lost.']
    """
    if not 2 <= len(rows) <= MOST_ROWS or not 2 <= (width := len(rows[0])) <= MOST_COLUMNS or any(len(row) != width for row in rows):
        return []
    head, *rest = rows
    if width == 2 and all(_FIGURE.search(row[1]) and not _FIGURE.search(row[0]) for row in rows):
        return [f"{_label_figure(name, cell)}." for name, cell in rows]
    if _lies_on_its_side(rows):
        rows = [list(column) for column in zip(*rows, strict=True)]
        head, *rest = rows
    if any(_NUMBER.fullmatch(cell) for cell in head) or not all(head[1:]):
        return []
    at = 1 if _NAMELESS.fullmatch(head[0]) and width > 2 and head[0] else 0
    lines = []
    for row in rest:
        cells = [_label_figure(name, cell) for name, cell in zip(head[at + 1 :], row[at + 1 :], strict=True) if _FIGURE.search(cell)]
        if cells and row[at]:
            lines.append(f"{row[at]}: {', '.join(cells)}.")
    return lines


def _lies_on_its_side(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table is transposed: places, people or years are the heads of the columns, and counted things those of the rows."""
    return all(_is_name(cell) for cell in rows[0][1:]) and not any(_is_name(row[0]) for row in rows[1:]) and all(row[0] for row in rows[1:])


def _is_name(text: str) -> bool:
    return _YEAR.fullmatch(text) is not None or any(word[0].isupper() and not is_word(word.lower()) for word in _LETTERS.findall(text))


def _label_figure(head: str, cell: str) -> str:
    """Returns a figure with its label: "12 injured", "cost $4,100", "turnout 61.2%"."""
    if unit := _UNIT.fullmatch(head):
        head, mark = unit["name"], unit["unit"]
        if _NUMBER.fullmatch(cell):
            cell = f"{mark}{cell}" if mark[0] in _BEFORE else f"{cell}{mark}" if mark == "%" else f"{cell} {mark}"
    name = head if head[:2].isupper() or not head[:1].isupper() else head[:1].lower() + head[1:]
    return f"{cell} {name}" if _NUMBER.fullmatch(cell) else f"{name} {cell}"


def _replace(table: HtmlElement, lines: Sequence[str]) -> None:
    box = lxml_html.Element("div")
    for line in lines:
        paragraph = lxml_html.Element("p")
        paragraph.text = line
        box.append(paragraph)
    box.tail = table.tail
    parent = table.getparent()
    if parent is not None:
        parent.replace(table, box)
