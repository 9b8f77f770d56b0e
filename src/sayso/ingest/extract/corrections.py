"""Notices in which a publisher admits an error.

A notice is stored separately from the body. It repeats the figure that was wrong ("An earlier version said 14 had died"), which the article
no longer claims; left in the body it would be a claim of the new revision.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.calendar_names import MONTH_PATTERN

_THING = (
    r"(?:story|article|report|version|headline|post|page|item|piece|caption|dispatch|graphic|photo(?:\ caption)?|summary"
    r"|transcript)"
)
_FIX = (
    r"(?:correct\w*|misstat\w+|incorrectly|erroneously|mistakenly|wrongly|inaccurate\w*|misspell\w*|misidentif\w+|misquot\w+"
    r"|clarif\w+|fix(?:es|ed)?|amend\w+|in\ error|an\ error)"
)
_SAID = r"(?:said|stated|gave|had|put|listed|named|should|did\ not|referred|used|implied|described|reported)"
_DAY = rf"(?:{MONTH_PATTERN})\.?\s\d"
_LABEL = r"(?:corrections?\s(?:and|&)\sclarifications?|corrections?|corrected|corrects|clarifications?|erratum)"

_NOTICE = re.compile(
    rf"""[\s(\[*•—–-]* (?:
        {_LABEL}\b \s*(?:\([^)]*\)|,[^:]{{2,30}}|(?:on|made|added|issued|posted|appended)\s[^:]{{2,40}}|\d[^:]{{2,40}}
          |{_DAY}[^:]{{2,40}})? \s*[:—–-] .+
      | (?:update|updated|editors?['’]?\snote)\b [^:]{{0,40}} : .{{0,200}}? \b(?:{_THING}|it)\b .{{0,80}}?
      \b(?:corrected|clarified|amended|incorrectly|misstated)\b .*
      | we\s(?:have\s|'ve\s|’ve\s)?(?:since\s)?(?:corrected|clarified|amended|fixed)\s .+
      | (?:due\sto|because\sof|owing\sto)\s an?\s (?:\w+\s){{0,2}}error (?:\s(?:by|in|on|at)\s[^,]{{2,60}})? ,?\s
        .{{0,200}}? \b(?:{_THING}s?|(?:was|were)\s(?:first|originally|initially|previously|\w*ly\s\w+|mis\w+))\b .*
      | for\sthe\srecord\s?: .+
      | corrects?\s .+
      | (?:in\s)? (?:an?|the|this)\s (?:earlier|previous|prior|original|initial)\s (?:\w+\s){{0,2}}?{_THING}s?\s
        (?:of|on|in|to|for|accompanying)\s (?:this|the|our)\s .{{0,200}}? \b(?:{_FIX}|{_SAID})\b .*
      | (?:this|the)\s (?:[\w.,]+\s){{0,4}}? {_THING}\s (?:corrects|clarifies)\b .+
      | (?:this|the)\s (?:[\w.,]+\s){{0,4}}? {_THING}\s (?:and\sheadline\s)? (?:has|have|was|were)\s (?:been\s)? .{{0,120}}?
        \b(?:corrected|clarified|amended|correction|to\s(?:correct|clarify|fix|remove))\b .*
      | (?:a|this)\s correction\s (?:was|has\ been|is)\b .+
      | editor['’]?s?['’]?\s note\s*:? .{{0,200}} \b{_FIX}\b .*
      | (?:\w+\s){{0,4}} regrets?\s the\s errors? .*
    )""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_HEADING = re.compile(rf"[\s*•—–-]*(?:{_LABEL}|for\sthe\srecord)\s*:?\s*", re.IGNORECASE)
#: "CORRECTED-Ferry toll rises" and "(Corrected)" are wires' marks on a headline.
_MARKED = re.compile(r"^\W*correct(?:ed|ion|s)\b\s*[-–—:)(]|\(correct(?:ed|ion|s)\)\W*$", re.IGNORECASE)

#: The longest notice; longer paragraphs with words of correction are about prisons.
MAX_LENGTH = 900


def is_notice(paragraph: str) -> bool:
    """Whether the paragraph is a correction notice.

    >>> is_notice("An earlier version of this story misstated the number of crew.")
    True
    >>> is_notice("The Department of Correction said 14 inmates had escaped.")
    False
    """
    return len(paragraph) <= MAX_LENGTH and _NOTICE.fullmatch(paragraph) is not None


def set_apart(title: str, paragraphs: Sequence[str]) -> tuple[list[str], str | None]:
    """Returns the paragraphs without correction notices, and the notices as one text (None if there are none).

    The mark of a corrected headline is also a notice.
    """
    kept: list[str] = []
    notices: list[str] = []
    heading = False
    for paragraph in paragraphs:
        if _HEADING.fullmatch(paragraph):
            heading = True
        elif is_notice(paragraph) or (heading and len(paragraph) <= MAX_LENGTH):
            notices.append(paragraph)
            heading = False
        else:
            kept.append(paragraph)
            heading = False
    if not notices and _MARKED.search(title):
        notices.append(title)
    return kept, "\n\n".join(dict.fromkeys(notices)) or None


def is_full_notice(text: str) -> bool:
    """Whether a text is a notice with a whole sentence; for the rest of the page, where "Corrections" is only a link."""
    return len(text) >= 30 and is_notice(text)
