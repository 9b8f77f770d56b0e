"""The views: answers to frequent questions, each in plain SQL that works in any SQLite tool.

Values from another table's row are looked up by a subquery for each column: SQLite skips those that a query does not select, and
all of them when it counts or groups. As LEFT JOINs they were computed whenever rows were counted, which Datasette does on every page: 1.1 s
for 1.9 million changes, now 12 ms; fifty rows take 0.4 ms instead of 0.2. Statements are those without a modifier: asking
the claim for its kind made SQLite read all claims first (440 ms of a million).
"""

from __future__ import annotations

#: The label of a wording: the figure and its noun, or the words attributed, at most 100 characters; as `claims.label`.
_WORDS = "case when v.noun is null or instr(v.text, v.noun) then v.text else v.text || ' ' || v.noun end"

#: The same for a change `d`: of its own wording, the new one, or else the old. A claim's label is that of its latest wording, which may
#: hold a figure that neither side of the change has.
CHANGE_LABEL = f"""(select case when length(w.label) > 100 then rtrim(substr(w.label, 1, 99)) || '…' else w.label end
                from (select {_WORDS} as label from claim_versions v where v.id = coalesce(d.new_version_id, d.old_version_id)) w)"""

#: Value and bounds of a wording `v` in a series, with the sign of the point `p`: those of a fall are negative.
SIGNED = """v.value * p.sign as value, case p.sign when 1 then v.low else -v.high end as low,
               case p.sign when 1 then v.high else -v.low end as high"""

_CURRENT = """
        select v.claim_id as id, (select title from articles where id = v.article_id) as article,
               (select publisher from articles where id = v.article_id) as publisher,
               (select name from speakers where id = v.speaker_id) as speaker, v.source,
               (select kind from claims where id = v.claim_id) as kind, (select part from claims where id = v.claim_id) as part,
               (select label from claims where id = v.claim_id) as label, v.text, v.value, v.modifier, v.low, v.high, v.unit, v.noun,
               v.role, v.sentence, v.valid_from, (select versions from claims where id = v.claim_id) as versions,
               (select changes from claims where id = v.claim_id) as changes, v.article_id, v.speaker_id, v.id as version_id,
               v.certainty, v.shown
        from claim_versions v
        where v.valid_to = '9999-12-31T00:00:00Z'"""

#: The same for every wording: what `claims` and the two views above hold, as it was from `valid_from` until before `valid_to`.
_OVER_TIME = """
        select v.claim_id as id, (select title from revisions where id = v.revision_id) as article,
               (select publisher from articles where id = v.article_id) as publisher,
               (select name from speakers where id = v.speaker_id) as speaker, v.source,
               (select kind from claims where id = v.claim_id) as kind, (select part from claims where id = v.claim_id) as part,
               case when v.valid_to = '9999-12-31T00:00:00Z' then (select label from claims where id = v.claim_id)
                    when v.noun is null or instr(v.text, v.noun) then substr(v.text, 1, 100)
                    else substr(v.text || ' ' || v.noun, 1, 100) end as label,
               v.text, v.value, v.modifier, v.low, v.high, v.unit, v.noun, v.role, v.sentence, v.valid_from, v.n as versions,
               (select count(*) from changes where claim_id = v.claim_id and at <= v.valid_from) as changes,
               v.article_id, v.speaker_id, v.id as version_id, v.certainty, v.shown, v.valid_to, 'standing' as status,
               (select first_at from claims where id = v.claim_id) as first_at, v.valid_from as last_at,
               (select count(*) from changes where claim_id = v.claim_id and at <= v.valid_from and kind = 'requoted') as requoted,
               v.incidental
        from claim_versions v"""

