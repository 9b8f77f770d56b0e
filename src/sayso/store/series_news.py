"""New and revised figures of series as changes, for people who follow one."""

from __future__ import annotations

#: The run that added to series what a run stored: itself, or the next one that updated them.
_LINKED = "(select min(l.id) from runs l where l.id >= n.run_id and l.linked is not null)"

#: Whether a revision (`{revision}`) was first stored in runs `:after` < n <= `:upto`, or in runs whose figures these put on series, where
#: the series (`{series}`) was known before. As with changes, a first reading of a source is no news.
_FRESH = f"""
    exists (
      select 1 from captures n where n.revision_id = {{revision}} and {_LINKED} > :after and {_LINKED} <= :upto
      and not exists (select 1 from captures e where e.revision_id = n.revision_id and e.run_id < n.run_id)
      and (n.source_id is null or exists (select 1 from captures e where e.source_id = n.source_id and e.run_id < n.run_id))
      and exists (select 1 from claim_series p join claims k on k.id = p.claim_id join captures e on e.article_id = k.article_id
                  where p.series_id = {{series}} and e.run_id < n.run_id))"""

#: The kinds of change of a revised figure.
_MOVES = "('raised','lowered','refined','coarsened')"

#: The columns for messages: those of `change_details`, and the number of the series.
_SAME = """at, kind, article, old_text, new_text, old_value, new_value, delta, percent, unit, noun, role, old_speaker, new_speaker,
old_source,
    new_source, old_sentence, new_sentence, publisher, url, claim_id, article_id"""

#: The changes of a series: a new figure with the one before it, whose outlet is named if it differs; and a figure that its outlet
#: revised, with its former value.
SERIES_NEWS = f"""
    select {", ".join(f"s.{column.strip()}" for column in _SAME.split(","))}, s.series_id, s.claim_id as id, s.claim_id as entry,
           substr(s.at, 1, 10) as day,
           s.series || ', ' || coalesce(s.publisher, 'outlet not named')
             || case when s.old_publisher is not s.publisher then ' (before: ' || coalesce(s.old_publisher,
             'outlet not named') || ')' else '' end
             as headline,
           case s.kind when 'raised' then 1 when 'lowered' then 2 else 3 end as rank, 1 as shown, 1.0 as link_certainty,
           'quantity' as claim_kind, c.part, c.label as claim, 0 as stealth, null as correction
    from series_changes s join claims c on c.id = s.claim_id join claim_versions v on v.claim_id = c.id and v.n = c.versions
    where not exists (select 1 from changes d where d.new_version_id = v.id and d.kind in {_MOVES})
      and {_FRESH.format(revision="s.revision_id", series="s.series_id")}
    union all
    select {", ".join(f"d.{column.strip()}" for column in _SAME.split(","))}, q.series_id, d.claim_id as id, d.claim_id as entry, d.day,
           (select name from series where id = q.series_id) || ', ' || coalesce(d.publisher, 'outlet not named') as headline,
           case d.kind when 'raised' then 1 when 'lowered' then 2 else 3 end as rank, d.shown, d.link_certainty,
           d.claim_kind, d.part, d.claim, d.stealth, d.correction
    from claim_series q join change_details d on d.claim_id = q.claim_id
    where d.kind in {_MOVES} and {_FRESH.format(revision="d.new_revision_id", series="q.series_id")}"""
