"""The page of a speaker: their claims across articles, day by day, and the later changes of these."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from markupsafe import Markup

from sayso.present.change_view import ChangeView, describe_change
from sayso.present.words import format_count, format_day, format_month
from sayso.publish import charts
from sayso.publish.databases import Reader, Row
from sayso.publish.links import Links, request_address
from sayso.publish.pages.claim_in_sentence import mark_claim
from sayso.publish.pages.query_args import QueryArgs
from sayso.store import page_queries as sql

#: The number of claims on a page, and of columns in the chart (days or months).
CLAIMS_PER_PAGE, MAX_COLUMNS = 60, 60

#: The fewest words of quotations in different articles that count as the same quotation; shorter ones may be equal by chance.
MIN_SAME_WORDS = 5


class Timeline(NamedTuple):
    """A speaker's claims over time: the chart, the unit of a column (day or month), the first and the last."""

    svg: Markup
    each: str
    first: str
    last: str


def build_speaker(read: Reader, links: Links, key: str, request: Any) -> Row | None:
    """Template context of a speaker; None if there is no such speaker."""
    row = read.fetch_one(sql.SPEAKER, {"id": key})
    if row is None:
        return None
    checked = QueryArgs(request.args, ("all", "after"))
    everything, after = (
        checked.get_flag("all"),
        checked.match_text("after", r"([\d:TZ-]{20}),(\d{1,16})", "follow the link to the next page"),
    )
    scope = {"id": key, "all": int(everything)}
    counts = read.fetch_one(sql.SPEAKER_COUNTS, scope) or {}
    every = [] if after else read.fetch_all(sql.SPEAKER_CHANGES, {"id": key})
    changes = [c for c in every if everything or c["shown"] or c["cut"]]
    claims = read.fetch_all(
        sql.SPEAKER_CLAIMS, {**scope, "at": after and after[1], "claim": after and int(after[2]), "limit": CLAIMS_PER_PAGE + 1}
    )
    last, more = claims[CLAIMS_PER_PAGE - 1] if len(claims) > CLAIMS_PER_PAGE else None, "more than " if counts.get("more") else ""
    shown = "1" if everything else ""
    return {
        "template": "sayso/speaker.html",
        "speaker": row,
        "counts": counts,
        "roles": [] if after else read.fetch_all(sql.SPEAKER_ROLES, {"id": key}),
        "problems": checked.problems,
        "rows": claims,
        "days": [
            (name, list(said))
            for name, said in groupby(_describe_claims(read, links, claims[:CLAIMS_PER_PAGE], scope), lambda c: c["valid_from"][:10])
        ],
        "timeline": None if after else _draw_timeline(read.fetch_all(sql.SPEAKER_DAYS, scope), links, row["id"], shown),
        "everything": everything,
        "changes_left_out": len(every) - len(changes),
        "switch": links.row("speakers", row["id"], all="" if everything else "1"),
        "changes": [(describe_change(c, links), c["article"]) for c in changes],
        "after": links.row("speakers", row["id"], all=shown, after=f"{last['valid_from']},{last['claim_id']}") if last else None,
        "start": links.row("speakers", row["id"], all=shown) if after else None,
        "address": request_address(request),
        "description": f"{more}{format_count(counts.get('claims'), 'claim')} attributed to {row['name']} "
        f"in {more}{format_count(counts.get('articles'), 'article')}",
    }


def _describe_claims(read: Reader, links: Links, claims: list[Row], scope: Row) -> list[Row]:
    """Describes the claims, each with its changes (`fates`).

    A quotation that several articles have in the same words is listed once (`also`), unless the words changed.

    A figure inside a statement is listed with it.
    """
    fates: dict[int, list[ChangeView]] = defaultdict(list)
    for change in read.fetch_all(sql.FATES, {"ids": json.dumps([c["claim_id"] for c in claims]), "all": scope["all"]}):
        fates[change["claim_id"]].append(describe_change(change, links))
    around = {(c["article_id"], c["sentence"]): c["claim_id"] for c in claims if c["kind"] == "statement"}
    inside = {c["claim_id"]: around.get((c["article_id"], c["sentence"])) for c in claims if c["kind"] == "quantity"}
    for figure, statement in inside.items():
        if statement is not None:
            fates[statement] += fates[figure]
    made: dict[object, Row] = {}
    for claim in claims:
        key, own = _make_quote_key(claim), fates[claim["claim_id"]]
        if inside.get(claim["claim_id"]) is not None:
            continue
        if key in made and not own:
            made[key]["also"].append(claim)
        else:
            made[key if key not in made else claim["claim_id"]] = {**claim, "said": mark_claim(claim), "fates": own, "also": []}
    return list(made.values())


def _make_quote_key(claim: Row) -> object:
    """Returns the key under which equal quotations are listed as one: their words. Other claims, and short quotations, have unique keys."""
    words = "".join(ch if ch.isalnum() else " " for ch in (claim["text"] or "").lower()).split()
    quoted = claim["kind"] == "statement" and claim["mode"] in ("direct", "mixed") and len(words) >= MIN_SAME_WORDS
    return tuple(words) if quoted else claim["claim_id"]


def _draw_timeline(found: list[Row], links: Links, speaker: int, shown: str) -> Timeline | None:
    """Draws the claims per day, or per month if there are too many days; None if all are of one day."""
    if len(found) < 2:
        return None
    first, last = date.fromisoformat(found[0]["day"]), date.fromisoformat(found[-1]["day"])
    monthly = (last - first).days >= MAX_COLUMNS
    size = 7 if monthly else 10
    slots = {name: [0, 0] for name in (_iterate_months(first, last) if monthly else _iterate_days(first, last))}
    for row in found:
        slot = slots[row["day"][:size]]
        slot[0] += row["altered"]
        slot[1] += row["said"]
    names = list(slots)[-MAX_COLUMNS:]
    labels = [format_month(f"{name}-01T00:00:00Z") if monthly else format_day(f"{name}T00:00:00Z") for name in names]
    # A column links to the claims up to its end; "~" sorts after every time in it.
    hrefs = [links.row("speakers", speaker, all=shown, after=_find_month_end(name)) for name in names]
    columns = [(words, slots[name][0], slots[name][1]) for name, words in zip(names, labels, strict=True)]
    each = "month" if monthly else "day"
    svg = charts.draw_columns(columns, hrefs, label=f"Claims per {each}", dark="cut or altered later")
    return Timeline(svg, each, labels[0], labels[-1])


def _find_month_end(name: str) -> str:
    """Returns the position in the list just before the claims of a day or month."""
    return f"{(name + '-31')[:10]}T23:59:59Z,{10**15}"


def _iterate_days(first: date, last: date) -> Iterator[str]:
    return ((first + timedelta(days=n)).isoformat() for n in range((last - first).days + 1))


def _iterate_months(first: date, last: date) -> Iterator[str]:
    return (f"{n // 12:04}-{n % 12 + 1:02}" for n in range(first.year * 12 + first.month - 1, last.year * 12 + last.month))
