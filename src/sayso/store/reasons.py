"""Explains an empty list, if the database shows the reason: questions to the database, and words for the user.

The answer to each question is `held`, 1 or 0; each reads few rows of a database of any size.
"""

from __future__ import annotations

from collections.abc import Callable

#: Asks a question of a database.
Ask = Callable[[str], bool]

CHANGED = "select exists (select 1 from changes) as held"
#: The latest revisions; a time from a file, or from sayso's own clock, was not stated by the page.
STATED_TIME = """select exists (select 1 from (select updated_at_basis from revisions order by id desc limit 2000)
                where updated_at_basis not in ('capture', 'given')) as held"""
TWO_OUTLETS = "select exists (select 1 from articles where publisher > (select min(publisher) from articles)) as held"

NOTHING_CHANGED = "No article has a second revision with different claims yet."
NO_STATED_TIME = "No page states when it was updated, so no edit can be called a stealth edit."
ONE_OUTLET = "All articles are from one outlet, so no two outlets can disagree."


def explain_no_change(ask: Ask, stealth: bool) -> str:
    """Explains why no change, or no stealth edit, was found; "" if the reason is unknown."""
    if not ask(CHANGED):
        return NOTHING_CHANGED
    return NO_STATED_TIME if stealth and not ask(STATED_TIME) else ""


def explain_no_disagreement(ask: Ask) -> str:
    """Explains why no two outlets disagree; "" if the reason is unknown."""
    return "" if ask(TWO_OUTLETS) else ONE_OUTLET
