"""The log of runs."""

from __future__ import annotations

from typing import NamedTuple

from sqlite_utils import Database

from sayso.store.writing import transaction

COUNTS = ("articles", "revisions_new", "revisions_known", "claims", "changes", "failures")


def begin_run(db: Database, *, at: str, command: str, versions: dict[str, object]) -> int:
    """Opens a run and returns its number; runs that never ended were killed (the caller holds the lock) and are marked so."""
    with transaction(db):
        db.execute("update runs set status = 'killed', ended_at = coalesce(ended_at, ?) where status = 'running'", (at,))
        row = {"started_at": at, "status": "running", "command": command, **versions}
        run = db.table("runs").insert(row).last_pk
    assert isinstance(run, int)
    return run


def count_outcomes(db: Database, run: int, **more: int) -> None:
    """Adds to a run's counts. Call it inside the transaction of the counted work."""
    sets = ", ".join(f"{name} = {name} + ?" for name in more)
    db.execute(f"update runs set {sets} where id = ?", (*more.values(), run))


def end_run(db: Database, run: int, *, at: str, status: str) -> None:
    """Closes a run as done, failed or interrupted."""
    with transaction(db):
        db.execute("update runs set ended_at = ?, status = ? where id = ?", (at, status, run))


class Linked(NamedTuple):
    """The last update of the series: the run, the number of figures linked, the version, and the number stored since then."""

    run: int
    at: str
    figures: int
    version: int | None
    fresh: int


def find_last_linking(db: Database) -> Linked | None:
    """Returns the last run that updated the series; None if there is none."""
    row = db.execute("select id, started_at, linked, linker_version from runs where linked is not null order by id desc limit 1").fetchone()
    if row is None:
        return None
    stored = "select coalesce(sum(revisions_new + claims + changes), 0) from runs where id > ?"
    return Linked(run=row[0], at=row[1], figures=row[2], version=row[3], fresh=int(db.execute(stored, (row[0],)).fetchone()[0]))


def set_linking(db: Database, run: int, figures: int, version: int) -> None:
    """Records that a run updated the series."""
    with transaction(db):
        db.execute("update runs set linked = ?, linker_version = ? where id = ?", (figures, version, run))
