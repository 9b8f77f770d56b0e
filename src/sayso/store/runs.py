"""The log of runs."""

from __future__ import annotations

from sqlite_utils import Database

from sayso.store.writing import transaction

COUNTS = ("articles", "revisions_new", "revisions_known", "claims", "changes", "failures")


def begin(db: Database, *, at: str, command: str, versions: dict[str, object]) -> int:
    """Opens a run and returns its number; runs that never ended were killed (the caller holds the lock) and are marked so."""
    with transaction(db):
        db.execute("update runs set status = 'killed', ended_at = coalesce(ended_at, ?) where status = 'running'", (at,))
        row = {"started_at": at, "status": "running", "command": command, **versions}
        run = db.table("runs").insert(row).last_pk
    assert isinstance(run, int)
    return run


def count(db: Database, run: int, **more: int) -> None:
    """Adds to a run's counts. To be called inside the transaction of the work counted."""
    sets = ", ".join(f"{name} = {name} + ?" for name in more)
    db.execute(f"update runs set {sets} where id = ?", (*more.values(), run))


def end(db: Database, run: int, *, at: str, status: str) -> None:
    """Closes a run as done, failed or interrupted."""
    with transaction(db):
        db.execute("update runs set ended_at = ?, status = ? where id = ?", (at, status, run))
