"""The reason for an empty list, where the database shows it: questions to the database, and words for the user.

Each question is answered by `held`, 1 or 0, and looks at few rows, however many there are.
"""

from __future__ import annotations

from collections.abc import Callable

#: Asks a question of a database.
Ask = Callable[[str], bool]

CHANGED = "select exists (select 1 from changes) as held"
#: The latest revisions; times that came with a file, or from sayso's own clock, are not a page's statement.
STATED_TIME = """select exists (select 1 from (select updated_at_basis from revisions order by id desc limit 2000)
                where updated_at_basis not in ('capture', 'given')) as held"""
TWO_OUTLETS = "select exists (select 1 from articles where publisher > (select min(publisher) from articles)) as held"

NOTHING_CHANGED = "No article has a second revision with different claims yet."
NO_STATED_TIME = "No page states when it was updated, so no edit can be called a stealth edit."
ONE_OUTLET = "All articles are from one outlet, so no two outlets can disagree."


def explain_no_change(ask: Ask, stealth: bool) -> str:
    """Why no change was found, or no stealth edit; "" where nothing is known."""
    if not ask(CHANGED):
        return NOTHING_CHANGED
    return NO_STATED_TIME if stealth and not ask(STATED_TIME) else ""


def explain_no_disagreement(ask: Ask) -> str:
    """Why no two outlets disagree; "" where nothing is known."""
    return "" if ask(TWO_OUTLETS) else ONE_OUTLET
