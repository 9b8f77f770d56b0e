"""The queries of the pages of series: each statement on an index, each with a limit."""

from __future__ import annotations

from sayso.store.change_filters import Condition
from sayso.store.list_queries import Listing
from sayso.store.numbering import PER_ARTICLE
from sayso.store.page_queries import CHANGE_COLUMNS, CHANGE_JOINS
from sayso.store.views import SIGNED

#: A claim's newest wording has the greatest number.
_WORDING = "{v} on {v}.claim_id = {c} and {v}.n = (select versions from claims where id = {c})"

SERIES = "select * from series where id = :id"

OF_CLAIM = "select series_id from claim_series where claim_id = :id"

_POINT = f"""p.claim_id, p.at, p.verdict, p.certainty, c.part, c.status, c.versions, c.first_at, v.text, {SIGNED}, v.modifier,
    v.unit, v.noun, v.role, v.sentence, v.start - json_extract(v.marks, '$.sentence[0]') as place, v.source, v.speaker_id,
    s.name as speaker, c.article_id, a.title as article, a.publisher, a.url"""
_POINT_JOINS = """join claims c on c.id = p.claim_id join claim_versions v on v.claim_id = c.id and v.n = c.versions
    left join speakers s on s.id = v.speaker_id left join articles a on a.id = c.article_id"""

#: The points of a series (`:id`), newest first, after one (`:at`, `:claim`; null: from the newest on); `:limit`.
POINTS = f"""
    select {_POINT} from (
      select * from claim_series where series_id = :id and (:at is null or (at, claim_id) < (:at, :claim)) order by at desc,
      claim_id desc limit :limit
    ) p {_POINT_JOINS} order by p.at desc, p.claim_id desc"""

#: Every wording of the newest `:limit` points, in time.
STEPS = f"""
    select p.claim_id, coalesce(a.publisher, '') as publisher, c.part, v.n, v.valid_from, {SIGNED}, v.unit, v.text
    from (select claim_id, sign from claim_series where series_id = :id order by at desc, claim_id desc limit :limit) p
    join claims c on c.id = p.claim_id join claim_versions v on v.claim_id = c.id left join articles a on a.id = c.article_id
    order by v.valid_from, v.claim_id, v.n limit 2000"""

#: The changes of the figures of some claims (`:ids`, a JSON list), in time.
REVISIONS = f"""
    select {CHANGE_COLUMNS} from changes d {CHANGE_JOINS}
    where d.claim_id in (select value from json_each(:ids)) and d.rank <= 5 and d.shown = 1 order by d.at, d.id limit 500"""

#: The figures of a series (`:id`) for a line of a list, newest first.
SPARK = f"""
    select p.at, {SIGNED} from (
      select claim_id, at, sign from claim_series where series_id = :id order by at desc, claim_id desc limit 30
    ) p join claims c on c.id = p.claim_id join claim_versions v on v.claim_id = c.id and v.n = c.versions order by p.at desc,
    p.claim_id desc"""

#: The disagreements in a series (`:id`), newest first.
DISPUTES_OF = "select t.id from _disagreements t where t.series_id = :id order by t.at desc, t.id desc limit :limit"

_LATEST = """t.id, t.name, t.dimension, t.points, t.articles, t.outlets, t.first_at, t.last_at, t.least, t.most, t.disagreements, t.shown,
    v.text, v.unit, a.publisher, a.title as article, v.article_id"""
_LATEST_JOINS = f"""left join claim_versions {_WORDING.format(v="v", c="t.latest_claim_id")}
    left join articles a on a.id = v.article_id"""


#: The series that changed on the newest day with any change, each with its newest change and the figure before it, most newsworthy first;
#: `:limit`.
MOVED = f"""
    with moves as (select * from claim_series where verdict in ('raises','lowers') order by at desc limit 300)
    select m.series_id, g.name, g.points, g.outlets, m.at, m.verdict, v.text, a.publisher,
           (select text from claim_versions where claim_id = m.before_id order by n desc limit 1) as before
    from (select series_id, claim_id, before_id, verdict, max(at) as at from moves
          where at >= (select date(max(at)) from moves) group by series_id) m
    join series g on g.id = m.series_id and g.shown = 1
    left join claim_versions {_WORDING.format(v="v", c="m.claim_id")} left join articles a on a.id = v.article_id
    order by g.telling desc, m.series_id limit :limit"""

