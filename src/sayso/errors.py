"""The one tree of sayso's errors. The command line turns each into one line; anything else that is raised is a bug.

    SaysoError
    ├── GrammarError       a rule or word table is wrong (found when it is imported)
    ├── InputError         something handed to us cannot be read: a file, a line, a page, an option
    │   └── NotAnArticle   it was read well, and is no article: a log-in wall, an index page, an error page …
    ├── FetchError         the network said no, or said nothing in time
    └── StoreError         the database cannot be used
        ├── BusyError      another run is writing
        └── NewerStore     it was made by a newer sayso

The text of each error says what failed, where, and what to do.
"""


class SaysoError(Exception):
    """A foreseen failure; its text says what failed, where, and what to do."""


class GrammarError(SaysoError):
    """A rule or a word table contradicts itself."""


class InputError(SaysoError):
    """Something handed to sayso cannot be read."""


class NotAnArticle(InputError):
    """A page that was read and is no article; `outcome` is the word for it in the table of captures."""

    def __init__(self, outcome: str, reason: str) -> None:
        super().__init__(reason)
        self.outcome = outcome


class FetchError(SaysoError):
    """A page could not be fetched."""


class StoreError(SaysoError):
    """The database cannot be used."""


class BusyError(StoreError):
    """Another run is writing to this database."""


class NewerStore(StoreError):
    """The database was made by a newer sayso."""
