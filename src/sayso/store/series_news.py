"""New figures of series as changes, for whoever follows one: what the point before said against what the new one says."""

from __future__ import annotations

_BEFORE = """(select q.claim_id from claim_series q where q.series_id = p.series_id and (q.at, q.claim_id) < (p.at, p.claim_id)
              order by q.at desc, q.claim_id desc limit 1)"""

#: The points that runs `:after` < n <= `:upto` brought to series known before them and that add something, with the columns of `change_details`
#: that messages tell. As with changes, a first reading of a source is no news.
SERIES_NEWS = f"""
    select d.*, d.delta / nullif(abs(d.old_value), 0) * 100 as percent from (
      select p.claim_id as id, p.claim_id as entry, p.claim_id, v.article_id, p.series_id, g.name as series, p.at, substr(p.at, 1, 10) as day,
             case p.verdict when 'raises' then 'raised' when 'lowers' then 'lowered' when 'refines' then 'refined' else 'coarsened' end as kind,
             case p.verdict when 'raises' then 1 when 'lowers' then 2 else 3 end as rank, 1 as shown, 1.0 as link_certainty,
             a.title as article, a.publisher, a.url, g.name || ', ' || coalesce(a.publisher, 'outlet not named') as headline, c.label as claim,
             'quantity' as claim_kind, c.part, o.text as old_text, v.text as new_text, o.value as old_value, v.value as new_value,
             case when o.unit is v.unit then v.value - o.value end as delta, v.unit, v.noun, v.role,
             (select name from speakers where id = o.speaker_id) as old_speaker, (select name from speakers where id = v.speaker_id) as new_speaker,
             o.source as old_source, v.source as new_source, o.sentence as old_sentence, v.sentence as new_sentence,
             coalesce((select stealth from changes where new_version_id = v.id), 0) as stealth,
             (select correction from changes where new_version_id = v.id) as correction
      from claim_series p join series g on g.id = p.series_id join claims c on c.id = p.claim_id
      join claim_versions v on v.claim_id = c.id and v.n = c.versions left join articles a on a.id = v.article_id
      left join claims b on b.id = {_BEFORE} left join claim_versions o on o.claim_id = b.id and o.n = b.versions
      where p.verdict in ('raises','lowers','refines','coarsens') and exists (
        select 1 from captures n where n.revision_id = v.revision_id and n.run_id > :after and n.run_id <= :upto
        and not exists (select 1 from captures e where e.revision_id = n.revision_id and e.run_id < n.run_id)
        and (n.source_id is null or exists (select 1 from captures e where e.source_id = n.source_id and e.run_id < n.run_id))
        and exists (select 1 from claim_series s join claims k on k.id = s.claim_id join captures e on e.article_id = k.article_id
                    where s.series_id = p.series_id and e.run_id < n.run_id))
    ) d"""