#: Reports: each with the condition under which it holds a row; under its name with `_all` after it it holds all. That a quotation was cut
#: is for the report of cut quotes to tell, though lists of changes leave that out: there the quotation must be one that is shown.
_REPORTS = {
    "biggest_movers": (
        "d.shown = 1",
        f"""
        select d.claim_id, (select title from articles where id = d.article_id) as article,
               (select publisher from articles where id = d.article_id) as publisher,
               {CHANGE_LABEL} as claim,
               (select text from claim_versions where id = d.old_version_id) as old_text,
               (select text from claim_versions where id = d.new_version_id) as new_text, d.delta, d.percent, d.kind, d.at, d.stealth,
               d.article_id, d.id as change_id, d.shown
        from changes d
        where d.kind in ('raised', 'lowered') and d.percent is not null and d.link_certainty >= 0.5""",
    ),
    "quoted_speakers": (
        "v.shown = 1",
        """
        select v.speaker_id, (select name from speakers where id = v.speaker_id) as speaker, v.text, v.mode, v.act, v.cue, v.valid_from,
               v.valid_to, (select title from articles where id = v.article_id) as article,
               (select publisher from articles where id = v.article_id) as publisher, v.sentence, v.claim_id, v.article_id, v.shown
        from claim_versions v
        where v.speaker_id is not null and v.modifier is null""",
    ),
    # An expression in place of the column keeps SQLite from reading all changes of these kinds and sorting them: the newest 50 of
    # 52,000 took 2.2 s, and take 15 ms in the order of time.
    "cut_quotes": (
        "o.shown = 1 and d.link_certainty >= 0.6",
        """
        select d.at, d.kind, (select name from speakers where id = o.speaker_id) as speaker, o.source as old_source,
               (select source from claim_versions where id = d.new_version_id) as new_source, o.text as old_text,
               (select text from claim_versions where id = d.new_version_id) as new_text,
               (select title from articles where id = d.article_id) as article,
               (select publisher from articles where id = d.article_id) as publisher, d.stealth, d.correction, d.claim_id, d.article_id,
               d.id as change_id, d.shown
        from changes d
        left join claim_versions o on o.id = d.old_version_id
        where (d.kind || '' = 'requoted' or (d.kind || '' = 'removed' and o.modifier is null and o.mode in ('direct', 'mixed')))""",
    ),
    "headline_body_disagreements": (
        "h.shown = 1 and b.shown = 1",
        """
        select h.article_id, a.title as article, a.publisher, h.label as headline_claim, b.label as body_claim, h.value as headline_value,
               b.value as body_value, h.unit, h.role, h.id as headline_claim_id, b.id as body_claim_id,
               h.shown and b.shown as shown
        from claims h
        join claims b on b.article_id = h.article_id and b.part = 'body' and b.status = 'standing' and b.kind = 'quantity'
                     and b.role = h.role and b.unit is h.unit and b.value <> h.value
        left join articles a on a.id = h.article_id
        where h.part = 'headline' and h.status = 'standing' and h.kind = 'quantity' and h.role is not null
          and not exists (select 1 from claims e
                          where e.article_id = h.article_id and e.part = 'body' and e.status = 'standing' and e.value = h.value)""",
    ),
}

