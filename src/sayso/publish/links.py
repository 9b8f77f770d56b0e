"""Makes the addresses that Datasette gives to tables, rows and queries of sayso's database."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from sayso.present.sanitize import check_web_url
from sayso.publish import databases


class Links:
    """Makes addresses in one database. In a query, empty values are left out, and a list gives each of its values."""

    def __init__(self, datasette: Any, database: str) -> None:
        self._urls, self.database = datasette.urls, database
        self._tables: dict[str, str] = {}
        self._alone = not databases.has_several(datasette)

    def row(self, table: str, key: object, ext: str | None = None, **query: object) -> str:
        """A row's page, or with `ext` its data. A page has hundreds of them, so the address of a table is made once."""
        if ext:
            return _add_query(str(self._urls.row(self.database, table, str(key), format=ext)), query)
        if table not in self._tables:
            self._tables[table] = str(self._urls.table(self.database, table))
        return _add_query(f"{self._tables[table]}/{key}", query)

    def table(self, table: str, ext: str | None = None, **query: object) -> str:
        """A table's or view's page, or with `ext` its data. A feed does without the count of all rows, which takes most of the time."""
        if ext in ("atom", "jsonfeed"):
            query["_nocount"] = 1
        return _add_query(str(self._urls.table(self.database, table, format=ext)), query)

    def home(self, **query: object) -> str:
        """The home page; of this database if there are several."""
        return _add_query(str(self._urls.instance()), query) if self._alone else self.list("changes", **query)

    def health(self) -> str:
        """The page of nightly runs and sources."""
        return self.path("/-/health") if self._alone else self.list("health")

    def database_page(self, name: str, *, ours: bool) -> str:
        """The first page of a database: its changes if it is ours, else its tables."""
        address = str(self._urls.database(name))
        return f"{address}/-/changes" if ours else address

    def list(self, name: str, /, **query: object) -> str:
        """A page of ours about this database, such as a list of articles, claims or speakers.

        No table of ours is called "-", so addresses below it are free.
        """
        return _add_query(f"{self._urls.database(self.database)}/-/{name}", query)

    def series(self, number: int, ext: str | None = None, **query: object) -> str:
        """The page of a series, or with `ext` (json, atom, jsonfeed) its data or feed."""
        return _add_query(self.list(f"series/{number}") + (f".{ext}" if ext else ""), query)

    def menu(self) -> tuple[tuple[str, str], ...]:
        """The menu of every page, ours and Datasette's own: the label and the address of each entry."""
        return (
            ("Changes", self.home()),
            ("Articles", self.list("articles")),
            ("Claims", self.list("claims")),
            ("Series", self.list("series")),
            ("Speakers", self.list("speakers")),
            ("Data", self.tables()),
        )

    def reports(self) -> tuple[tuple[str, str], ...]:
        """The reports, linked from every page."""
        return (
            ("Tolls lowered", self.home(kind="lowered", role="killed")),
            ("Quotes cut or altered", self.table("cut_quotes", _sort_desc="at")),
            ("Stealth edits", self.home(stealth="1")),
            ("Corrections", self.home(correction="1")),
            ("Disagreements", self.list("disagreements")),
            ("Headline and body differ", self.table("headline_body_disagreements")),
        )

    @staticmethod
    def with_query(path: str, query: dict[str, object]) -> str:
        """An address with a query string: empty values left out, each value of a list given."""
        return _add_query(path, query)

    def sql(self, sql: str) -> str:
        """The SQL editor with a query in it."""
        return _add_query(str(self._urls.database(self.database)), {"sql": sql})

    def tables(self) -> str:
        """The list of all tables and views."""
        return str(self._urls.database(self.database))

    def path(self, path: str) -> str:
        """A page of our own."""
        return str(self._urls.path(path))

    def static(self, name: str) -> str:
        """A static file of the plugin."""
        return str(self._urls.static_plugins("sayso", name))

    @staticmethod
    def web(url: object) -> str | None:
        """An address from the data if it is safe as a link, else None."""
        return check_web_url(url)


def request_address(request: Any) -> str:
    """Returns the permanent address of the requested page: without the query string."""
    return str(request.url).partition("?")[0]


def _add_query(path: str, query: dict[str, object]) -> str:
    pairs = [
        (name, one) for name, value in query.items() for one in (value if isinstance(value, list) else [value]) if one not in (None, "")
    ]
    return f"{path}?{urlencode(pairs)}" if pairs else path
