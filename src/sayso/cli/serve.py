"""`serve`: the site, on this machine."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import click

from sayso.cli import options
from sayso.errors import InputError
from sayso.store.database import read_only


@click.command()
@options.database
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to serve on.")
@click.option("--port", "-p", default=8001, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 takes a free one.")
@click.option("--metadata", "-m", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="[default: metadata.yml]")
def serve(db_path: Path, host: str, port: int, metadata: Path | None) -> None:
    """Serve the site with Datasette.

    The same as `datasette db/sayso.db -m metadata.yml`; any other Datasette option works there.

    \b
    Example:
      sayso serve --port 8080
    """
    read_only(db_path).close()
    port = _free(host, port)
    described = metadata or Path("metadata.yml")
    command = [sys.executable, "-m", "datasette", "serve", str(db_path), "--host", host, "--port", str(port)]
    if described.is_file():
        command += ["--metadata", str(described)]
    click.echo(f"sayso is on http://{host}:{port}/  (Ctrl-C ends it)")
    sys.stdout.flush()
    os.execv(sys.executable, command)  # noqa: S606 - our own interpreter, no shell


def _free(host: str, port: int) -> int:
    """The port, once nobody else is found on it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            why = f"port {port} on {host} cannot be had ({error.strerror}); choose another with --port (make: PORT=…)"
            raise InputError(why) from error
        return int(probe.getsockname()[1])
