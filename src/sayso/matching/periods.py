"""Whether two figures count what happened in two different periods.

"As of Saturday" moves on to "as of Sunday" as a total grows, and it stays one claim. Not so what was added since the last report ("18
additional cases", "another 40 were hurt"), once it is told of another day, nor what came between two dates of which the first is another.
"""

from __future__ import annotations

from sayso.kept import compiled
from sayso.matching.mentions import Mention
from sayso.matching.terms import stem

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:\d{{1,2}}(?:\s{_MONTH})?|{_MONTH}(?:\s\d{{1,2}}\b)?)(?:,?\s\d{{4}})?"

#: A day of the calendar or of the week.
_DATE = compiled(rf"\b(?:\d{{1,2}}\s{_MONTH}|{_MONTH}\s\d{{1,2}}\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)")

#: Where a period starts that also ends.
_FROM = compiled(rf"\b(?:[Bb]etween|[Ff]rom)\s(?P<start>{_DAY})\s(?:and|to|through|until|-)\s{_DAY}")

#: Words beside a figure that make it an increment, before it and behind it.
_BEFORE = frozenset(map(stem, ("another", "additional", "extra", "further", "new")))
_BEHIND = frozenset(map(stem, ("additional", "extra", "further", "new", "newly")))


def other_period(old: Mention, new: Mention) -> bool:
    """Whether a figure counts in another period than the other."""
    first, then = (_FROM.search(m.home.text) for m in (old, new))
    if first and then:
        return first["start"] != then["start"]
    if not (_adds(old) and _adds(new)):
        return False
    before, after = (set(_DATE.findall(m.home.text)) for m in (old, new))
    return bool(before and after) and before.isdisjoint(after)


def _adds(mention: Mention) -> bool:
    """Whether a figure counts what was added since the last report."""
    tokens, at = mention.home.tokens, mention.at
    return not _BEFORE.isdisjoint(tokens[max(0, at - 1) : at]) or not _BEHIND.isdisjoint(tokens[at + 1 : at + 3])
