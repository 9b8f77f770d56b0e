"""`serve` and `demo`: the site, on this machine."""

from __future__ import annotations

import os
import socket
import sys
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import click

from sayso.cli import options
from sayso.errors import InputError
from sayso.store.database import is_settled, read_only


@click.command()
@options.database
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to serve on.")
@click.option("--port", "-p", default=8001, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 picks a free one.")
@click.option("--metadata", "-m", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="[default: metadata.yml]")
def serve(db_path: Path, host: str, port: int, metadata: Path | None) -> None:
    """Serve the site with Datasette.

    The same as `datasette db/sayso.db -m metadata.yml`; any other Datasette option works there. A read-only database in a read-only folder
    is served with Datasette's --immutable.

    \b
    Example:
      sayso serve --port 8080
    """
    read_only(db_path).close()
    _start_datasette(db_path, host, _find_free_port(host, port), metadata or Path("metadata.yml"))


@click.command()
@click.option(
    "--db", "db_path", default="sayso-demo.db", show_default=True, type=click.Path(dir_okay=False, path_type=Path), help="The database."
)
@click.option("--port", "-p", default=8001, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 picks a free one.")
@click.option("--no-open", is_flag=True, help="Do not open a browser.")
def demo(db_path: Path, port: int, no_open: bool) -> None:
    """Read invented sample stories into a database of their own and show the site.

    \b
    Example:
      sayso demo
      sayso demo --port 8080 --no-open
    """
    from sayso.cli.ingest import ingest

    port = _find_free_port("127.0.0.1", port)
    ingest.main(["--quiet", "--db", str(db_path), str(files("sayso") / "samples")], prog_name="sayso ingest", standalone_mode=False)
    click.echo("To continue with real pages: sayso ingest https://… (or saved pages), then sayso serve")
    _start_datasette(db_path, "127.0.0.1", port, Path("metadata.yml"), browser=not no_open and sys.stdout.isatty())


def _start_datasette(db_path: Path, host: str, port: int, described: Path, browser: bool = False) -> None:
    """Replaces this process by Datasette; with `browser`, opens a browser when the site is ready."""
    if find_spec("datasette") is None:
        raise InputError("the site needs Datasette, which is not installed here: python -m pip install datasette")
    settled = is_settled(db_path)
    database = ["--immutable", str(db_path)] if settled else [str(db_path)]
    command = [sys.executable, "-m", "datasette", "serve", *database, "--host", host, "--port", str(port)]
    if settled:
        click.echo(f"{db_path} and its folder are read-only: the site shows it as it is now; start it again when the file has changed")
    if described.is_file():
        command += ["--metadata", str(described)]
    if browser:
        command.append("--open")
    click.echo(f"sayso is on http://{host}:{port}/  (Ctrl-C ends it)")
    sys.stdout.flush()
    os.execv(sys.executable, command)  # noqa: S606 - our own interpreter, no shell


def _find_free_port(host: str, port: int) -> int:
    """Returns the port if it is free. Raises InputError if another program uses it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            why = f"port {port} on {host} is not available ({error.strerror}); choose another with --port (make: PORT=…)"
            raise InputError(why) from error
        return int(probe.getsockname()[1])
