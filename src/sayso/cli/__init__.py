"""The command line: thin commands, and the one place where errors become messages."""

from __future__ import annotations

import atexit
import gc
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click

from sayso.errors import SaysoError
from sayso.re_cache import cache_patterns
from sayso.version import __version__

#: Each command with its module and its line in the list of commands. The list is printed without importing the modules.
COMMANDS = {
    "ingest": ("sayso.cli.ingest", "Read articles and store what they claim."),
    "sources": ("sayso.cli.sources", "Set up where `sayso ingest` looks: feeds, sitemaps, lists of addresses, single pages, folders."),
    "status": (
        "sayso.cli.status",
        "Show the last runs, which sources fail or have gone silent, what is due, and the size of the database.",
    ),
    "schedule": ("sayso.cli.status", "Print what to install so that `sayso ingest` runs on its own."),
    "tell": ("sayso.cli.tell", "Send what changed since the last time: as an Atom file, to a webhook or by mail."),
    "vacuum": ("sayso.cli.vacuum", "Delete stored pages to free disk space, and print how much was freed."),
    "rebuild": ("sayso.cli.ingest", "Make all claims and changes again from the stored texts."),
    "parse": ("sayso.cli.read_texts", "Show the claims of a text: figures with their intervals, statements with their sources."),
    "diff": ("sayso.cli.read_texts", "Show what became of each claim between two texts."),
    "explain": ("sayso.cli.read_texts", "Show which rule took which words of TEXT, and why other candidates were not taken."),
    "changes": ("sayso.cli.query", "List what changed, newest day first, the most newsworthy of a day on top."),
    "history": ("sayso.cli.query", "Show a claim through time, or the claims of an article."),
    "series": ("sayso.cli.series", "Follow one figure across articles and outlets."),
    "export": ("sayso.cli.export", "Write a table or view to a file: CSV, JSON lines, Parquet, or each claim as schema.org Claim JSON-LD."),
    "bulk": ("sayso.cli.bulk", "Read whole crawls, on all processors or on a cluster, into Parquet files with the schema of the database."),
    "load": ("sayso.cli.bulk", "Copy articles from a FOLDER of `sayso bulk` into the database, for the site and all other commands."),
    "demo": ("sayso.cli.serve", "Read invented sample stories into a database of their own and show the site."),
    "serve": ("sayso.cli.serve", "Serve the site with Datasette."),
}


class CommandGroup(click.Group):
    """The group of all commands. A foreseen failure ends in one line; anything else is a bug and keeps its traceback.

    The module of a command is imported only when the command is called: `parse` does not need Datasette, which takes a second to import.
    """

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Runs a command in its own process, without a last garbage collection at the end: the system frees the memory as a whole."""
        atexit.register(gc.freeze)
        return super().__call__(*args, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Returns the names of the commands, in the order in which a new user needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Imports and returns a command; None if no command has this name.

        Raises ClickException with one line if something that it needs is not installed.
        """
        if cmd_name not in COMMANDS:
            return None
        collects = gc.isenabled()
        gc.disable()  # the objects that an import makes live until the process ends
        try:
            with cache_patterns():
                command = getattr(import_module(COMMANDS[cmd_name][0]), cmd_name)
        except ImportError as error:
            why = f"sayso {cmd_name} cannot start: {error}; install what is missing: python -m pip install --force-reinstall sayso"
            raise click.ClickException(why) from error
        finally:
            if collects:
                gc.enable()
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Finds the command that is called. For an unknown name, fails with a message that suggests the most similar one."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = get_close_matches(args[0], COMMANDS, 1)
            ctx.fail(f"no command '{args[0]}'" + (f"; did you mean '{near[0]}'?" if near else "; `sayso --help` lists them"))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Runs the command. Raises ClickException with one line for a foreseen failure."""
        try:
            return super().invoke(ctx)
        except SaysoError as error:
            raise click.ClickException(str(error)) from error
        except BrokenPipeError:  # the program that reads our output (`| head`) has closed the pipe
            ctx.exit(141)


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="sayso")
def main() -> None:
    """What did this article claim, on whose word, and what has quietly changed since?

    \b
    Example:
      sayso ingest pages/            # read saved pages into db/sayso.db
      sayso changes --since yesterday
      sayso serve                    # browse them on 127.0.0.1:8001
    """
