"""The views: the questions people ask, each one plain SQL that works in any SQLite tool.

Joins to a single row are LEFT JOINs, so that SQLite leaves them out when it only counts. Statements are told from figures by
having no modifier: asking the claim for its kind made SQLite read all claims first (440 ms of a million).
"""

from __future__ import annotations

VIEWS = {
    "current_claims": """
        select c.id, a.title as article, s.name as speaker, c.kind, c.part, c.label, v.text, v.value, v.modifier, v.low, v.high, v.unit,
               v.noun, v.role, v.sentence, v.valid_from, c.versions, c.changes, c.article_id, c.speaker_id, v.id as version_id
        from claims c
        left join claim_versions v on v.claim_id = c.id and v.valid_to = '9999-12-31T00:00:00Z'
        left join articles a on a.id = c.article_id
        left join speakers s on s.id = c.speaker_id
        where c.status = 'standing'
    """,
    "change_details": """
        select d.id, d.at, d.kind, a.title as article, c.label as claim, o.text as old_text, n.text as new_text, o.value as old_value,
               n.value as new_value, d.delta, d.percent, coalesce(n.unit, o.unit) as unit, coalesce(n.noun, o.noun) as noun,
               os.name as old_speaker, ns.name as new_speaker, o.sentence as old_sentence, n.sentence as new_sentence, d.stealth,
               d.correction, d.confidence, d.method, c.part, a.publisher, a.url, d.day, d.rank, d.claim_id, d.article_id,
               d.old_version_id, d.new_version_id, d.old_revision_id, d.new_revision_id
        from changes d
        left join claims c on c.id = d.claim_id
        left join articles a on a.id = d.article_id
        left join claim_versions o on o.id = d.old_version_id
        left join claim_versions n on n.id = d.new_version_id
        left join speakers os on os.id = o.speaker_id
        left join speakers ns on ns.id = n.speaker_id
    """,
    "claim_timeline": """
        select v.claim_id, v.n, v.valid_from, v.valid_to, v.text, v.modifier, v.value, v.low, v.high, v.unit, v.noun, v.role,
               s.name as speaker, v.sentence, d.kind as change, d.delta, d.percent, d.stealth, d.correction, v.confidence, v.method,
               r.seq as revision, r.updated_at, r.updated_at_basis, r.captured_at, v.article_id, v.id as version_id
        from claim_versions v
        left join speakers s on s.id = v.speaker_id
        left join revisions r on r.id = v.revision_id
        left join changes d on d.new_version_id = v.id
    """,
    "stealth_edits": """
        select r.id as revision_id, a.title as article, a.publisher, r.updated_at, r.captured_at, r.valid_from,
               (select count(*) from changes d where d.new_revision_id = r.id) as changes,
               (select count(*) from changes d where d.new_revision_id = r.id and d.rank <= 5) as figures_changed, a.url, r.article_id
        from revisions r left join articles a on a.id = r.article_id
        where r.stealth = 1
    """,
    "corrections": """
        select r.id as revision_id, a.title as article, a.publisher, r.valid_from, r.correction,
               (select count(*) from changes d where d.new_revision_id = r.id and d.correction is not null) as changes_owned_up_to,
               a.url, r.article_id
        from revisions r left join articles a on a.id = r.article_id
        where r.correction is not null
          and not exists (select 1 from revisions p
                          where p.article_id = r.article_id and p.seq = r.seq - 1 and p.correction = r.correction)
    """,
    "changes_per_day": """
        select day, count(*) as changes, sum(kind = 'raised') as raised, sum(kind = 'lowered') as lowered,
               sum(kind in ('refined', 'coarsened', 'rehedged')) as rehedged, sum(kind in ('reattributed', 'requoted')) as resourced,
               sum(kind = 'removed') as removed, sum(kind in ('added', 'returned')) as added, sum(stealth) as stealthy,
               count(distinct article_id) as articles
        from changes group by day
    """,
    "biggest_movers": """
        select d.claim_id, a.title as article, c.label as claim, o.text as old_text, n.text as new_text, d.delta, d.percent, d.kind, d.at,
               d.stealth, d.article_id, d.id as change_id
        from changes d
        left join claims c on c.id = d.claim_id
        left join articles a on a.id = d.article_id
        left join claim_versions o on o.id = d.old_version_id
        left join claim_versions n on n.id = d.new_version_id
        where d.kind in ('raised', 'lowered') and d.percent is not null and d.confidence >= 0.5
    """,
    "quoted_speakers": """
        select s.id as speaker_id, s.name as speaker, v.text, v.mode, v.act, v.cue, v.valid_from, v.valid_to, a.title as article,
               v.sentence, v.claim_id, v.article_id
        from claim_versions v
        left join speakers s on s.id = v.speaker_id
        left join articles a on a.id = v.article_id
        where v.speaker_id is not null and v.modifier is null
    """,
    "cut_quotes": """
        select d.at, d.kind, s.name as speaker, o.text as old_text, n.text as new_text, a.title as article, d.stealth, d.correction,
               d.claim_id, d.article_id, d.id as change_id
        from changes d
        left join claim_versions o on o.id = d.old_version_id
        left join claim_versions n on n.id = d.new_version_id
        left join speakers s on s.id = o.speaker_id
        left join articles a on a.id = d.article_id
        where d.kind = 'requoted' or (d.kind = 'removed' and o.modifier is null and o.mode in ('direct', 'mixed'))
    """,
    "headline_body_disagreements": """
        select h.article_id, a.title as article, h.label as headline_claim, b.label as body_claim, h.value as headline_value,
               b.value as body_value, h.unit, h.role, h.id as headline_claim_id, b.id as body_claim_id
        from claims h
        join claims b on b.article_id = h.article_id and b.part = 'body' and b.status = 'standing' and b.kind = 'quantity'
                     and b.role = h.role and b.unit is h.unit and b.value <> h.value
        left join articles a on a.id = h.article_id
        where h.part = 'headline' and h.status = 'standing' and h.kind = 'quantity' and h.role is not null
          and not exists (select 1 from claims e
                          where e.article_id = h.article_id and e.part = 'body' and e.status = 'standing' and e.value = h.value)
    """,
}
