"""Makes text from articles harmless. All of it is treated as hostile.

Jinja's autoescape handles markup. This module handles what autoescape lets through: control characters (some end an XML feed), and
the bidirectional overrides, with which a quote can make the words around it read backwards. Each is replaced by one visible
character, never dropped, so that offsets into the text stay true. Marks that real Arabic or Hebrew text needs (LRM, RLM, ALM) stay.
"""

from __future__ import annotations

import re
from typing import TypeVar
from urllib.parse import urlsplit

_HARMFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")

Text = TypeVar("Text", bound=str)


def neutralize(text: Text) -> Text:
    """Replaces every harmful character of a text by a visible one. Markup stays Markup.

    >>> neutralize("12\\u202e dead\\x07")
    '12\N{REPLACEMENT CHARACTER} dead␇'
    """
    return type(text)(_HARMFUL.sub(_replace_character, text)) if _HARMFUL.search(text) else text


def _replace_character(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"


def finalize(value: object) -> object:
    """Neutralizes the value of a template expression; Jinja calls it for each before escaping."""
    return neutralize(value) if isinstance(value, str) else value


def check_web_url(url: object) -> str | None:
    """Returns the address if it is safe as a link: http or https with a host, and nothing that hides another address. Else None.

    >>> check_web_url("https://news.example/a")
    'https://news.example/a'
    >>> check_web_url("javascript:alert(1)") is None
    True
    """
    if not isinstance(url, str) or _HARMFUL.search(url) or re.search(r"[\s<>\"'`\\]", url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None
