"""Schedules for the ingest: a crontab line, or a systemd service with its timer.

Nothing is installed by sayso; it prints what a person reads, changes and installs.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence


def format_cron(command: Sequence[str], every: int, log: str) -> str:
    """A crontab line.

    `every` is in minutes and divides an hour, or a day in hours; a percent sign ends a command in a crontab, so it is escaped.
    """
    when = f"*/{every} * * * *" if every < 60 else f"7 */{every // 60} * * *" if every < 1440 else "7 3 * * *"
    return f"{when} {shlex.join(command)} --quiet >> {shlex.quote(log)} 2>&1".replace("%", "\\%")


def format_service(command: Sequence[str], folder: str) -> str:
    """A systemd service.

    It reads the network and writes one folder; everything else is closed to it. SIGTERM ends a run in order, so it gets time for that;
    143 is how such a run ends.
    """
    return "\n".join([
        "[Unit]",
        "Description=sayso: read what news pages claim",
        "Wants=network-online.target",
        "After=network-online.target",
        "",
        "[Service]",
        "Type=oneshot",
        f"ExecStart={' '.join(_quote_word(word) for word in command)} --quiet",
        "SuccessExitStatus=143",
        "TimeoutStartSec=6h",
        "TimeoutStopSec=2min",
        "Nice=10",
        "NoNewPrivileges=true",
        "PrivateTmp=true",
        "ProtectSystem=strict",
        f"ReadWritePaths={_quote_word(folder)}",
        "",
    ])  # fmt: skip


def format_timer(every: int) -> str:
    """Its timer: `every` minutes after the last run began, and soon after the machine was started."""
    return "\n".join([
        "[Unit]",
        "Description=sayso: when to read",
        "",
        "[Timer]",
        "OnBootSec=5min",
        f"OnUnitActiveSec={every}min",
        "RandomizedDelaySec=30s",
        "",
        "[Install]",
        "WantedBy=timers.target",
        "",
    ])  # fmt: skip


def _quote_word(word: str) -> str:
    """A word as systemd reads it: % and $ start something there."""
    word = word.replace("\\", "\\\\").replace("%", "%%").replace("$", "$$")
    return f'"{word}"' if any(c in word for c in " \t'") else word
