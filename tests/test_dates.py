"""Times as publishers write them, and which of them are believed."""

from __future__ import annotations

import pytest

from sayso.errors import InputError
from sayso.ingest.clock import parse_http_date
from sayso.ingest.extract.page import TimeCandidate
from sayso.ingest.extract.time_basis import BASES, choose_candidate, find_address_day, make_candidate, rank_candidates
from sayso.ingest.extract.time_formats import Home, parse_time, set_clock

FULL = [
    ("2024-04-28T15:56:35+0100", "2024-04-28T14:56:35Z"),
    ("2024-04-30 16:38:37 +02:00", "2024-04-30T14:38:37Z"),
    ("2019-12-30T05:03-0500", "2019-12-30T10:03:00Z"),
    ("2024-04-25 04:21:02.000000-0400", "2024-04-25T08:21:02Z"),
    ("2020-08-16T23:40:47.000Z", "2020-08-16T23:40:47Z"),
    ("2026-02-14T07:07:30.123456+00:00", "2026-02-14T07:07:30Z"),
    ("2024-01-01T00:30:00+02", "2023-12-31T22:30:00Z"),
    ("1750680000000", "2025-06-23T12:00:00Z"),
    (1750680000, "2025-06-23T12:00:00Z"),
    ("20240321T103800Z", "2024-03-21T10:38:00Z"),
    ("Sun, 24 Mar 2024 04:54:14 -0400", "2024-03-24T08:54:14Z"),
    ("15:56 BST, 26 April 2024", "2024-04-26T14:56:00Z"),
    ("6:12 PM EST, Sun March 1, 2026", "2026-03-01T23:12:00Z"),
    ("March 21, 2024 at 10:38 a.m. ET", "2024-03-21T14:38:00Z"),
    ("January 21, 2024 at 10:38 a.m. ET", "2024-01-21T15:38:00Z"),
    ("Sat 17 Feb 2024 12.42 CET", "2024-02-17T11:42:00Z"),
    ("Friday, 15 Nov 2024 4:55 PM MYT", "2024-11-15T08:55:00Z"),
    ("Sept. 5th, 2024, 12:05 am GMT+2", "2024-09-04T22:05:00Z"),
    ("12 p.m. UTC on 1 May 2024", "2024-05-01T12:00:00Z"),
    ("25 May 2026, 00:25 UTC\N{MINUS SIGN}3", "2026-05-25T03:25:00Z"),  # a real minus, as typographers set it
]


@pytest.mark.parametrize(("raw", "value"), FULL)
def test_a_time_with_its_zone_is_read_to_the_second(raw, value):
    assert parse_time(raw, "Asia/Tokyo") == (value, False, False)


@pytest.mark.parametrize(
    ("raw", "zone", "value"),
    [
        ("Mar 20, 2024, 10:38 AM", "UTC", "2024-03-20T10:38:00Z"),
        ("Mar 20, 2024, 10:38 AM", "America/New_York", "2024-03-20T14:38:00Z"),
        ("2024-04-25T04:21:02", "Europe/Berlin", "2024-04-25T02:21:02Z"),
        ("22:14, 21 Apr 2024", "Europe/London", "2024-04-21T21:14:00Z"),
        ("2 May 2024, 3:10 pm IST", "UTC", "2024-05-02T09:40:00Z"),  # India; it can be Israel or Ireland
        ("2 May 2024, 3:10 pm XQT", "Europe/Berlin", "2024-05-02T13:10:00Z"),
    ],
)
def test_without_a_zone_one_is_assumed_and_said_to_be(raw, zone, value):
    assert parse_time(raw, zone) == (value, True, False)


@pytest.mark.parametrize("raw", ["2024-05-01", "20240501", "1 May 2024", "May 1st, 2024", "2024/05/01", "Wednesday, 1 May, 2024"])
def test_a_day_alone_is_midnight_and_known_as_such(raw):
    assert parse_time(raw, "Asia/Tokyo") == ("2024-05-01T00:00:00Z", True, True)


@pytest.mark.parametrize(
    "raw",
    ["", None, True, [], {}, "soon", "2 hours ago", "03/04/2024", "2024-02-30", "2024-13-01T10:00:00Z", "0001-01-01T00:00:00Z",
     "2024-05-01T25:00:00Z", "161385360554578", "9999-12-31", "May", "at 10:38 AM", "x" * 500, "2024-05-01T10:00:00+99:00"],
)  # fmt: skip
def test_what_is_no_time_is_none(raw):
    assert parse_time(raw) is None


def test_an_unknown_zone_is_refused_by_name():
    with pytest.raises(InputError, match="'Middle/Earth' is not a time zone"):
        parse_time("1 May 2024, 10:00", "Middle/Earth")


def test_a_clock_takes_its_day_from_the_line_before():
    assert set_clock("2024-03-21T10:38:00Z", "Updated: 8:52 pm", "UTC") == ("2024-03-21T20:52:00Z", True, False)
    # Late evening in New York is the next day in UTC, and still the same day there.
    assert set_clock("2024-03-22T01:00:00Z", "Updated: 9:30 pm", "America/New_York") == ("2024-03-22T01:30:00Z", True, False)
    assert set_clock("2024-03-22T01:00:00Z", "Updated today", "UTC") is None


def test_header_dates():
    assert parse_http_date("Wed, 21 Oct 2015 07:28:00 GMT") == "2015-10-21T07:28:00Z"
    assert parse_http_date("yesterday") is None


def _of(what, raw, basis):
    found = make_candidate(what, raw, basis)
    assert found is not None
    return found


NOW = "2024-06-01T00:00:00Z"
PUBLISHED = "2024-05-01T10:00:00Z"


