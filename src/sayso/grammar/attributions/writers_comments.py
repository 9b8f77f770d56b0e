"""Where the writer comments on what was said, or somebody else answers it: ", a claim Varn rejects", ", but the judge allowed it"."""

from __future__ import annotations

import re

from sayso.grammar.attributions.cue_candidates import CUES
from sayso.grammar.attributions.decoder import PLAIN, Decision
from sayso.grammar.lexicon import entries
from sayso.grammar.wordclasses import CONJUNCTION, SUBJECT

#: Nouns for what was said.
_SAYINGS = frozenset(entries("attributions.txt", "nouns for what was said"))
_DENYING = frozenset(entries("attributions.txt", "verbs of denial"))
_ANSWERS = frozenset(entries("attributions.txt", "deeds of a court"))
_ANSWERING = PLAIN | _DENYING | {"accuse", "blame", "call", "criticize", "describe"}
#: Another subject and its verb after a mark, and after "but".
_THEY_SAY = re.compile("[;](?:P|D?[Co0']{1,4})[RN]?(?P<verb>V)")
_BUT_THEY_DID = re.compile(",AD?[Co']{1,3}R?(?P<verb>V)")
#: The speaker, in a second clause: ", and she urged patience".
_AND_THEY_SAY = re.compile(",APR?(?P<verb>V)")
_URGING = PLAIN | frozenset(entries("attributions.txt", "verbs of request"))
#: A noun for what was said, after its article and adjectives.
_A_CLAIM = re.compile(",D[o]{1,3}(?=[DCPIWHoV])")
#: A clause on all that was said.
_WHICH_THEY = re.compile('[,"]W(?:P|D?[Co]{1,3})B?R?(?P<verb>V)')
_ASIDE_TIME = re.compile(
    r"\s(?:(?:more|less)\sthan\s|nearly\s|almost\s|about\s|just\s|only\s)?(?:an?\s|[\w-]+\s)?"
    r"(?:minutes?|hours?|days?|weeks?|months?|years?)\s(?:after|before)\s"
)


def find_comment_start(decision: Decision, first: int, last: int) -> int:
    """The token where the writer's comment on a content starts, or somebody's answer to it; its end where there is none."""
    page = decision.site.page
    kinds = page.tokens.kinds
    if "," not in kinds[first:last] and ";" not in kinds[first:last]:
        return last
    for i in range(first + 3, last - 3):
        kind = kinds[i]
        if kind == '"' and page.inside[i] >= 0 and page.quotes[page.inside[i]].last == i + 1:
            if _follows_quote(decision, i, last):
                return i + 1
        elif page.inside[i] < 0 and kind in ",;" and _opens_comment(decision, i, last):
            return i
    return last


def _opens_comment(decision: Decision, mark: int, last: int) -> bool:
    """Whether a comma or semicolon opens a comment or an answer."""
    words, kinds = decision.site.page.tokens.words, decision.site.page.tokens.kinds
    if kinds[mark] == ";":
        found = _THEY_SAY.match(kinds, mark, last)
        return found is not None and CUES.get(words[found.start("verb")]) in _ANSWERING
    if kinds[mark + 1] == CONJUNCTION and (again := _AND_THEY_SAY.match(kinds, mark, last)):
        return CUES.get(words[again.start("verb")]) in _URGING
    if kinds[mark + 1] == CONJUNCTION:
        found = _BUT_THEY_DID.match(kinds, mark, last) if words[mark + 1] == "but" else None
        return found is not None and (words[found.start("verb")] in _ANSWERS or CUES.get(words[found.start("verb")]) in _DENYING)
    claim = _A_CLAIM.match(kinds, mark, last) if words[mark + 1] in ("a", "an") else None
    if claim is not None:
        return not _SAYINGS.isdisjoint(words[mark + 2 : claim.end()])
    return _is_answered(decision, mark, last)


def _is_answered(decision: Decision, mark: int, last: int) -> bool:
    """Whether somebody's word on all that was said follows a mark: ", which the town denied"."""
    words, kinds = decision.site.page.tokens.words, decision.site.page.tokens.kinds
    found = _WHICH_THEY.match(kinds, mark, last) if words[mark + 1 : mark + 2] == ["which"] else None
    if found is None:
        return False
    lemma = CUES.get(words[found.start("verb")])
    return lemma in _DENYING or (lemma in _ANSWERING - PLAIN and kinds[mark + 2] == SUBJECT)


def _follows_quote(decision: Decision, closing: int, last: int) -> bool:
    """Whether the writer continues after a quotation that a comma ends: "“dead,” hours before", "“soon,” though he has also threatened"."""
    tokens = decision.site.page.tokens
    if tokens.words[closing - 1] != ",":
        return False
    if _ASIDE_TIME.match(tokens.text, tokens.ends[closing], tokens.ends[last - 1]):
        return True
    return _is_answered(decision, closing, last)
