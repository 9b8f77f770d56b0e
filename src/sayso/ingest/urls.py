"""Addresses of stories: which ones lead to the same page, and which part survives a change of slug.

Three functions. `clean_url`: the address without the parameters that say where the reader came from. `make_key`: one string for all
addresses of a page (http and https, www and mobile hosts, a slash more or less). `find_story_id`: the number or token that a
publisher keeps when an editor rewords the slug.
"""

from __future__ import annotations

import re
from contextlib import suppress
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

_NAMES = """
    _ga _gl _hsenc _hsmi amp at_campaign at_medium cmp cmpid cvid dclid echobox fb_action_ids fb_ref fbclid fromrss ftag gaa_at gaa_n
    gaa_sig gaa_ts gbraid gclid guccounter ico icid ig_shid igsh igshid ito mbid mc_cid mc_eid mkt_tok msclkid ncid ns_campaign
    ns_mchannel ns_source ocid outputtype ref ref_src referrer rss s_cid sfmc_id smid smtyp soc_src soc_trk sref traffic_source twclid
    vero_id wbraid wt.mc_id xtor yclid
"""
#: Query parameters that say how the reader came to the page, not which page it is.
TRACKING = frozenset(_NAMES.split())
#: The beginnings of other such names.
TRACKING_PREFIXES = ("utm_", "at_", "ns_", "pk_", "mtm_", "hsa_", "__twitter", "__source", "fb_")

#: Host labels that only choose a layout.
LAYOUT_HOST = re.compile(r"^(?:www\d?|m|mobile|amp|touch)\.(?=[^.]+\.)")
#: Path endings that only choose a layout.
LAYOUT_PATH = re.compile(r"(?:/amp|\.amp|/index\.html?|/default\.aspx)/?$", re.IGNORECASE)

PORTS = {"http": 80, "https": 443}

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
NUMBER = re.compile(r"[a-z]{0,2}\d{5,}", re.IGNORECASE)
HEX = re.compile(r"(?=.*\d)(?=.*[a-f])[0-9a-f]{8,}", re.IGNORECASE)
ALNUM = re.compile(r"[a-z0-9]{10,}", re.IGNORECASE)
#: 20240321 and 202403 are days and months, so many stories have them.
DATE = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])?")
TURNS = re.compile(r"\d+|[a-z]+", re.IGNORECASE)


def is_web(url: str) -> bool:
    """Whether `url` is an absolute http(s) address with a host.

    >>> is_web("ftp://example.org/a"), is_web("https://example.org/a")
    (False, True)
    """
    parts = _split_url(url)
    return parts is not None and parts.scheme in PORTS and bool(parts.hostname)


def make_absolute(base: str | None, link: str) -> str | None:
    """Returns `link`, relative to `base`, as an absolute http(s) address; None if it is none."""
    try:
        url = urljoin(base or "", link.strip())
    except ValueError:
        return None
    return url if is_web(url) else None


def clean_url(url: str) -> str:
    """Returns the address without fragment, tracking parameters and default port, with the host in lower case.

    A string that is no web address is returned unchanged.

    >>> clean_url("HTTP://News.example:80/ferry?utm_source=x&page=2#top")
    'http://news.example/ferry?page=2'
    """
    parts = _split_url(url)
    if parts is None or parts.scheme not in PORTS or not parts.hostname:
        return url
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _is_tracking(k)]
    return f"{parts.scheme}://{_normalize_host(parts)}{_normalize_path(parts.path) or '/'}" + (f"?{urlencode(query)}" if query else "")


def make_key(url: str) -> str:
    """Returns one string for all addresses of a page; it is not an address to fetch.

    >>> make_key("https://m.news.example/ferry/?fbclid=1") == make_key("http://www.news.example/ferry")
    True
    """
    parts = _split_url(clean_url(url))
    if parts is None or parts.scheme not in PORTS:
        return url
    path = LAYOUT_PATH.sub("", parts.path).rstrip("/")
    query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))
    return LAYOUT_HOST.sub("", _normalize_host(parts)) + path + (f"?{query}" if query else "")


def find_story_id(url: str) -> str | None:
    """Finds the token of the path that survives a change of slug: a number, a UUID, a hash or the like; None without one.

    >>> find_story_id("https://news.example/world/ferry-toll-rises-13357113.html")
    '13357113'
    >>> find_story_id("https://news.example/2024/03/21/ferry-toll-rises")
    """
    parts = _split_url(url)
    if parts is None:
        return None
    for segment in reversed([s for s in unquote(parts.path).split("/") if s]):
        if whole := UUID.search(segment):
            return whole.group().lower()
        for token in reversed(re.split(r"[-_.,;:]", segment)):
            if _is_id(token):
                return token.lower()
    return None


def _is_id(token: str) -> bool:
    if NUMBER.fullmatch(token):
        return not DATE.fullmatch(token)
    # "covid19vaccine2021" is words and numbers; "c4ng1ew8x7po" changes between letters and digits too often for words.
    return bool(HEX.fullmatch(token) or (ALNUM.fullmatch(token) and len(TURNS.findall(token)) > 5))


def _split_url(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url.strip())
        _ = parts.port  # raises if the port is no number
    except ValueError:
        return None
    return parts


def _normalize_host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if not host.isascii():
        with suppress(UnicodeError):  # an invalid host name stays as written; it cannot be resolved
            host = host.encode("idna").decode()
    if ":" in host:
        host = f"[{host}]"
    return host if parts.port in (None, PORTS[parts.scheme]) else f"{host}:{parts.port}"


def _normalize_path(path: str) -> str:
    """Normalises percent-encoding: only characters that need it are encoded, once, with capital hex digits."""
    return quote(unquote(path), safe="/:@!$&'()*+,;=-._~")


def _is_tracking(name: str) -> bool:
    name = name.lower()
    return name in TRACKING or name.startswith(TRACKING_PREFIXES)