@pytest.mark.parametrize(
    ("rows", "basis"),
    [
        ([("updated", "2024-05-01T12:00:00Z", "article:modified_time"), ("updated", "2024-05-01T11:00:00Z", "JSON-LD dateModified")],
         "JSON-LD dateModified"),
        # A local time printed as UTC lies before publication.
        ([("updated", "2024-05-01T06:00:00Z", "JSON-LD dateModified"), ("updated", "2024-05-01T10:00:08Z", "article:modified_time")],
         "article:modified_time"),
        ([("updated", "2024-07-01T06:00:00Z", "JSON-LD dateModified"), ("updated", "2024-05-02T10:00Z", "visible line")],
         "visible line"),
        # A day says less than a time.
        ([("updated", "2024-05-03", "JSON-LD dateModified"), ("updated", "2024-05-02T10:00:00Z", "visible line")], "visible line"),
        ([("updated", "2024-05-01", "JSON-LD dateModified")], "JSON-LD dateModified"),
        # One press of a button, two stamps.
        ([("updated", "2024-05-01T09:59:27Z", "JSON-LD dateModified")], "JSON-LD dateModified"),
        # Who hands us a revision time is believed.
        ([("updated", "2024-04-30T09:00:00Z", "given")], "given"),
        ([("updated", "2024-07-01T06:00:00Z", "given")], None),
    ],
)  # fmt: skip
def test_the_best_believable_time_is_chosen(rows, basis):
    stated = [_of("published", PUBLISHED, "JSON-LD datePublished"), *(_of(*row) for row in rows)]
    weighed = rank_candidates(reversed(stated), NOW)
    chosen = choose_candidate(weighed, "updated")
    assert (chosen.basis if chosen else None) == basis
    assert {(c.raw, c.basis) for c in weighed} == {(c.raw, c.basis) for c in stated}, "every candidate is kept"


def test_a_refused_candidate_says_why():
    rows = rank_candidates([_of("published", PUBLISHED, "meta tag"), _of("updated", "2024-05-01T06:00Z", "meta tag"),
                  _of("updated", "2025-01-01T00:00Z", "meta tag")], NOW)  # fmt: skip
    assert [c.refused for c in rows] == [None, "before publication at 2024-05-01T10:00:00Z", "in the future of 2024-06-01T00:00:00Z"]


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2026/03/04/us/ferry-sinks", "2026-03-04"),
        ("https://a.example/world/2026/mar/4/ferry-sinks", "2026-03-04"),
        ("https://a.example/2026-03-04/ferry-sinks", "2026-03-04"),
        ("https://a.example/2026-03-04-ferry-sinks", "2026-03-04"),
        ("https://a.example/ferry-sinks-2026-03-04.html?day=2026-05-06", "2026-03-04"),
        ("https://a.example/incidents/2026/3/4/brae-fire/", None),
        ("https://a.example/2026/03/ferry-sinks", None),
        ("https://a.example/2026/03/12-boats-sink", None),
        ("https://a.example/2026/13/04/ferry-sinks", None),
        ("https://a.example/2026/02/30/ferry-sinks", None),
        ("https://a.example/after-2026-03-04-storm", None),
        ("https://a.example/12026/03/04/ferry", None),
        ("https://a.example/?date=/2026/03/04/", None),
        (None, None),
    ],
)
def test_an_address_may_have_the_day(url, day):
    found = find_address_day(url)
    assert (found and (found.value, found.basis, found.date_only)) == (day and (f"{day}T00:00:00Z", "address", True))


def test_the_day_of_an_address_refuses_no_update():
    """Not even one of the day before, as an editor's clock in another zone gives it."""
    day = find_address_day("https://a.example/2024/05/02/ferry")
    rows = rank_candidates([day, _of("updated", "2024-05-01T06:00Z", "meta tag")], NOW)
    assert [c.refused for c in rows] == [None, None]
    guess = _of("published", "2024-05-03", "htmldate")
    assert choose_candidate(rank_candidates([guess, day], NOW), "published") == day
    assert choose_candidate(rank_candidates([day, _of("published", PUBLISHED, "feed")], NOW), "published").basis == "feed"


def test_bases_are_told_apart():
    assert len(set(BASES)) == len(BASES)
    assert isinstance(choose_candidate([_of("updated", PUBLISHED, b) for b in BASES], "updated"), TimeCandidate)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("Wed May 06 14:51:16 EDT 2026", "2026-05-06T18:51:16Z"),  # Java
        ("Wed, 05/06/2026 - 14:51 UTC", "2026-05-06T14:51:00Z"),  # Drupal; the weekday decides the month
        ("Wed, 06/05/2026 - 14:51 UTC", "2026-05-06T14:51:00Z"),
        ("05/06/2026 08:00 AM EDT", "2026-05-06T12:00:00Z"),  # an American zone
        ("23/05/2026 08:00 UTC", "2026-05-23T08:00:00Z"),
        ("Thu, 07 May 2026 02:30:00 GMT+0200", "2026-05-07T00:30:00Z"),
        ("2026-05-04T10:00:00+02:00[Europe/Berlin]", "2026-05-04T08:00:00Z"),
    ],
)
def test_times_as_systems_print_them(raw, value):
    assert parse_time(raw) == (value, False, False)


@pytest.mark.parametrize(
    ("zone", "country", "value"),
    [
        ("IST", "in", "04:30"),
        ("IST", "ie", "09:00"),
        ("IST", "il", "08:00"),
        ("CST", "us", "16:00"),
        ("CST", "cn", "02:00"),
        ("BST", "bd", "04:00"),
    ],
)
def test_what_letters_of_a_zone_mean_is_a_matter_of_country(zone, country, value):
    assert parse_time(f"4 May 2026, 10:00 {zone}", Home("UTC", country)) == (f"2026-05-04T{value}:00Z", False, False)
