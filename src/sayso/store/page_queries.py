"""The queries of the site's pages: statements for a read-only connection, each on an index, each with a limit.

They are text with named parameters; the site runs them through Datasette, with its threads and its time limit.
"""

from __future__ import annotations

from sayso.store.daily_counts import LAST_TELLING_RANK, SUCCESS_OUTCOMES
from sayso.store.views import CHANGE_LABEL

#: The tables of sayso that its pages read.
READ = frozenset(
    (
        "absences",
        "articles",
        "revisions",
        "claims",
        "claim_versions",
        "changes",
        "mentions",
        "speakers",
        "changes_per_day",
        "series",
        "claim_series",
    )
)

CHANGE_COLUMNS = f"""
    d.id, d.at, d.day, d.kind, d.rank, d.shown, d.entry, d.delta, d.percent, d.stealth, d.correction, d.link_certainty, d.method,
    d.claim_id, d.article_id,
    d.old_version_id, d.new_version_id, d.old_revision_id, d.new_revision_id, c.kind as claim_kind, c.part, {CHANGE_LABEL} as claim,
    c.status,
    o.text as old_text, n.text as new_text, o.value as old_value, n.value as new_value, o.modifier as old_modifier,
    n.modifier as new_modifier, coalesce(n.unit, o.unit) as unit, coalesce(n.noun, o.noun) as noun, coalesce(n.role, o.role) as role,
    o.start - json_extract(o.marks, '$.sentence[0]') as old_place, n.start - json_extract(n.marks, '$.sentence[0]') as new_place,
    o.source as old_source, n.source as new_source, os.name as old_speaker, ns.name as new_speaker,
    coalesce(d.old_sentence, o.sentence) as old_sentence, n.sentence as new_sentence,
    (select seq from revisions where id = d.old_revision_id) as old_seq,
    (select seq from revisions where id = d.new_revision_id) as new_seq"""

CHANGE_JOINS = """
    left join claims c on c.id = d.claim_id
    left join claim_versions o on o.id = d.old_version_id
    left join claim_versions n on n.id = d.new_version_id
    left join speakers os on os.id = o.speaker_id
    left join speakers ns on ns.id = n.speaker_id"""

ARTICLE = "select * from articles where id = :id"

ARTICLE_URLS = "select url, reason, since, merged_from from article_urls where article_id = :id order by since limit 20"

#: The posts of a live blog (`:blog`, its address), newest first, and the article of what is beside them.
POSTS = """
    select id, title, published_at, revisions, changes from articles where url > :blog || '#' and url < :blog || '$'
    order by published_at desc, id desc limit 100"""
BLOG = "select id, title from articles where url = :blog"

ABSENCES = "select at, kind, detail from absences where article_id = :id order by at desc limit 5"

REVISIONS = """
    select r.id, r.seq, r.updated_at, r.updated_at_basis, r.zone_assumed, r.captured_at, r.last_captured_at, r.valid_from, r.valid_to,
           r.stealth, r.bump, r.correction, r.title
    from revisions r where r.article_id = :id order by r.seq limit 2000"""

REVISION = "select * from revisions where id = :id"

#: Which revision of an article (`:id`), and which wording of a claim, was valid at a time (`:at`).
REVISION_THEN = "select id from revisions where article_id = :id and valid_from <= :at and valid_to > :at"
WORDING_THEN = "select n from claim_versions where claim_id = :id and valid_from <= :at and valid_to > :at"

REVISION_AT = "select * from revisions where article_id = :article and seq = :seq"

#: These include what is not shown by default if `:all` is 1.
CHANGE_COUNTS = """
    select new_revision_id, kind, rank, count(*) as n from changes where article_id = :id and (shown = 1 or :all) group by new_revision_id,
    rank"""

MENTIONS = """
    select m.start, m."end", m.version_id, v.claim_id, v.shown, c.kind, v.text, v.noun, v.source, s.name as speaker
    from mentions m
    join claim_versions v on v.id = m.version_id
    join claims c on c.id = v.claim_id
    left join speakers s on s.id = v.speaker_id
    where m.revision_id = :revision order by m.start, m."end" desc limit 3000"""

