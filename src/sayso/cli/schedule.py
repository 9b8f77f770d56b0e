"""Schedules for the ingest: a crontab line, or a systemd service with its timer.

sayso installs nothing; it prints text for a person to read, change and install.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence


def format_cron(command: Sequence[str], every: int, log: str) -> str:
    """Returns a crontab line.

    `every` is in minutes: a divisor of an hour, or a number of hours that divides a day. Percent signs, which end a command in a crontab,
    are escaped.
    """
    when = f"*/{every} * * * *" if every < 60 else f"7 */{every // 60} * * *" if every < 1440 else "7 3 * * *"
    return f"{when} {shlex.join(command)} --quiet >> {shlex.quote(log)} 2>&1".replace("%", "\\%")


def format_service(command: Sequence[str], folder: str) -> str:
    """Returns a systemd service unit.

    It may use the network and write to one folder, and nothing else. A run that gets SIGTERM finishes cleanly, so it gets time for that,
    and exits with 143.
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
    """Returns the timer of the service: `every` minutes after the last start of a run, and soon after the machine starts."""
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
    """Quotes a word for systemd, where % and $ have a meaning."""
    word = word.replace("\\", "\\\\").replace("%", "%%").replace("$", "$$")
    return f'"{word}"' if any(c in word for c in " \t'") else word