#: The points next to one in time (`:id` of the series, `:at`, `:claim`), before it and after it; `:limit` each.
NEAR = f"""
    select {_POINT} from (
      select * from (select * from claim_series where series_id = :id and (at, claim_id) < (:at, :claim) order by at desc,
      claim_id desc limit :limit)
      union all
      select * from (select * from claim_series where series_id = :id and (at, claim_id) > (:at, :claim) order by at, claim_id limit :limit)
    ) p {_POINT_JOINS} order by p.at desc, p.claim_id desc"""

PLACE = "select series_id, at from claim_series where claim_id = :id"

#: The series with figures of an article (`:article`), most newsworthy first, each with the first such figure of the article.
OF_ARTICLE = f"""
    select {_LATEST}, (select text from claim_versions where claim_id = m.claim_id order by n desc limit 1) as here, m.claim_id
    from (select series_id, min(claim_id) as claim_id from claim_series
          where claim_id between :article * {PER_ARTICLE} and :article * {PER_ARTICLE} + {PER_ARTICLE - 1} group by series_id) m
    join series t on t.id = m.series_id {_LATEST_JOINS} order by t.telling desc, t.id limit :limit"""

#: The series with some words in their names, most telling first, out of the latest 2,000.
WITH_WORDS = f"""
    select {_LATEST} from (select rowid as id from series_fts where series_fts match :words order by rowid desc limit 2000) f
    join series t on t.id = f.id {_LATEST_JOINS} order by t.telling desc, t.id limit :limit"""


def make_listing(key: str) -> Listing:
    """Builds the listing of series by one of their columns: telling, points, outlets or last_at."""
    return Listing("series", key, f"{_LATEST}, t.{key} as key", _LATEST_JOINS)


DISPUTES = Listing(
    "_disagreements",
    "at",
    """t.id, t.other_id, t.series_id, t.at, t.at as key, t.between_whom, g.name as series, v.text, v.sentence, v.source, v.unit,
    v.article_id,
    v.start - json_extract(v.marks, '$.sentence[0]') as place, a.title as article, a.publisher, c.part,
    x.text as other_text, x.sentence as other_sentence, x.source as other_source, x.article_id as other_article_id,
    x.start - json_extract(x.marks, '$.sentence[0]') as other_place, b.title as other_article, b.publisher as other_publisher,
    d.part as other_part, p.at as other_at""",
    """left join series g on g.id = t.series_id
    left join claims c on c.id = t.id left join claim_versions v on v.claim_id = c.id and v.n = c.versions
    left join articles a on a.id = v.article_id
    left join claims d on d.id = t.other_id left join claim_versions x on x.claim_id = d.id and x.n = d.versions
    left join articles b on b.id = x.article_id left join claim_series p on p.claim_id = t.other_id""",
)

#: Conditions on the rows `t` of these lists.
NAMED = Condition(
    "t.id in (select rowid from series_fts where series_fts match :words)",
    "select rowid as id from series_fts where series_fts match :words",
)
OF_ROLE = Condition("t.dimension = '@' || :role", "select id from series where dimension = '@' || :role")
OF_OUTLETS = Condition("t.outlets > 1", "select id from series where outlets > 1")
DISPUTED = Condition("t.disagreements > 0")
IN_NAMED = Condition(
    "t.series_id in (select rowid from series_fts where series_fts match :words)",
    "select d.id from series_fts f cross join _disagreements d on d.series_id = f.rowid where series_fts match :words",
)
BETWEEN = Condition("t.between_whom = :between")

#: The roles that series measure; each row seeks the next one in the index.
ROLES = """
    with recursive r(dimension) as (
      select min(dimension) from series where dimension >= '@' and dimension < 'A'
      union all select (select min(dimension) from series s where s.dimension > r.dimension and s.dimension < 'A')
      from r where r.dimension is not null limit 101)
    select substr(dimension, 2) as role from r where dimension is not null"""