#: The columns of every change, and the old and the new figure.
CHANGES_BETWEEN = f"""
    select {CHANGE_COLUMNS}, o.low as old_low, o.high as old_high, o.unit as old_unit, o.role as old_role, o.trend as old_trend,
           n.low as new_low, n.high as new_high, n.unit as new_unit, n.role as new_role, n.trend as new_trend
    from changes d {CHANGE_JOINS}
    where d.article_id = :article
      and d.new_revision_id in (select id from revisions where article_id = :article and seq > :old and seq <= :new)
    order by d.news desc, d.rank, abs(d.percent) desc, d.id limit 3000"""

ARTICLE_CLAIMS = """
    select c.id, c.kind, c.part, c.label, c.status, c.changes, c.versions, c.first_at, c.last_at, c.unit, c.noun, c.role, c.sentence,
    c.shown, s.name as speaker, v.source, v.text,
           v.start - json_extract(v.marks, '$.sentence[0]') as place,
           (select min(d.rank) from changes d where d.claim_id = c.id) as best
    from claims c left join speakers s on s.id = c.speaker_id left join claim_versions v on v.claim_id = c.id and v.n = c.versions
    where c.article_id = :id and (c.shown = 1 or :all) order by coalesce(best, 99), c.status desc, c.id limit 120"""

CLAIMS_LEFT_OUT = "select count(*) as n from claims where article_id = :id and shown = 0"

ARTICLE_STEPS = """
    select v.claim_id, v.valid_from, v.valid_to, v.value, v.low, v.high from claim_versions v join claims c on c.id = v.claim_id
    where v.article_id = :id and c.kind = 'quantity' and c.changes > 0 and (c.shown = 1 or :all) order by v.claim_id, v.n limit 4000"""

CLAIM = """
    select c.*, s.name as speaker, a.title as article, a.url, a.publisher, a.updated_at
    from claims c left join articles a on a.id = c.article_id left join speakers s on s.id = c.speaker_id where c.id = :id"""

VERSIONS = """
    select v.*, s.name as speaker, r.seq, r.updated_at, r.updated_at_basis, r.zone_assumed, r.captured_at, r.stealth
    from claim_versions v left join speakers s on s.id = v.speaker_id left join revisions r on r.id = v.revision_id
    where v.claim_id = :id order by v.n limit 500"""

CLAIM_CHANGES = f"select {CHANGE_COLUMNS} from changes d {CHANGE_JOINS} where d.claim_id = :id order by d.at, d.id limit 1000"

CHANGE = f"select {CHANGE_COLUMNS} from changes d {CHANGE_JOINS} where d.id = :id"

#: Changes by their numbers, a JSON list; and articles.
CHANGES_BY_ID = f"select {CHANGE_COLUMNS} from changes d {CHANGE_JOINS} where d.id in (select value from json_each(:ids))"
ARTICLES_BY_ID = "select id, title, publisher, revisions from articles where id in (select value from json_each(:ids))"

#: The same figure of the same thing, or the same role's figure, claimed elsewhere in the article.
ECHOES = """
    select c.id, c.label, c.part, c.status, c.sentence, c.value, c.unit, c.shown, s.name as speaker
    from claims c left join speakers s on s.id = c.speaker_id
    where c.article_id = :article and c.id <> :id and c.kind = 'quantity'
      and ((c.role is not null and c.role = :role)
           or (c.value = :value and c.unit is :unit and lower(coalesce(c.noun, '')) = lower(coalesce(:noun, ''))))
    order by c.status desc, c.id limit 60"""

SPEAKER = "select * from speakers where id = :id"

#: The roles that articles give to a speaker, the most frequent first, with the number of articles and the first and last time.
SPEAKER_ROLES = """
    select min(role) as role, count(distinct article_id) as articles, min(valid_from) as first, max(valid_from) as last
    from speaker_roles where speaker_id = :id group by lower(role) order by articles desc, last desc, role limit 8"""

