"""Units that convert into one another, so that ninety minutes and an hour and a half are one figure.

Names are those of the grammar; an unknown name converts into itself alone.
"""

from __future__ import annotations

from sayso.grammar.tables import numbers

#: Each unit in the smallest of its kind; a kind ends at a blank name.
_KINDS = tuple(
    numbers(text)
    for text in (
        """
        second 1
        minute 60
        hour 3600
        day 86400
        week 604800
        """,
        """
        month 1
        year 12
        decade 120
        century 1200
        """,
        """
        mm 1
        cm 10
        inch 25.4
        foot 304.8
        yard 914.4
        m 1000
        km 1000000
        mile 1609344
        """,
        """
        g 1
        oz 28.349523
        lb 453.59237
        kg 1000
        tonne 1000000
        ton 907184.74
        """,
        """
        sq_m 1
        acre 4046.8564
        hectare 10000
        sq_km 1000000
        sq_mile 2589988.1
        """,
        """
        km/h 1
        mph 1.609344
        knot 1.852
        """,
        """
        litre 1
        gallon 3.7854118
        """,
    )
)
_KIND = {name: kind for kind in _KINDS for name in kind}


def factor(unit: str | None, into: str | None) -> float | None:
    """What a figure in `unit` is multiplied by to be one in `into`; None where they do not convert.

    >>> factor("hour", "minute"), factor("hour", "km")
    (60.0, None)
    """
    if unit == into:
        return 1.0
    kind = _KIND.get(unit or "")
    if kind is None or into not in kind or unit is None:
        return None
    return kind[unit] / kind[into]
