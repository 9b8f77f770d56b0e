"""The command line: thin commands, and the one place where errors become messages."""

from __future__ import annotations

import sys

import click

from sayso.cli import jsonl
from sayso.errors import SaysoError


class Group(click.Group):
    """Commands whose foreseen failures end in one line; anything else is a bug and keeps its traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except SaysoError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=Group)
def main() -> None:
    """What did this article claim, on whose word, and what has quietly changed since?"""


@main.command()
@click.option("--jsonl", "as_jsonl", is_flag=True, help="JSON lines in and out.")
def parse(as_jsonl: bool) -> None:
    """Show the claims of a text."""
    for line in jsonl.parsed(sys.stdin):
        click.echo(line)


@main.command()
@click.option("--jsonl", "as_jsonl", is_flag=True, help="JSON lines in and out.")
def diff(as_jsonl: bool) -> None:
    """Show what changed between two texts."""
    for line in jsonl.differences(sys.stdin):
        click.echo(line)
