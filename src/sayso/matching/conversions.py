"""Units that convert into one another, so that ninety minutes and an hour and a half are one figure.

Names are those of the grammar; an unknown name converts into itself alone.
"""

from __future__ import annotations

from sayso.grammar.lexicon.tables import numbers

#: Each unit in the smallest of its kind, one table a kind.
_KINDS = tuple(
    numbers(text)
    for text in (
        """
        second 1
        minute 60
        hour 3600
        day 86400
        week 604800
        fortnight 1209600
        """,
        """
        month 1
        quarter 3
        year 12
        decade 120
        century 1200
        """,
        """
        day of age 1
        week of age 7
        month of age 30.44
        year of age 365.25
        """,
        """
        picometre 0.000000001
        nanometre 0.000001
        micrometre 0.001
        millimetre 1
        centimetre 10
        inch 25.4
        decimetre 100
        foot 304.8
        yard 914.4
        metre 1000
        fathom 1828.8
        furlong 201168
        km 1000000
        mile 1609344
        nautical mile 1852000
        """,
        """
        nanogram 0.000000001
        microgram 0.000001
        milligram 0.001
        carat 0.2
        gram 1
        ounce 28.349523
        troy ounce 31.1034768
        pound-mass 453.59237
        stone 6350.29318
        kilogram 1000
        ton 907184.74
        tonne 1000000
        kiloton 907184740
        kilotonne 1000000000
        megaton 907184740000
        megatonne 1000000000000
        gigaton 907184740000000
        gigatonne 1000000000000000
        """,
        """
        square centimetre 0.0001
        square inch 0.00064516
        square foot 0.09290304
        square yard 0.83612736
        square metre 1
        dunam 1000
        acre 4046.8564
        hectare 10000
        square kilometre 1000000
        square mile 2589988.1
        """,
        """
        kilometre per hour 1
        mile per hour 1.609344
        knot 1.852
        metre per second 3.6
        """,
        """
        microlitre 0.000001
        millilitre 0.001
        cubic centimetre 0.001
        centilitre 0.01
        cubic inch 0.016387064
        fluid ounce 0.0295735296
        decilitre 0.1
        cup 0.2365882365
        pint 0.47317647
        quart 0.94635295
        litre 1
        gallon 3.7854118
        imp. gallon 4.54609
        cubic foot 28.316846592
        hectolitre 100
        barrel 158.98729
        cubic yard 764.554857984
        cubic metre 1000
        megalitre 1000000
        acre-foot 1233481.8375475
        gigalitre 1000000000
        cubic kilometre 1000000000000
        """,
        """
        picosecond 0.000001
        nanosecond 0.001
        microsecond 1
        millisecond 1000
        """,
        """
        watt hour 1
        kilowatt hour 1000
        megawatt hour 1000000
        gigawatt hour 1000000000
        terawatt hour 1000000000000
        """,
        """
        calorie 1
        kilocalorie 1000
        """,
        """
        joule 1
        kilojoule 1000
        megajoule 1000000
        gigajoule 1000000000
        terajoule 1000000000000
        """,
        """
        byte 1
        kilobyte 1000
        megabyte 1000000
        gigabyte 1000000000
        terabyte 1000000000000
        petabyte 1000000000000000
        """,
        """
        bit per second 1
        kilobit per second 1000
        megabit per second 1000000
        gigabit per second 1000000000
        terabit per second 1000000000000
        """,
        """
        hertz 1
        kilohertz 1000
        megahertz 1000000
        gigahertz 1000000000
        terahertz 1000000000000
        """,
        """
        volt 1
        kilovolt 1000
        megavolt 1000000
        """,
        """
        pascal 1
        hectopascal 100
        millibar 100
        kilopascal 1000
        megapascal 1000000
        bar 100000
        atmosphere 101325
        """,
        """
        microsievert 1
        millisievert 1000
        sievert 1000000
        """,
        """
        milliwatt 0.001
        watt 1
        kilowatt 1000
        megawatt 1000000
        gigawatt 1000000000
        terawatt 1000000000000
        """,
        """
        cent 1
        USD 100
        """,
        """
        pence 1
        penny 1
        GBP 100
        """,
    )
)
#: Money as rates name it, and as it is named elsewhere.
_MONEY = {
    "dollar": "USD",
    "euro": "EUR",
    "pound": "GBP",
    "pound sterling": "GBP",
    "yen": "JPY",
    "yuan": "CNY",
}

_KIND = {name: kind for kind in _KINDS for name in kind}


def factor(unit: str | None, into: str | None) -> float | None:
    """What a figure in `unit` is multiplied by to be one in `into`; None where they do not convert.

    A rate that names its measure in one text only is the same rate: a price is often given "a barrel" once and bare after.

    >>> factor("hour", "minute"), factor("hour", "km")
    (60.0, None)
    >>> factor("dollar per barrel", "USD"), factor("USD per barrel", "USD per gallon")
    (1.0, None)
    """
    if unit == into:
        return 1.0
    if unit is None or into is None:
        return None
    base, per = _rate(unit)
    other, measure = _rate(into)
    if per and measure and per != measure:
        return None
    if base == other:
        return 1.0
    kind = _KIND.get(base, {})
    return kind[base] / kind[other] if other in kind else None


def _rate(unit: str) -> tuple[str, str]:
    """A rate's unit and its measure; a speed ("mile per hour") is a unit of its own."""
    base, _, measure = (unit, "", "") if unit in _KIND else unit.partition(" per ")
    return _MONEY.get(base, base), measure
