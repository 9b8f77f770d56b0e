"""The filters of the home page as SQL: conditions on `changes d`, and two ways to find the changes that meet them.

If few changes match (a rare word, a small publisher), an index finds them and the query reads only these. Otherwise the query walks
through the days from the newest on, each in the order of the index `changes_telling` (the most newsworthy first), and stops when it has
enough to show. Each way alone took seconds: the first for a common word, the second for a rare one.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from sayso.model import CHANGE_KINDS, ChangeKind
from sayso.store.daily_counts import OF_FIGURES
from sayso.store.numbering import PER_ARTICLE

#: The largest number of changes that counts as few.
MAX_FEW = 2000


class Condition(NamedTuple):
    """One condition. `source`: SQL for the ids of all matching changes. `near`: the same condition, restricted to `:stories`.

    `kinds`: the kinds of change that the condition asks for, as an SQL list.
    """

    sql: str
    source: str = ""
    near: str = ""
    kinds: str = ""


class Where(NamedTuple):
    """Conditions, all of which a change must meet, with their parameters; `walk`: many changes may meet them."""

    parts: tuple[Condition, ...]
    values: dict[str, Any]
    walk: bool = True

    @property
    def sql(self) -> str:
        """The conditions as SQL."""
        return " and ".join(part.sql for part in self.parts) or "true"

    @property
    def near(self) -> str:
        """The conditions as SQL for changes in given stories (`:stories`, see `build_changes_query`)."""
        return " and ".join(part.near or part.sql for part in self.parts) or "true"

    def and_(self, part: Condition) -> Where:
        """Returns these conditions and one more, which SQL tests first."""
        return self._replace(parts=(part, *self.parts))

    def restrict_to_ids(self, few: Condition) -> Where:
        """Returns these conditions, restricted to the few changes that meet one of them."""
        return Where((Condition(f"d.id in ({few.source})"), *(part for part in self.parts if part != few)), self.values, walk=False)


PUBLISHER = Condition(
    ":publisher = (select publisher from articles where id = d.article_id)",
    "select d.id from articles a cross join changes d on d.article_id = a.id where a.publisher = :publisher",
)
#: The order of the joins is fixed: SQLite would read all wordings rather than the few speakers first.
SPEAKER = Condition(
    "exists (select 1 from claim_versions v where v.claim_id = d.claim_id and v.speaker_id in"
    " (select id from speakers where name like :speaker))",
    "select d.id from speakers s cross join claim_versions v on v.speaker_id = s.id cross join changes d on d.claim_id = v.claim_id"
    " where s.name like :speaker",
)
#: Listing all claims with the words takes up to 60 ms of a million, for a word in half of them; for stories that are known only theirs are
#: listed.
WORDS = Condition(
    "(d.claim_id in (select rowid from claims_fts where claims_fts match :words)"
    " or d.article_id in (select rowid from articles_fts where articles_fts match :words))",
    "select d.id from claims_fts f cross join changes d on d.claim_id = f.rowid where claims_fts match :words"
    " union all select d.id from articles_fts f cross join changes d on d.article_id = f.rowid where articles_fts match :words",
    "(d.claim_id in (select f.rowid from json_each(:stories) s cross join claims_fts f where f.claims_fts match :words"
    f" and f.rowid between json_extract(s.value, '$[1]') * {PER_ARTICLE} and json_extract(s.value, '$[1]') * {PER_ARTICLE} "
    f"+ {PER_ARTICLE - 1})"
    " or d.article_id in (select f.rowid from json_each(:stories) s cross join articles_fts f where f.articles_fts match :words"
    " and f.rowid = json_extract(s.value, '$[1]')))",
)
#: The same, faster for many changes and few articles with the words: the test of the article excludes most changes.
RARE_WORDS = Condition(
    f"d.article_id in (select rowid / {PER_ARTICLE} from claims_fts where claims_fts match :words"
    f" union select rowid from articles_fts where articles_fts match :words) and {WORDS.sql}",
)
#: Whether at most a tenth of all claims have the words.
ARE_WORDS_RARE = """
    with most(n) as (select count / 10 from _counts where "table" = 'claims')
    select (select count(*) from (select 1 from claims_fts where claims_fts match :words limit (select n + 1 from most))) <= n as rare
    from most"""
#: Further conditions of feeds: an article, a claim, a speaker by number, and words in claims. A plus sign keeps SQLite from an index
#: that a database without statistics makes it take: all that a speaker ever said, for each change.
ARTICLE = Condition("d.article_id = :article", "select id from changes where article_id = :article")
CLAIM = Condition("d.claim_id = :claim", "select id from changes where claim_id = :claim")
ON_THE_WORD_OF = Condition(
    "exists (select 1 from claim_versions v where v.claim_id = d.claim_id and +v.speaker_id = :speaker)",
    "select d.id from claim_versions v cross join changes d on d.claim_id = v.claim_id where v.speaker_id = :speaker",
)
IN_CLAIMS = Condition(
    "d.claim_id in (select rowid from claims_fts where claims_fts match :words)",
    "select d.id from claims_fts f cross join changes d on d.claim_id = f.rowid where claims_fts match :words",
)


ROLE = Condition(
    ":role = (select role from claims where id = d.claim_id)",
    "select d.id from claims c cross join changes d on d.claim_id = c.id where c.role = :role",
)
SHOWN = Condition("d.shown = 1")
#: The same, and quotations that were only shortened, if the reader filters for quotations: as in the report of cut quotes.
SHOWN_OR_CUT = Condition(
    "(d.shown = 1 or d.kind = 'requoted' and d.link_certainty >= 0.6"
    " and (select shown from claim_versions where id = d.old_version_id) = 1)"
)
STEALTH = Condition("d.stealth = 1", "select id from changes where stealth = 1")
CORRECTION = Condition("d.correction is not null", "select id from changes where correction is not null")
LEAST = Condition("abs(d.percent) >= :least")
SINCE = Condition("d.day >= substr(:since, 1, 10) and d.at >= :since")


class ChangeFilter(NamedTuple):
    """The filters of a list of changes; an empty field filters nothing.

    `least` is the smallest change of a figure in percent, up or down; `since` is a time.
    """

    kinds: tuple[ChangeKind, ...] = ()
    publisher: str = ""
    speaker: str = ""
    words: str = ""
    role: str = ""
    stealth: bool = False
    correction: bool = False
    least: float | None = None
    since: str | None = None
    everything: bool = False

    @property
    def shown(self) -> Condition:
        """The condition for the changes to show: certain and newsworthy ones, or those of the requested kinds, or all."""
        if self.everything:
            return Condition("true")
        if "reworded" in self.kinds:  # such changes are shown only on request
            return Condition("true")
        return SHOWN_OR_CUT if "requoted" in self.kinds else SHOWN


def build_conditions(wish: ChangeFilter) -> Where:
    """Builds the conditions for all changes that match a filter, shown or not."""
    ranks = ", ".join(str(CHANGE_KINDS.index(kind) + 1) for kind in wish.kinds)
    names = ", ".join(f"'{kind}'" for kind in wish.kinds if kind in CHANGE_KINDS)
    match = build_fts_query(wish.words)
    parts: list[tuple[Condition, dict[str, Any] | None]] = [
        (Condition(f"d.rank in ({ranks})", f"select id from changes where kind in ({names})", kinds=names), {} if ranks else None),
        (STEALTH, {} if wish.stealth else None),
        (CORRECTION, {} if wish.correction else None),
        (LEAST, {"least": wish.least} if wish.least is not None else None),
        (SINCE, {"since": wish.since} if wish.since else None),
        (PUBLISHER, {"publisher": wish.publisher} if wish.publisher else None),
        (ROLE, {"role": wish.role} if wish.role else None),
        (SPEAKER, {"speaker": f"%{wish.speaker}%"} if wish.speaker else None),
        (WORDS, {"words": match} if match else None),
    ]
    chosen = [(part, values) for part, values in parts if values is not None]
    return Where(tuple(part for part, _ in chosen), {name: value for _, values in chosen for name, value in values.items()})


def build_fts_query(words: str) -> str:
    """Builds a full-text query that needs all words; each is quoted, so that the query cannot fail.

    >>> build_fts_query('ferry "sank')
    '"ferry" "sank"'
    """
    return " ".join(f'"{w}"' for w in words.replace('"', " ").replace("\x00", " ").split() if any(ch.isalnum() for ch in w))


def build_capped_count(part: Condition) -> str:
    """Builds SQL that counts the changes that meet a condition, up to `MAX_FEW` + 1."""
    return f"select count(*) as n from (select 1 from ({part.source}) limit {MAX_FEW + 1})"


#: The latest days (`:most`) up to one (`:until`) on which anything changed.
DAYS_UNTIL = "select day from changes_per_day where day <= :until order by day desc limit :most"


def build_stories_query(where: Where) -> str:
    """Builds SQL for the articles with such changes on each day from `:from` to `:until`, newest day and most newsworthy first."""
    walked = "changes_per_day p cross join changes d indexed by changes_telling on d.day = p.day"
    day, source = ("p.day", walked) if where.walk else ("d.day", "changes d")
    return f"""
        select distinct {day}, d.article_id from {source} where {day} between :from and :until and {where.sql}
        order by {day} desc, d.news desc, d.article_id limit :limit offset :skip"""


def build_daily_counts(where: Where, shown: Condition) -> str:
    """Builds SQL that counts, for each day from `:first` to `:last`, the matching changes, those shown, and those of figures among these.

    It also counts the entries of the shown changes, since changes that belong together are listed as one. Few changes are counted on all
    days, without regard to the first and last. If only kinds are requested, the index of kinds counts them without reading other changes.
    """
    if where.walk and len(where.parts) == 1 and where.parts[0].kinds:
        return _build_counts_of_kinds(where.parts[0].kinds, shown)
    source = "changes d indexed by changes_telling" if where.walk else "changes d"
    within = "d.day between :first and :last and " if where.walk else ""
    return f"""
        select d.day, count(*) as asked, count(*) filter (where {shown.sql}) as shown,
               count(*) filter (where {shown.sql} and d.rank <= {OF_FIGURES}) as figures,
               count(distinct case when {shown.sql} then coalesce(d.entry, d.id) end) as items
        from {source} where {within}{where.sql} group by d.day"""


def _build_counts_of_kinds(kinds: str, shown: Condition) -> str:
    """Builds the same counts for changes of some kinds, without other conditions."""
    of_figures = ", ".join(f"'{kind}'" for kind in CHANGE_KINDS[:OF_FIGURES])
    return f"""
        select p.day, count(*) as asked, count(*) filter (where {shown.sql}) as shown,
               count(*) filter (where d.kind in ({of_figures}) and {shown.sql}) as figures,
               count(distinct case when {shown.sql} then coalesce(d.entry, d.id) end) as items
        from changes_per_day p cross join changes d indexed by changes_kind
          on d.kind in ({kinds}) and d.at >= p.day and d.at < p.day || 'Z'
        where p.day between :first and :last group by p.day"""


def build_changes_query(where: Where) -> str:
    """Builds SQL for the matching changes in some stories (`:stories`, a JSON list of day and article), the most newsworthy first."""
    return f"""
        select d.id, d.article_id, d.day, d.at, coalesce(d.entry, d.id) as entry from json_each(:stories) j cross join changes d
          on d.article_id = json_extract(j.value, '$[1]') and d.at >= json_extract(j.value, '$[0]') and d.at < json_extract(j.value,
          '$[0]') || 'Z'
        where {where.near} order by d.news desc, d.rank, abs(d.percent) desc, d.id"""


#: The changes of some stories (`:stories`, a JSON list of day and article) that are not listed, counted by kind.
LEFT_OUT = """
    select d.day, d.article_id, d.kind, count(*) as n from json_each(:stories) j cross join changes d
      on d.article_id = json_extract(j.value, '$[1]')
     and d.at >= json_extract(j.value, '$[0]') and d.at < json_extract(j.value, '$[0]') || 'Z'
    where d.shown = 0 group by d.day, d.article_id, d.kind"""


def build_newest_query(where: Where, kind: str | None) -> str:
    """Builds SQL for the numbers of the newest `:limit` matching changes, of one kind (`:kind`) or any."""
    index = f" indexed by {'changes_kind' if kind else 'changes_at'}" if where.walk else ""
    of_kind = "d.kind = :kind" if where.walk else "+d.kind = :kind"  # the plus sign keeps SQLite from walking all changes of the kind
    wanted = " and ".join([*([of_kind] if kind else []), *([where.sql] if where.parts else [])]) or "true"
    return f"select d.id from changes d{index} where {wanted} order by d.at desc, d.id desc limit :limit"
