"""The version of sayso. It is a constant: to ask the installed package for it would take a third of the time of `sayso --help`."""

from __future__ import annotations

__version__ = "0.1.0"