#: A speaker's claims, each by its last wording with that speaker, newest first, after one (`:at`, `:claim`; null: from the
#: newest on).
SPEAKER_CLAIMS = """
    select v.claim_id, v.text, v.sentence, v.start - json_extract(v.marks, '$.sentence[0]') as place, v.mode, v.cue, v.shown, v.valid_from,
    v.valid_to, c.kind, c.label, c.status, c.changes,
           v.article_id, a.title as article, a.publisher
    from claim_versions v join claims c on c.id = v.claim_id left join articles a on a.id = v.article_id
    where v.speaker_id = :id and (v.shown = 1 or :all) and v.n = (select max(w.n) from claim_versions w where w.claim_id = v.claim_id
    and +w.speaker_id = v.speaker_id)
      and (:at is null or (v.valid_from, v.claim_id) < (:at, :claim))
    order by v.valid_from desc, v.claim_id desc limit :limit"""

#: The changes of some claims (`:ids`, a JSON list) after their first wording, in the order of time.
FATES = f"""
    select {CHANGE_COLUMNS} from changes d {CHANGE_JOINS}
    where d.claim_id in (select value from json_each(:ids)) and d.kind <> 'added' and (d.shown = 1 or :all) order by d.at, d.rank,
    d.id limit 500"""

#: The number of wordings of a speaker that are read to count claims and articles; for more, the page says "more than".
MAX_ROWS = 2000

SPEAKER_COUNTS = f"""
    select count(distinct claim_id) filter (where shown = 1 or :all) as claims,
    count(distinct claim_id) filter (where shown = 0) as left_out,
           count(distinct article_id) filter (where shown = 1 or :all) as articles, count(*) > {MAX_ROWS} as more,
           (select min(valid_from) from claim_versions where speaker_id = :id) as first,
           (select max(valid_from) from claim_versions where speaker_id = :id) as last
    from (select claim_id, article_id, shown from claim_versions where speaker_id = :id order by valid_from desc limit {MAX_ROWS} + 1)"""

#: A speaker's claims per day, and how many of them were cut or altered later, out of the newest wordings.
SPEAKER_DAYS = f"""
    select substr(v.valid_from, 1, 10) as day, count(distinct v.claim_id) as said,
           count(distinct v.claim_id) filter (where c.requoted > 0 or c.status = 'gone') as altered
    from (select claim_id, valid_from, shown from claim_versions where speaker_id = :id order by valid_from desc limit {MAX_ROWS}) v
    join claims c on c.id = v.claim_id where v.shown = 1 or :all group by 1 order by 1"""

#: `cut`: a quotation that was altered or only shortened, as in the report of cut quotes.
SPEAKER_CHANGES = f"""
    select {CHANGE_COLUMNS}, a.title as article, d.kind = 'requoted' and d.link_certainty >= 0.6 and o.shown = 1 as cut
    from changes d {CHANGE_JOINS} left join articles a on a.id = d.article_id
    where d.rank <= {LAST_TELLING_RANK}
      and d.claim_id in (select claim_id from claim_versions where speaker_id = :id order by valid_from desc limit 300)
    order by d.at desc, d.rank, d.id limit 40"""

RUNS = "select * from runs order by id desc limit 14"

FAILURES = f"""
    select e.at, e.outcome, e.locator, e.detail, e.article_id, e.run_id, s.name as source
    from run_events e left join sources s on s.id = e.source_id
    where e.run_id >= (select min(id) from (select id from runs order by id desc limit 14)) and e.outcome not in {SUCCESS_OUTCOMES}
    order by e.run_id desc, e.id desc limit 60"""

SOURCES = """
    select s.id, s.name, s.kind, s.url, s.active, s.interval_minutes, s.checked_at,
           (select max(captured_at) from captures where source_id = s.id) as last_captured_at,
           (select max(at) from run_events where source_id = s.id) as last_event_at
    from sources s order by s.active desc, s.name limit 200"""

