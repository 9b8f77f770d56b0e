"""SQL of the counts of each speaker's quotations, updated as claims are written, and of the indexes for lists of claims and speakers.

Grouping a million claims by speaker takes a second, and the list of speakers begins with those quoted most; so each speaker's row has its
counts, which triggers update. Only claims that are shown by default count.
"""

from __future__ import annotations

from collections.abc import Iterator

#: The amounts that a claim (`{row}`) adds to the counts of its speaker. An article counts once, with its first claim, until its last is
#: deleted.
_SHARES = {
    "quotes": "({row}.kind = 'statement')",
    "articles": "not exists (select 1 from claims c where c.speaker_id = {row}.speaker_id and c.article_id = {row}.article_id"
    " and c.shown = 1 and c.id <> {row}.id)",
    "changed": "{row}.requoted",
}


def _move_counts_sql(row: str, sign: str) -> str:
    sets = ", ".join(f"{name} = {name} {sign} {share.format(row=row)}" for name, share in _SHARES.items())
    return f"update speakers set {sets} where {row}.shown = 1 and id = {row}.speaker_id;"


_TRIGGERS = {
    "speakers_counted": f"after insert on claims when new.speaker_id is not null begin\n  {_move_counts_sql('new', '+')}\nend",
    "speakers_uncounted": f"after delete on claims when old.speaker_id is not null begin\n  {_move_counts_sql('old', '-')}\nend",
    "speakers_recounted": "after update of kind, speaker_id, shown, requoted on claims when old.speaker_id is not new.speaker_id"
    " or old.shown <> new.shown or old.kind <> new.kind or old.requoted <> new.requoted begin\n"
    f"  {_move_counts_sql('old', '-')}\n  {_move_counts_sql('new', '+')}\nend",
}

_INDEXES = {
    "claims_speaker": "claims(speaker_id, article_id, shown)",
    "speakers_quotes": "speakers(quotes)",
    "speakers_articles": "speakers(articles)",
    "speakers_changed": "speakers(changed)",
}

_FILLED = """
update speakers set
  quotes = (select count(*) from claims where speaker_id = speakers.id and shown = 1 and kind = 'statement'),
  articles = (select count(distinct article_id) from claims where speaker_id = speakers.id and shown = 1),
  changed = (select coalesce(sum(requoted), 0) from claims where speaker_id = speakers.id and shown = 1)"""


def build_view(names: str) -> str:
    """Builds the same counts as a view over a table of speakers, for databases without triggers."""
    counts = "count(*) filter (kind = 'statement') as quotes, count(distinct article_id) as articles, coalesce(sum(requoted), 0) as changed"
    return (
        "create view speakers as select s.*, coalesce(quotes, 0) as quotes, coalesce(articles, 0) as articles, "
        "coalesce(changed, 0) as changed"
        f" from {names} s left join (select speaker_id, {counts} from claims where shown = 1 group by speaker_id) c on c.speaker_id = s.id"
    )


def list_statements() -> Iterator[str]:
    """Yields all statements in order, for a database whose claims have the column `shown`."""
    yield "alter table claims add column requoted integer not null default 0"
    yield "update claims set requoted = (select count(*) from changes where claim_id = claims.id and kind = 'requoted')"
    yield from (f"alter table speakers add column {name} integer not null default 0" for name in _SHARES)
    for name, on in _INDEXES.items():
        yield f"drop index if exists {name}"
        yield f"create index {name} on {on}"
    yield _FILLED
    yield from (f"create trigger {name} {rest}" for name, rest in _TRIGGERS.items())
