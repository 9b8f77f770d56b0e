"""Zone abbreviations beside times on news pages, as hours east of UTC or as zones with summer time.

Some are ambiguous: "IST" is India, Israel and Ireland. The page's country decides; if it is unknown, the meaning that
is by far the most frequent in English news; if there is no such meaning, the zone counts as assumed.
"""

from __future__ import annotations

#: Fixed offsets, in hours.
FIXED: dict[str, float] = {
    "ACDT": 10.5,
    "ACST": 9.5,
    "ADT": -3,
    "AEDT": 11,
    "AEST": 10,
    "AKDT": -8,
    "AKST": -9,
    "AWST": 8,
    "BRT": -3,
    "BST": 1,
    "CAT": 2,
    "CDT": -5,
    "CEST": 2,
    "CET": 1,
    "CST": -6,
    "EAT": 3,
    "EDT": -4,
    "EEST": 3,
    "EET": 2,
    "EST": -5,
    "GMT": 0,
    "HKT": 8,
    "HST": -10,
    "ICT": 7,
    "JST": 9,
    "KST": 9,
    "MDT": -6,
    "MSK": 3,
    "MST": -7,
    "MYT": 8,
    "NDT": -2.5,
    "NPT": 5.75,
    "NST": -3.5,
    "NZDT": 13,
    "NZST": 12,
    "PDT": -7,
    "PHT": 8,
    "PKT": 5,
    "PST": -8,
    "SAST": 2,
    "SGT": 8,
    "TRT": 3,
    "UTC": 0,
    "WAT": 1,
    "WEST": 1,
    "WET": 0,
    "WIB": 7,
    "Z": 0,
}

#: Names without summer or standard time.
FLOATING: dict[str, str] = {
    "AET": "Australia/Sydney",
    "AKT": "America/Anchorage",
    "CT": "America/Chicago",
    "ET": "America/New_York",
    "MT": "America/Denver",
    "NZT": "Pacific/Auckland",
    "PT": "America/Los_Angeles",
}

#: The meaning of an abbreviation in certain countries (ISO 3166 codes in lower case), apart from its meaning elsewhere.
_SHARED: dict[str, dict[str, float]] = {
    "ADT": {"ae": 4, "bh": 3, "iq": 4, "kw": 3, "qa": 3, "sa": 3},
    "AST": {"ae": 4, "bh": 3, "iq": 3, "kw": 3, "qa": 3, "sa": 3, "ye": 3},
    "BST": {"bd": 6},
    "CDT": {"au": 10.5, "cu": -4},
    "CST": {"au": 9.5, "cn": 8, "cu": -5, "hk": 8, "tw": 8},
    "EDT": {"au": 11},
    "EST": {"au": 10},
    "GST": {"gs": -2},
    "IST": {"ie": 1, "il": 2},
    "PST": {"ph": 8, "pk": 5, "pn": -8},
    "SST": {"sg": 8},
    "WST": {"ws": 13},
}
#: The meaning of these if the country is unknown; it is then uncertain.
_UNSURE: dict[str, float] = {"AST": -4, "GST": 4, "IST": 5.5, "SST": -11, "WST": 8}


def find_offset(name: str, country: str | None) -> tuple[float | None, bool]:
    """Returns the fixed offset of an abbreviation in a country, in hours (None if unknown), and whether it is certain.

    >>> find_offset("CST", "cn"), find_offset("CST", None), find_offset("IST", None), find_offset("IST", "in")
    ((8, True), (-6, True), (5.5, False), (5.5, True))
    """
    if country and country in _SHARED.get(name, {}):
        return _SHARED[name][country], True
    if name in FIXED:
        return FIXED[name], True
    return _UNSURE.get(name), country is not None
