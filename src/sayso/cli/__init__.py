"""The command line: thin commands, and the one place where errors become messages."""

from __future__ import annotations

from importlib.metadata import version

import click

from sayso.errors import SaysoError

COMMANDS = {
    "ingest": "sayso.cli.ingest",
    "sources": "sayso.cli.sources",
    "status": "sayso.cli.status",
    "schedule": "sayso.cli.status",
    "tell": "sayso.cli.tell",
    "vacuum": "sayso.cli.vacuum",
    "rebuild": "sayso.cli.ingest",
    "parse": "sayso.cli.read_texts",
    "diff": "sayso.cli.read_texts",
    "explain": "sayso.cli.read_texts",
    "changes": "sayso.cli.query",
    "history": "sayso.cli.query",
    "export": "sayso.cli.export",
    "serve": "sayso.cli.serve",
}


class Group(click.Group):
    """Commands whose foreseen failures end in one line; anything else is a bug and keeps its traceback.

    Each command's module is imported when it is asked for: `parse` has no use for Datasette, which takes a second to import.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = __import__(COMMANDS[cmd_name], fromlist=[cmd_name])
        command = getattr(module, cmd_name)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except SaysoError as error:
            raise click.ClickException(str(error)) from error
        except BrokenPipeError:  # the reader of our output (`| head`) has had enough
            ctx.exit(141)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(version("sayso"), prog_name="sayso")
def main() -> None:
    """What did this article claim, on whose word, and what has quietly changed since?

    \b
    Example:
      sayso ingest pages/            # read saved pages into db/sayso.db
      sayso changes --since yesterday
      sayso serve                    # browse them on 127.0.0.1:8001
    """
