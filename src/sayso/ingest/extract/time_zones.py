"""Zone abbreviations that news pages print beside a time, as minutes east of UTC or as a zone whose summer time the date decides.

Abbreviations that two continents share are left out ("IST" is India, Israel and Ireland): such a time counts as one without a zone.
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

#: Names that leave summer time to the reader.
FLOATING: dict[str, str] = {
    "AET": "Australia/Sydney",
    "AKT": "America/Anchorage",
    "CT": "America/Chicago",
    "ET": "America/New_York",
    "MT": "America/Denver",
    "NZT": "Pacific/Auckland",
    "PT": "America/Los_Angeles",
}
