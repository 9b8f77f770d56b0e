"""New figures of series as changes, for whoever follows one."""

from __future__ import annotations

#: The run that put on series what a run stored: itself, or the next one that settled them.
_LINKED = "(select min(l.id) from runs l where l.id >= n.run_id and l.linked is not null)"

#: What moved a series in runs `:after` < n <= `:upto`, or in runs whose figures these put on series, where the series was known before, with the columns of `change_details` that messages
#: tell. As with changes, a first reading of a source is no news.
SERIES_NEWS = f"""
    select s.*, s.claim_id as id, s.claim_id as entry, substr(s.at, 1, 10) as day, s.series || ', ' || coalesce(s.publisher, 'outlet not named') as headline,
           case s.kind when 'raised' then 1 when 'lowered' then 2 else 3 end as rank, 1 as shown, 1.0 as link_certainty,
           'quantity' as claim_kind, c.part, c.label as claim, coalesce(d.stealth, 0) as stealth, d.correction
    from series_changes s join claims c on c.id = s.claim_id
    left join claim_versions v on v.claim_id = c.id and v.n = c.versions left join changes d on d.new_version_id = v.id
    where exists (
      select 1 from captures n where n.revision_id = s.revision_id and {_LINKED} > :after and {_LINKED} <= :upto
      and not exists (select 1 from captures e where e.revision_id = n.revision_id and e.run_id < n.run_id)
      and (n.source_id is null or exists (select 1 from captures e where e.source_id = n.source_id and e.run_id < n.run_id))
      and exists (select 1 from claim_series p join claims k on k.id = p.claim_id join captures e on e.article_id = k.article_id
                  where p.series_id = s.series_id and e.run_id < n.run_id))"""
