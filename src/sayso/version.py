"""The version of sayso: to read it here costs nothing, to ask the installed package for it takes a third of `sayso --help`."""

from __future__ import annotations

__version__ = "0.1.0"