TOTALS = """
    select (select count from _counts where "table" = 'articles') as articles,
           (select count from _counts where "table" = 'revisions') as revisions,
           (select count from _counts where "table" = 'claims') as claims,
           changes, shown, items
    from (select coalesce(sum(changes), 0) as changes, coalesce(sum(shown), 0) as shown, coalesce(sum(items), 0) as items
          from changes_per_day)"""

#: Each row seeks the next one in the index: reading all of 100,000 articles for a hundred names took 10 ms.
PUBLISHERS = """
    with recursive p(publisher) as (
      select min(publisher) from articles
      union all select (select min(publisher) from articles a where a.publisher > p.publisher) from p
      where p.publisher is not null limit 201)
    select publisher from p where publisher is not null"""

FIRST_AND_LAST_DAY = "select min(day) as first, max(day) as last from changes_per_day"

DAYS = "select day, changes as asked, shown, figures, items from changes_per_day where day between :first and :last order by day"

#: The headline of a story at the time of its last change (`:stories`, a JSON list of article and time).
HEADLINES = """
    select json_extract(j.value, '$[0]') as article_id, json_extract(j.value, '$[1]') as at,
           (select title from revisions where article_id = json_extract(j.value, '$[0]') and valid_from <= json_extract(j.value, '$[1]')
            order by seq desc limit 1) as title
    from json_each(:stories) j"""


#: For "as of", tables and views of today's claims are read from a view of all wordings, restricted by this condition.
OVER_TIME = "claims_over_time"
THEN: dict[str, tuple[str, ...]] = {"claims": (), "current_claims": (), "shown_claims": ("shown = 1",)}
#: The conditions for `:sayso_as_of`: valid at that time (tables with an interval), or happened until then (tables of events).
INTERVAL = "valid_from <= :sayso_as_of and valid_to > :sayso_as_of"
EVENT = "at <= :sayso_as_of"
SPEAKERS_CLAIMS = "claim_id in (select claim_id from claim_versions where speaker_id = :sayso_speaker)"

#: Views that answer the questions people ask, offered by the home page: name, title, and the column to sort by.
REPORTS = (
    ("biggest_movers", "Figures that changed most", "percent"),
    ("stealth_edits", "Stealth edits", "valid_from"),
    ("corrections", "Corrections", "valid_from"),
    ("cut_quotes", "Quotes cut or altered", "at"),
    ("quoted_speakers", "Who is quoted, and what they said", "valid_from"),
    ("headline_body_disagreements", "Headline and body disagree", ""),
    ("shown_claims", "What is claimed now", "valid_from"),
    ("changes_per_day", "Changes per day", "day"),
)

#: The first links on the page of all tables and views, and the query in its SQL box.
STARTS = (
    "change_details", "shown_claims", "claim_timeline", "cut_quotes", "stealth_edits", "biggest_movers", "quoted_speakers", "disagreements",
    "series_steps", "articles", "revisions",
)  # fmt: skip
OPENING = (
    "select at, publisher, article, old_text, new_text, noun\nfrom change_details\n"
    "where kind = 'lowered' and role = 'killed' and shown = 1\norder by at desc limit 50"
)

#: Queries to start from, offered by the home page: title and text.
EXAMPLES = (
    (
        "Figures that were raised by more than half",
        "select article, old_text, new_text, noun, percent, at\nfrom change_details\nwhere kind = 'raised' and percent > 50\n"
        "order by at desc limit 50",
    ),
    (
        "What articles claim now, figures only",
        "select article, text, noun, role, low, high, speaker\nfrom shown_claims\nwhere kind = 'quantity' limit 100",
    ),
    (
        "Quotes that were cut or altered, word by word",
        "select at, speaker, article, claim_diff_html(old_text, new_text) as diff\nfrom cut_quotes\norder by at desc limit 50",
    ),
    (
        "What was claimed at a given time",
        "select claim_id, text, noun, sentence\nfrom claim_versions\nwhere valid_from <= as_of(:time) and valid_to > as_of(:time)"
        "\nlimit 100",
    ),
)