VIEWS = {
    "current_claims": _CURRENT,
    "shown_claims": _CURRENT + " and v.shown = 1",
    "claims_over_time": _OVER_TIME,
    "change_details": f"""
        select d.id, d.at, d.kind, (select title from articles where id = d.article_id) as article,
               {CHANGE_LABEL} as claim,
               (select text from claim_versions where id = d.old_version_id) as old_text,
               (select text from claim_versions where id = d.new_version_id) as new_text,
               (select value from claim_versions where id = d.old_version_id) as old_value,
               (select value from claim_versions where id = d.new_version_id) as new_value, d.delta, d.percent,
               coalesce((select unit from claim_versions where id = d.new_version_id),
                        (select unit from claim_versions where id = d.old_version_id)) as unit,
               coalesce((select noun from claim_versions where id = d.new_version_id),
                        (select noun from claim_versions where id = d.old_version_id)) as noun,
               coalesce((select role from claim_versions where id = d.new_version_id),
                        (select role from claim_versions where id = d.old_version_id)) as role,
               (select s.name from claim_versions v join speakers s on s.id = v.speaker_id where v.id = d.old_version_id) as old_speaker,
               (select s.name from claim_versions v join speakers s on s.id = v.speaker_id where v.id = d.new_version_id) as new_speaker,
               (select source from claim_versions where id = d.old_version_id) as old_source,
               (select source from claim_versions where id = d.new_version_id) as new_source,
               coalesce(d.old_sentence, (select sentence from claim_versions where id = d.old_version_id)) as old_sentence,
               (select sentence from claim_versions where id = d.new_version_id) as new_sentence, d.stealth, d.correction, d.link_certainty,
               d.method, (select kind from claims where id = d.claim_id) as claim_kind,
               (select part from claims where id = d.claim_id) as part,
               (select title from revisions where id = d.new_revision_id) as headline,
               (select publisher from articles where id = d.article_id) as publisher,
               (select url from articles where id = d.article_id) as url, d.day, d.rank, d.news, d.entry, d.shown, d.claim_id,
               d.article_id, d.old_version_id,
               d.new_version_id, d.old_revision_id, d.new_revision_id
        from changes d
    """,
    "claim_timeline": """
        select v.claim_id, v.n, v.valid_from, v.valid_to, v.text, v.modifier, v.value, v.low, v.high, v.unit, v.noun, v.role,
               (select name from speakers where id = v.speaker_id) as speaker, v.source, v.sentence,
               (select kind from changes where new_version_id = v.id) as change,
               (select delta from changes where new_version_id = v.id) as delta,
               (select percent from changes where new_version_id = v.id) as percent,
               (select stealth from changes where new_version_id = v.id) as stealth,
               (select correction from changes where new_version_id = v.id) as correction, v.link_certainty, v.method,
               (select seq from revisions where id = v.revision_id) as revision,
               (select updated_at from revisions where id = v.revision_id) as updated_at,
               (select updated_at_basis from revisions where id = v.revision_id) as updated_at_basis,
               (select captured_at from revisions where id = v.revision_id) as captured_at, v.article_id, v.id as version_id
        from claim_versions v
    """,
    "speaker_roles": """
        select v.speaker_id, (select name from speakers where id = v.speaker_id) as speaker, v.speaker_role as role,
               min(v.valid_from) as valid_from, max(v.valid_to) as valid_to,
               (select title from articles where id = v.article_id) as article,
               (select publisher from articles where id = v.article_id) as publisher, v.article_id
        from claim_versions v
        where v.speaker_role is not null and v.modifier is null
        group by v.speaker_id, v.speaker_role, v.article_id
    """,
    "stealth_edits": """
        select r.id as revision_id, a.title as article, a.publisher, r.updated_at, r.captured_at, r.valid_from,
               (select count(*) from changes d where d.new_revision_id = r.id) as changes,
               (select count(*) from changes d where d.new_revision_id = r.id and d.rank <= 5 and d.shown = 1) as figures_changed, a.url,
               r.article_id
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
    "series_points": f"""
        select p.series_id, (select name from series where id = p.series_id) as series, p.at, v.text, {SIGNED}, v.modifier,
               v.unit, v.noun, v.role, p.verdict, v.moment, v.valid_from as said_at, v.source,
               (select name from speakers where id = v.speaker_id) as speaker, v.sentence,
               (select title from articles where id = v.article_id) as article,
               (select publisher from articles where id = v.article_id) as publisher,
               (select url from articles where id = v.article_id) as url, p.certainty, p.claim_id, v.article_id, v.revision_id
        from claim_series p
        join claims c on c.id = p.claim_id
        join claim_versions v on v.claim_id = c.id and v.n = c.versions
    """,
    "series_steps": f"""
        select p.series_id, (select name from series where id = p.series_id) as series, v.valid_from as at, v.valid_to as until, v.n,
        v.text,
               {SIGNED}, v.modifier, v.unit, v.noun, v.role,
               (select kind from changes where new_version_id = v.id and kind in ('raised','lowered','refined','coarsened')) as change,
               v.source,
               (select name from speakers where id = v.speaker_id) as speaker, v.sentence,
               (select publisher from articles where id = v.article_id) as publisher,
               (select url from articles where id = v.article_id) as url, p.claim_id, v.article_id, v.revision_id
        from claim_series p
        join claim_versions v on v.claim_id = p.claim_id
    """,
    "series_changes": """
        select p.series_id, (select name from series where id = p.series_id) as series, p.at,
               case p.verdict when 'raises' then 'raised' when 'lowers' then 'lowered' when 'refines' then 'refined' else 'coarsened' end as
               kind,
               o.text as old_text, v.text as new_text, o.value * q.sign as old_value, v.value * p.sign as new_value,
               case when o.unit is v.unit then v.value * p.sign - o.value * q.sign end as delta,
               case when o.unit is v.unit then (v.value * p.sign - o.value * q.sign) / nullif(abs(o.value), 0) * 100 end as percent,
               v.unit, v.noun, v.role,
               o.source as old_source, v.source as new_source, (select name from speakers where id = o.speaker_id) as old_speaker,
               (select name from speakers where id = v.speaker_id) as new_speaker, o.sentence as old_sentence, v.sentence as new_sentence,
               (select publisher from articles where id = o.article_id) as old_publisher,
               (select publisher from articles where id = v.article_id) as publisher,
               (select title from articles where id = v.article_id) as article, (select url from articles where id = v.article_id) as url,
               p.claim_id, b.id as old_claim_id, v.article_id, v.revision_id
        from claim_series p
        join claims c on c.id = p.claim_id
        join claim_versions v on v.claim_id = c.id and v.n = c.versions
        left join claims b on b.id = p.before_id
        left join claim_series q on q.claim_id = p.before_id
        left join claim_versions o on o.claim_id = b.id and o.n = b.versions
        where p.verdict in ('raises','lowers','refines','coarsens')
    """,
    "disagreements": """
        select d.series_id, (select name from series where id = d.series_id) as series, d.at, a.publisher, a.text, a.sentence, a.source,
               b.at as other_at, b.publisher as other_publisher, b.text as other_text, b.sentence as other_sentence,
               b.source as other_source, a.unit, d.between_whom, d.id as claim_id, d.other_id as other_claim_id
        from _disagreements d
        join series_points a on a.claim_id = d.id
        join series_points b on b.claim_id = d.other_id
    """,
    **{name: f"{sql} and {shown}" for name, (shown, sql) in _REPORTS.items()},
    **{f"{name}_all": sql for name, (_, sql) in _REPORTS.items()},
}
