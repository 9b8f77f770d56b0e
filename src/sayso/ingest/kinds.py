"""Pages that come in an article's place, told from articles: bot walls, consent and log-in walls, error pages, lists, live blogs.

All of them are recorded as what they are. Stored as revisions they would say that a paper had withdrawn its whole story.

A wall is short: its words count only where hardly any article was found, since an article may well be about cookies or have a log-in box
in its corner. Lists are told by what they lack: no mark of an article, and more headlines that lead elsewhere than prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from sayso.ingest.blocks import named, words
from sayso.ingest.capture import Problem
from sayso.ingest.jsonld import ARTICLE_TYPES, LIST_TYPES
from sayso.ingest.meta import Stated

#: Below so many words of article a page may be a wall, and below so many it is none even if it says so.
SHORT, SCANT, ENOUGH = 120, 8, 20
#: A page that says it is not free can show this many words of its article before the wall.
TEASER = 250

#: One of a live blog's posts, by class, id or itemprop.
_POST = re.compile(r"liveblogupdate|live-?blog[\w-]*(?:post|entry|item|update)|(?:^|\s)live-?(?:post|entry|update)(?:\s|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wall:
    """One kind of wall. `head` is looked for in title and headings, `text` in what the page says; either will do."""

    outcome: str
    reason: str
    head: str
    text: str
    yes: tuple[str, ...]
    no: tuple[str, ...]

    def stands(self, head: Sequence[str], text: str) -> bool:
        """Whether the page is that wall."""
        front = re.compile(rf"\W*(?:{self.head})", re.IGNORECASE | re.VERBOSE)
        return any(front.match(h) for h in head) or re.search(self.text, text, re.IGNORECASE | re.VERBOSE) is not None


WALLS: tuple[Wall, ...] = (
    Wall(
        "blocked", "a bot wall or access-denied page",
        r"just\ a\ moment | attention\ required | access\ (?:to\ this\ page\ has\ been\ )?denied | are\ you\ (?:a\ robot"
        r"|human) | pardon\ our\ interruption"
        r"| (?:human|security|bot)\ (?:verification|check|challenge) | request\ (?:blocked|rejected) | 403\b | forbidden |"
        r" verifying\ you | one\ more\ step",
        r"(?:verify|confirm|prove)\ (?:that\ )?you\ are\ (?:a\ )?(?:human|not\ a\ (?:ro)?bot) | checking\ (?:your\ browser"
        r"|if\ the\ site\ connection) | unusual\ (?:traffic|activity)\ from\ your"
        r"| enable\ javascript\ and\ cookies\ to\ continue | you\ (?:don['’]t|do\ not)\ have\ permission\ to\ access |"
        r" (?:complete|solve)\ the\ captcha | ray\ id:",
        yes=("Just a moment...", "Access Denied", "Please verify that you are a human to go on."),
        no=("Access to water denied in camps, group says", "The moment the ferry sank"),
    ),
    Wall(
        "error_page", "an error page",
        r"(?:error\s*)?(?:404|410|500|502|503|504)\b(?!\s(?:people|dead|killed)) | (?:page|article|story|file"
        r"|content)\ (?:not\ found|unavailable|not\ available|missing|removed) | not\ found\b | (?:internal\ )?server\ error"
        r"| (?:oops|sorry|whoops)\b.{0,60}(?:page|wrong|find|found|error) | something\ (?:went|has\ gone)\ wrong |"
        r" service\ (?:temporarily\ )?unavailable | bad\ gateway | gateway\ time-?out"
        r"| this\ (?:page|article|story)\ (?:is\ no\ longer|isn['’]t|is\ not|cannot\ be|could\ not\ be) | (?:site"
        r"|page)\ (?:is\ )?(?:under|down\ for)\ maintenance",
        r"(?:page|article|story|url)\ (?:that\ )?you\ (?:are\ looking\ for|requested|were\ looking\ for)\b.{0,60}(?:not"
        r"|no\ longer|moved|removed|doesn) | (?:we\ )?(?:can['’]t|cannot|couldn['’]t|could\ not)\ find\ (?:the|that|this)\ page"
        r"| requested\ url\ .{0,80}was\ not\ found | page\ (?:could\ not\ be|was\ not|cannot\ be)\ found",
        yes=("404 - Not Found", "Page not found | Harbour Times", "Sorry, the page you are looking for has moved or no longer exists."),
        no=("500 people flee flood", "Error in the count changes vote", "Missing page of the log found"),
    ),
    Wall(
        "consent", "a consent wall",
        r"(?:before\ you\ continue | (?:we\ (?:value|respect|care\ about)|your)\ (?:your\ )?privacy | (?:cookie"
        r"|privacy)\ (?:consent|preferences|settings|notice|choices) | (?:manage|accept)\ (?:your\ )?(?:cookies|consent))",
        r"(?:we\ and\ our|our)\ (?:\d+\ )?(?:partners|vendors)\b.{0,200}(?:cookies|personal\ data|device) | accept\ (?:all"
        r"|cookies)\b.{0,300}(?:reject|manage|settings|continue)"
        r"| (?:agree|consent)\ to\ (?:the\ use\ of\ )?(?:our\ )?cookies\b.{0,120}(?:continue|access|proceed)",
        yes=("We value your privacy", "Before you continue to Harbour Times", "We and our 842 partners store cookies on your device."),
        no=("Privacy watchdog fines ferry line", "Your ferry is late"),
    ),
    Wall(
        "login", "a log-in wall",
        r"(?:(?:please\ )?(?:log|sign)[\s-]?in(?=\W*$|\s*[|–—-]|\s(?:to|or|with|now|here|required)\b) | (?:subscribe|register"
        r"|sign\ up)\b(?:\ (?:now|today|to|for|in)\b.*|\W*$"
        r"|\s*[|–—-].*) | (?:create|you\ need)\ an\ account | members\ only | subscriber[s-]?\ ?(?:only|exclusive))",
        r"(?:subscribe|log\ ?in|sign\ in|register|create\ an\ account)\b.{0,60}\b(?:to\ (?:continue|keep|read|access|view"
        r"|unlock)|and\ continue) | (?:continue|keep)\ reading\ (?:with|by|your|this\ article)\b"
        r"| (?:this\ (?:article|content|story)\ is\ )(?:reserved\ |exclusively\ |only\ )?(?:for"
        r"|available\ to)\ (?:our\ )?(?:subscribers|members) | already\ (?:a\ subscriber|have\ an\ account|registered)\?"
        r"| you(?:['’]ve|\ have)\ (?:reached|used)\ .{0,40}(?:free\ )?articles?",
        yes=("Log in", "Sign in to your account | Harbour Times", "Subscribe to continue reading.",
             "You have reached your limit of free articles."),
        no=("Login details of 40,000 stolen", "Subscribers leave the paper"),
    ),
)  # fmt: skip


def refuse(tree: HtmlElement, stated: Stated, paragraphs: Sequence[str]) -> Problem | None:
    """What the page is if it is no article, with the reason; None for an article. `paragraphs` are what was taken for its body."""
    size = sum(len(p.split()) for p in paragraphs)
    marked = bool(stated.kinds & ARTICLE_TYPES) or "og:article" in stated.kinds
    if live := _live(tree, stated):
        return live
    if size < (TEASER if stated.free is False else SHORT) and (wall := _wall(tree, stated, size, marked)):
        return wall
    if not marked and (index := _index(tree, stated, size)):
        return index
    if size < (SCANT if marked else ENOUGH):
        if size == 0:
            return Problem("empty", "no article text in it")
        return Problem("no_article", f"no article in it, {size} words in all")
    return None


def refuse_text(title: str, paragraphs: Sequence[str]) -> Problem | None:
    """The same for a text that nothing marks: what it is if it is no article, None for an article."""
    size = sum(len(p.split()) for p in paragraphs)
    if size < SHORT:
        for wall in WALLS:
            if wall.stands([title], " ".join((title, *paragraphs))):
                return Problem(wall.outcome, f"{wall.reason} ({_shorten(title)})")
    if size == 0:
        return Problem("empty", "no article text in it")
    return Problem("no_article", f"no article in it, {size} words in all") if size < SCANT else None


def _wall(tree: HtmlElement, stated: Stated, size: int, marked: bool) -> Problem | None:
    head = [stated.title, *(words(h) for h in tree.iter("title", "h1", "h2"))][:8]
    text = words(tree)[:6000]
    for wall in WALLS:
        # A page marked as an article that has one is believed, unless it says itself that the rest is behind a wall.
        if marked and size >= ENOUGH and not (wall.outcome == "login" and stated.free is False):
            continue
        if wall.stands(head, text):
            return Problem(wall.outcome, f"{wall.reason} ({_shorten(stated.title or text)})")
    return None


def _live(tree: HtmlElement, stated: Stated) -> Problem | None:
    if "liveblogposting" in stated.kinds:
        return Problem("liveblog", "a live blog, by its own marking")
    posts = 0
    for element in tree.iter("article", "div", "li", "section"):
        if named(_POST, element):
            posts += next(element.iter("time", "p"), None) is not None
    return Problem("liveblog", f"a live blog of {posts} posts") if posts >= 5 else None


def _index(tree: HtmlElement, stated: Stated, size: int) -> Problem | None:
    teasers = {words(a) for a in tree.iter("a") if len(words(a).split()) >= 4 and not _in_menu(a)}
    listed = bool(stated.kinds & LIST_TYPES) or "og:website" in stated.kinds
    front = stated.canonical is not None and stated.canonical.rstrip("/").count("/") <= 2
    links = sum(len(t.split()) for t in teasers)
    if len(teasers) >= 8 and (links > size or front or (listed and links * 3 > size)):
        return Problem("index", f"an index page: {len(teasers)} headlines that lead elsewhere, {size} words of its own")
    return None


def _in_menu(element: HtmlElement) -> bool:
    return any(parent.tag in ("nav", "footer") for parent in element.iterancestors())


def _shorten(text: str) -> str:
    return text if len(text) <= 80 else text[:77].rstrip() + "…"
