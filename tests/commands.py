"""The commands for the tests: called in this process, or as their users run them, in a process of their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from sayso.cli import main

#: The start of a command in a separate process.
SAYSO = [sys.executable, "-m", "sayso.cli"]


def sayso(*args: str | Path, text: str | bytes | None = None, code: int = 0) -> subprocess.CompletedProcess[str]:
    """Calls a command in this process and checks its exit code; an unexpected failure is raised.

    `test_a_process_answers_as_a_call_does` in test_cli.py compares it with `process`.
    """
    words = [str(a) for a in args]
    done = CliRunner().invoke(main, words, input=text, prog_name="sayso")
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return _check_result(subprocess.CompletedProcess(words, done.exit_code, done.stdout, done.stderr), code)


def process(*args: str | Path, text: str | bytes | None = None, code: int = 0) -> subprocess.CompletedProcess[str]:
    """Runs a command in a separate process and checks its exit code."""
    raw = text.encode() if isinstance(text, str) else text
    done = subprocess.run([*SAYSO, *map(str, args)], input=raw, capture_output=True, check=False)
    return _check_result(subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode()), code)


def _check_result(done: subprocess.CompletedProcess[str], code: int) -> subprocess.CompletedProcess[str]:
    """The answer, which has the exit code wanted and no traceback."""
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == code, done.stderr
    return done
