"""Times without a date: "by then", "shortly after midnight", "during the war", "at the end of the season", "by the time she was 10".

They have their words alone: only the text around them says which day or year they are. Each rule is one construction of adverbials of
time, made from a preposition, a stretch or an event.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import regex

from sayso.calendar_names import MONTHS, WEEKDAY
from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries
from sayso.grammar.lexicon.tables import Memo, alternation
from sayso.grammar.quantities.number_lexicon import ONES, TEENS, build_words_up_to
from sayso.grammar.tokens import TokenizedText
from sayso.model import Moment, Span

_ADVERBS = entries("loose-moments.txt", "adverbs of time")
_WEAK = frozenset(entries("loose-moments.txt", "weak adverbs of time")) | {"current"}
_DAYPARTS = entries("moments.txt", "hours by name")
_DAYS = entries("moments.txt", "days with a name")
_STRETCHES = entries("loose-moments.txt", "stretches of time")
_OCCASION = alternation(entries("moments.txt", "occasions of saying"))
_MEASURE = alternation(entries("loose-moments.txt", "measures as they are"))
_LASTING = entries("loose-moments.txt", "events that last")
_EVENTS = entries("loose-moments.txt", "events that begin a time")

_MONTH = alternation(name for name in MONTHS if len(name) > 4)
_PLACES = alternation(entries("loose-moments.txt", "places"))
_STRETCH, _EVENT = alternation(_STRETCHES), alternation(_EVENTS)
_THE = r"(?:the|this|that|these|those|his|her|its|their|my|our|your|an?)"
_COUNT = rf"(?:\d{{1,3}}|an?|{build_words_up_to(20)}|several|(?:a\s)?few|many|some|a\scouple\sof)"
_COUNTED = " ".join(("a an several few many some", *(word for word, value in {**ONES, **TEENS}.items() if value)))
_LONG = r"(?:moments|seconds|minutes|hours|days|weeks|months|years|decades)"
_STEP = r"(?:second|minute|hour|day|night|weekend|week|month|season|year|decade|centur(?:y|ie))s?"
_SHALL = r"\bwill\b|\bwon[’']t\b|[’']ll\b|\bgoing\sto\b"
#: A word that is part of a noun phrase: no function word, no finite form of "be" or "have", no sign, no number.
_PART = (
    r"(?!(?:after|also|and|are|as|at|be|because|been|before|but|by|can|could|did|do|does|for|from|had|has|have|he|if|in|into|is"
    r"|it|may|might"
    r"|more|must|near|no|not|on|or|over|she|should|since|than|that|the|they|to|under|until|was|we|were|when|where|which|while|who|whose"
    r"|will|with|would)\b)[A-Za-z][\w’'.-]*(?<![.’'-])"
)
_OWNER = r"(?-i:(?:[A-Z][\w.]*\s){0,3}[A-Z][\w-]*[’']s?)"
_NOUNS = rf"(?:{_PART}\s){{0,4}}?"
_HOUR = r"(?:(?:1[0-2]|0?[1-9])(?:[:.][0-5]\d)?\s?(?:[ap]\.m\.|[ap]m\b|[AP]M\b|[AP]\.M\.|o[’']clock)|(?:[01]?\d|2[0-3]):[0-5]\d\b)"
#: What may follow a noun phrase that a time ends with.
_ENDS = r"(?=[.,;:)—–”\"]|$|\s(?:and\s[a-z]|(?:as|at|but|by|for|from|in|of|on|that|to|when|which|while|who|with)\b))"
_ZONE = r"(?:\s(?:[ECMP][SD]?T|GMT|BST|CES?T|UTC|(?:[Ll]ocal|[Ee]astern|[Cc]entral|[Pp]acific)(?:\s[Tt]ime)?)\b)?"
_NAMED_DAY = rf"(?:[A-Z][\w’'.]+\s){{1,3}}(?:Day|Eve)\b|{alternation(_DAYS)}(?:\s(?:Day|Eve|Sunday|Monday))?\b"


class LooseRule(NamedTuple):
    """One construction: its name, the words that it may begin with ("0": digits), its pattern, and examples that the tests run."""

    name: str
    first: str
    pattern: str
    yes: tuple[str, ...]
    no: tuple[str, ...]


TIME_OF_DAY, SO_LONG_FROM = "time of day", "so long before or after"
OF_EVENT, BEFORE_EVENT = "before or after an event", "before an event"

RULES = (
    LooseRule(
        "adverb of time",
        " ".join(sorted({phrase.split()[0] for phrase in _ADVERBS} | {"in", "now"})),
        rf"{alternation(_ADVERBS)}\b(?!\s(?:that\b|known\b|defunct\b|of\b|light\b|glance\b|sight\b|base\b|[a-z]+-))"
        rf"|in\s(?:the\s)?(?:recent|coming)\s{_STEP}\b|now(?=[.;)]|,\s(?:compared|down|from|up)\b)"
        rf"|in\sthe\spast\b(?!\s(?:{_COUNT}\s)?{_STEP}\b)",
        ("by then", "Recently", "in recent months", "so far", "in the past"),
        ("now that", "in the past two weeks", "then"),
    ),
    LooseRule(
        TIME_OF_DAY,
        "as shortly just soon right sometime at around about by before after until since near",
        rf"(?:(?:shortly|just|soon|right|sometime)\s)?(?:(?:as\sof|at|around|about|by|before|after|until|since|near)\s)"
        rf"(?:(?:about|around|approximately|roughly|nearly|just\s(?:after|before))\s)?(?:{_HOUR}{_ZONE}|(?:{'|'.join(_DAYPARTS)})\b)",
        ("shortly after midnight", "as of 4 p.m.", "around 8:30 p.m.", "at 2:50 am ET", "by noon", "at about 3:40 p.m."),
        ("at midnights", "at 8"),
    ),
    LooseRule(
        "feast",
        "on over at for by before after since during until throughout",
        rf"(?-i:[Oo]n|[Oo]ver|[Aa]t|[Ff]or|[Bb]y|[Bb]efore|[Aa]fter|[Ss]ince|[Dd]uring|[Uu]ntil|[Tt]hroughout)\s(?-i:{_NAMED_DAY})"
        rf"(?:\sand\s(?-i:{_NAMED_DAY}))?(?:,?\s20\d\d\b)?",
        ("on Valentine’s Day", "For Mother’s Day 2025", "throughout Ramadan", "by Christmas Eve", "before Mother’s Day and Easter"),
        ("on Christmases", "with Easter"),
    ),
    LooseRule(
        "stretch that the text names",
        "in on for during over throughout by of at since until through late early earlier later all much that the last "
        "this next each every previous",
        rf"(?:(?:(?:in|on|for|during|over|throughout|by|of|at|since|until|through)\s)?(?:late\s|early\s|earlier\s|later\s|all\s"
        rf"|much\sof\s)?"
        rf"(?:(?<!\b(?:from|over|than|with|to)\s)the\ssame|that|the\s(?:entire|whole|full|following|preceding|latest|prior))"
        rf"(?:\s(?:fiscal|three-month|six-month|nine-month|school))?\s{_STRETCH}\b(?!\s(?:of|that|two|three|four)\b|[’'-])"
        rf"|(?:in|for|during|over|throughout)\s(?:the|this|its|his|her|their)\s(?:(?:first|second|third|fourth|final|full|fiscal"
        rf"|last|latest|most\srecent"
        rf"|regular|closing|opening)\s)?(?:quarter|season|half|offseason|school\syear|period)\b(?!\s(?:of|that)\b|[’'-])"
        rf"|(?:in|over|during)\sthe\s(?:very\s)?(?:first|final|last|opening)\s{_STEP}\sof\s{_THE}\s{_NOUNS}{alternation(_LASTING)}\b"
        rf"|(?:in|on)\s(?:the|its|his|her|their|{_OWNER})\s(?:very\s)?(?:first|final|last|opening)\s(?:{_COUNT}\s)?{_STEP}\b(?!\sof\s(?:19"
        rf"|20))(?:\s(?:in|of)\s(?:office|power|business|life|school|college))?"
        rf"|(?:(?:in|over|during|within)\s)?the\s(?:first|final|last|opening)\s{_COUNT}\s{_STEP}\sof\s{_THE}\s{_NOUNS}{_PART}"
        rf"|(?:over|during|for|on)\s(?:the|this|that|a)\s(?:(?:long|holiday|busy|bank|first|last)\s|(?-i:[A-Z][\w’.]+\s)){{1,4}}weekend\b"
        rf"|(?:earlier|later)\sin\s(?:the|that)\s{_STRETCH}\b(?!\sof\s(?:19|20))"
        rf"|(?:last|this|next|each|every|previous)\sseason\b|(?:each|every)\s(?:{_MONTH}|{WEEKDAY}|spring|summer|fall|autumn|winter)\b"
        rf"|the\s(?:day|night|morning|evening|afternoon|weekend|week|month|quarter|season|year|decade)\s"
        rf"(?:before|after|earlier|later|prior)\b"
        rf"(?:(?<=before|after)\s(?:the\s?(?:(?:19|20)\d\d\s)?|(?:{_THE}|{_OWNER})\s)(?:{_PART}\s){{0,4}}?{_PART}{_ENDS})?)",
        ("that night", "in the first week of the war", "in the quarter", "each March", "the year before", "in its first six days"),
        ("that night of terror", "the week", "from the same quarter"),
    ),
    LooseRule(
        "so long later",
        f"0 {_COUNTED} within just only mere moments seconds minutes hours days weeks months years decades",
        rf"(?:{_COUNT}\s{_STEP}|{_LONG})\s(?:later\b|(?:before|after|beforehand|afterwards?)(?=[.,;:)—–”]|$))"
        rf"|{_COUNT}\s{_STEP}\sinto\s{_THE}\s{_NOUNS}{_PART}{_ENDS}"
        rf"|(?<!\d\s)(?:(?:just|only|mere)\s)?{_LONG}\s(?:ago|earlier(?!\sthan\b))\b"
        rf"|within\s(?:{_COUNT}\s)?(?:moments|seconds|minutes|hours|days|weeks|months)\sof\s(?:{_THE}\s)?{_NOUNS}{_PART}",
        ("two weeks later", "hours later", "within minutes of the blast", "only weeks ago", "hours earlier"),
        ("later", "within hours", "weeks earlier than"),
    ),
    LooseRule(
        "so long from now",
        "in within",
        rf"(?:in|within)\s(?:the\snext\s)?{_COUNT}\s(?:minutes|hours|days|weeks|months|years|decades)(?:[’']\stime)?\b"
        r"(?!\s(?:of|after|before|since)\b)"
        rf"(?:(?<=time)|(?=,?\s[^.;“”]*?(?:{_SHALL}))|(?<=(?:{_SHALL})[^.;,]{{1,90}}))"
        r"(?<!\b(?:first|only|most|least|best|worst|[a-z]{3,}est)\b[^.;,]{1,60})",
        ("in ten weeks’ time", "in five years’ time"),
        ("in five years", "in five years of rain"),
    ),
    LooseRule(
        "stretch around an event",
        "in during over",
        rf"(?:in|during|over)\s(?:the\s)?(?:{_COUNT}\s)?(?:moments|minutes|hours|days|nights|weeks|months|years|decades?|hour|day"
        rf"|week|month"
        rf"|year)\s(?:after|before|since|following|leading\sup\sto|between)\b(?:\s(?:at\s{_HOUR}|(?![.,;:])[^\s,;:.—–]+)){{0,8}}",
        ("in the 24 hours after the show", "in the days since", "in the weeks before the vote"),
        ("in 24 hours", "the days after"),
    ),
    LooseRule(
        "edge of a stretch",
        "at by since until before after from toward towards near around",
        rf"(?:at|by|since|until|before|after|from|toward|towards|near|around)\sthe\s(?!end\sof\sthe\sday\b)(?:very\s)?(?:end|start"
        rf"|beginning|close|turn"
        rf"|height|peak"
        rf"|outset|outbreak|onset|conclusion|time)\sof\s(?:{_THE}\s)?{_NOUNS}{_PART}"
        rf"|at\s(?:its|his|her|their)\s(?:peak|height)\b",
        ("at the end of the season", "At its peak", "since the start of the war", "at the height of the pandemic",
            "by the time of her arrest"),
        ("at the end", "at the head of the table"),
    ),
    LooseRule(
        "during an event",
        "during throughout amid",
        rf"(?:during|throughout(?!\s(?:the\s)?(?-i:[A-Z]|{_PLACES}))|amid)\s(?:(?:all|most|much"
        rf"|part)\sof\s)?(?<!\b(?:[Dd]uring|[Tt]hroughout)\s(?!{_THE}\s)(?=(?-i:(?:[a-z-]+\s)?[a-z]{{2,}}s)\b"
        rf"(?!\s(?:among|at|between|in|near|of|on|with)\s(?:the\s)?(?-i:[A-Z]))))(?:{_THE}\s)?(?!(?:[\w’'-]+\s){{0,3}}?{_OCCASION}\b)"
        rf"{_NOUNS}(?:{alternation(_LASTING)}|{_PART}(?=[.,;:)—–”]|$|\s(?:in|on|as|at|of|and|that|when|which|with|by|to|for|has|had"
        rf"|have|is|was"
        rf"|were)\b))",
        ("during this war", "during the crew’s journey home", "throughout the pandemic"),
        ("during the hearing", "during 40", "during classes", "during long trips"),
    ),
    LooseRule(
        OF_EVENT,
        "before after prior until in",
        rf"(?:before|after|prior\sto|until)\s{_THE}\s(?:[\w’'-]+\s){{0,2}}?{alternation(_LASTING)}(?:\s(?:began|broke\sout|ended|started))?"
        r"(?=[.,;:)—–”\"]|$|\s(?:and|are|as|at|but|had|has|have|in|is|of|on|that|to|was|were|when|which|with|would)\b)",
        ("prior to the current conflict", "before the war", "after the long strike", "until the pandemic began"),
        ("before she voted", "after the war room"),
    ),
    LooseRule(
        BEFORE_EVENT,
        "before prior in",
        rf"(?:before|prior\sto|in\sadvance\sof)\s(?:{_THE}|{_OWNER})\s(?:{_PART}\s){{0,2}}?"
        rf"(?![a-z]+ed\b|{alternation(entries('loose-moments.txt', 'what one is before'))}\b){_PART}(?=[.;)—–”]|,(?!\s\d)|$)",
        ("before the Court’s ruling", "in advance of the storm", "prior to her arrest"),
        ("before the court", "before her own", "before she left"),
    ),
    LooseRule(
        "between two times",
        "between",
        rf"between\s(?:now|(?:{_THE}|last|next)\s{_STRETCH})\sand\s(?:the\s{_STRETCH}\b(?!\s[a-z]+\sof)"
        rf"|(?:the\s)?(?:[a-z]+\s)?(?:end|start|beginning|close|middle|part|half)\sof\s(?:{_THE}|last|next)\s{_STRETCH}\b"
        rf"|(?:last|next)\s{_STRETCH}\b)",
        ("between the summer and the latter part of the year", "between now and the end of the year", "between the spring and the autumn"),
        ("between the summer house and the mill", "between now"),
    ),
    LooseRule(
        SO_LONG_FROM,
        f"0 {_COUNTED} moments seconds minutes hours days weeks months years decades",
        rf"(?<!\bfor\s)(?:{_COUNT}\s{_STEP}|(?<!\bfor\s(?:[\w-]+\s){{1,2}}){_LONG})\s(?:before|after)\s"
        rf"(?:(?:he|she|it|they|we|I)\s(?![.,;:])[a-z]+(?:\s(?:{_THE}\s)?(?![.,;:]|that\b|and\b|but\b|to\b)[^\s,;:.—–”]+){{0,3}}"
        rf"|(?:{_THE}|{_OWNER})\s{_NOUNS}{_PART}{_ENDS})",
        ("two days before she boarded the ship", "days after her husband’s death", "a year after they met"),
        ("two days before", "days after losing"),
    ),
    LooseRule(
        "since an event",
        "since",
        rf"since\s(?:(?:the|that|this|its|his|her|their|last)\s(?:[\w’'-]+\s){{0,3}}?{_EVENT}\b(?:\s(?:began|started|broke\sout"
        rf"|erupted|ended"
        rf"|took\seffect))?|(?:he|she|it|they)\s(?:took|became|came|began|started|joined|left|won|opened|launched|arrived|was|were)\b"
        rf"(?:\s(?![.,;:])[^\s,;:.—–]+){{0,4}}|(?:taking|coming|becoming|joining|launching|opening|winning|leaving|returning"
        rf"|starting)\b"
        rf"(?:\s(?![.,;:])[^\s,;:.—–]+){{0,3}})",
        ("since the war began", "since the invasion", "since taking office", "since she became mayor"),
        ("since the price is high", "since it will rain"),
    ),
    LooseRule(
        "clause of time",
        "by at the",
        r"by\sthe\stime(?:\s(?![.,;:])[^\s,;:.—–]+){2,10}|at\s(?:the\s)?age\s(?:of\s)?\d{1,2}\b"
        r"|(?<!\b(?:be|been|for|is|since|to|was)\s)the\s(?:last|next)\stime\s(?:that\s)?"
        rf"(?:he|she|it|they|we|I|you|{_THE}\s{_PART})(?:\s(?![.,;:])[^\s,;:.—–]+){{1,8}}",
        ("By the time she was 10", "at age 16", "at the age of 20", "the last time he ran for mayor"),
        ("by the time", "at age", "the last time"),
    ),
    LooseRule(
        "day of an event",
        "on in by",
        rf"(?:on|in|by)\sthe\s(?:day|night|morning|afternoon|evening|eve|weekend)\sof\s(?:{_THE}\s|{_OWNER}\s)?{_NOUNS}{_PART}{_ENDS}",
        ("on the day of his death", "On the eve of Ana Ruiz’s trial", "on the night of the deadly crash"),
        ("on the day of", "the day of the vote"),
    ),
    LooseRule(
        "level as it is",
        "current",
        rf"(?<=\b(?:the|its|his|her|their|a)\s)current(?=\s(?:[a-z-]+\s)?{_MEASURE}s?\b)",
        ("the current level", "its current federal rate"),
        ("the current mayor",),
    ),
)  # fmt: skip

LOOSE = frozenset(rule.name for rule in RULES)
#: Words that a loose time cannot do without: one of them is in each.
_TRIGGERS = frozenset(
    (
        *entries("loose-moments.txt", "words of a time without a date"),
        *(phrase.split()[-1] for phrase in _ADVERBS),
        *(feast.split()[0].lower() for feast in _DAYS),
        *_DAYPARTS,
        *_STRETCHES,
    )
)
#: The rules by the first word of what they match.
_BY_FIRST: dict[str, list[tuple[str, regex.Pattern[str]]]] = {}
for _rule in RULES:
    for _word in _rule.first.split():
        _BY_FIRST.setdefault(_word, []).append((_rule.name, compile_pattern(_rule.pattern, regex.IGNORECASE)))


def _select_rules_for_opening(opening: tuple[str, str]) -> list[tuple[str, regex.Pattern[str]]]:
    """The rules for a first word that match something that starts so: with that word and what follows it, the next word.

    Two words exclude nearly all rules, and the same two come again and again.
    """
    first, words = opening
    return [
        (name, pattern)
        for name, pattern in _BY_FIRST[first]
        if pattern.pattern.startswith("(?<=") or pattern.match(words, partial=True) is not None
    ]


_RULES_OF = Memo(_select_rules_for_opening, 1 << 14)
#: How many tokens a time may have before the word that it is sought by.
_BACK = 8


def may_be_loose(word: str) -> bool:
    """Whether a token may belong to a time without a date."""
    return word.lower() in _TRIGGERS


def find_loose(tokens: TokenizedText, sentence: Span, places: Sequence[int]) -> Iterator[tuple[str, Span]]:
    """The times without a date in a sentence, in order, each with the name of its rule; `places` are the tokens that may belong to one."""
    tried, done = 0, sentence.start
    for place in places:
        for i in range(max(tried, place - _BACK), place + 1):
            start, word = tokens.starts[i], tokens.words[i].lower()
            word = "0" if word.isdigit() else word
            if start < done or word not in _BY_FIRST:
                continue
            behind = min(tokens.ends[min(i + 1, len(tokens.ends) - 1)], sentence.end)
            for name, pattern in _RULES_OF[word, tokens.text[start:behind]]:
                found = pattern.match(tokens.text, start, sentence.end)
                if found and not states_condition(tokens.text, sentence, Span(*found.span())):
                    yield name, Span(*found.span())
                    done = found.end()
                    break
        tried = max(tried, place + 1)


#: "During a shutdown": any of its kind, where the sentence says what is so at all times.
_OF_ANY = regex.compile(r"(?:during|throughout|amid)\san?\s(?:[\w-]+\s?){1,3}", regex.IGNORECASE)
_AT_ALL_TIMES = regex.compile(r"\b(?:are|can|cannot|do|does|don[’']t|doesn[’']t|get|gets|is|may|must|should)\b")
_ONCE = regex.compile(r"\b(?:did|had|was|were)\b")


def states_condition(text: str, sentence: Span, time: Span) -> bool:
    """Whether a time is no moment but a condition: "during a shutdown, workers are not paid"."""
    if _OF_ANY.fullmatch(text, *time) is None:
        return False
    return _AT_ALL_TIMES.search(text, *sentence) is not None and _ONCE.search(text, *sentence) is None


def is_weak(words: str) -> bool:
    """Whether a time says no more than that something is so as the text is written: "now", "so far"."""
    return words.lower() in _WEAK


#: What may be between the time of a day and the day.
_OF_THE_DAY = (" ", ", ", " on ", ", on ", " that ", " (")


def merge_loose(text: str, dated: list[tuple[str, Moment]], loose: Iterable[tuple[str, Span]]) -> list[tuple[str, Moment]]:
    """Both kinds of moments in the order of the text, without overlaps; "at 8 p.m. on Friday" is one."""
    out = list(dated)
    for name, span in loose:
        near = [n for n, (_, m) in enumerate(out) if m.span.start < span.end + _NEXT and span.start < m.span.end + _NEXT]
        over = [n for n in near if out[n][1].span.start < span.end and span.start < out[n][1].span.end]
        if over and name == BEFORE_EVENT:
            continue  # "ahead of Tuesday’s vote"
        if over and all(span.start <= out[n][1].span.start and out[n][1].span.end <= span.end for n in over):
            if len(over) == 1 and out[over[0]][1].span.end == span.end:
                continue  # "at the end of last season": the date is all of it
            out = [pair for n, pair in enumerate(out) if n not in over]
        elif over or (name == SO_LONG_FROM and any(text[out[n][1].span.end : span.start] == ", " for n in near)):
            continue  # "around noon, hours after she called": the first says it
        elif name == OF_EVENT and any(out[n][1].span.start == span.end + 1 for n in near):
            continue  # "after the strike in 2018": the date says it
        elif name == TIME_OF_DAY and (beside := next((n for n in near if _is_of_day(text, span, out[n][1].span)), None)) is not None:
            rule, day = out[beside]
            out[beside] = rule, day._replace(span=Span(min(span.start, day.span.start), max(span.end, day.span.end)))
            continue
        out.append((name, Moment(span, None, None)))
    return sorted(out, key=lambda pair: pair[1].span)


_NEXT = 8


def _is_of_day(text: str, time: Span, day: Span) -> bool:
    """Whether a time of day is right beside its day."""
    first, last = sorted((time, day))
    gap = text[first.end : last.start]
    return gap in _OF_THE_DAY or not gap
