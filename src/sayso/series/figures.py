"""The properties of a figure that linking uses: its words by place, the names around it, how it is stated, and its article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property

from sayso.compile_cache import compile_pattern
from sayso.grammar.lexicon import entries
from sayso.matching.terms import STEMMED_CALENDAR, stem, weigh_stem
from sayso.series import figure_kinds, instruments
from sayso.series.articles import OPENING, WORD, Article, fold
from sayso.series.dates import find_named_days
from sayso.series.figure_rows import FigureRow
from sayso.series.signed_values import SignedValue, apply_sign

#: The start of a record's period.
_SINCE = compile_pattern(r"(?i)\b(?:since|than in|first time in)(?: at least)?(?: \p{L}+\.?){0,3}(?: \d{1,2},)? (?:19|20)\d\d")

#: A description of a name between commas or dashes: "Kern, the maker of boats, sails and oars, is cutting".
_ASIDE = compile_pattern(
    r"\s[–—]\s[^–—]*[–—]|\([^()]*\)"
    r"|,\s(?:the|an?|which|where|whose)\s[^;.]*?,(?=\s(?:\p{Ll}+ed|is|are|was|were|has|have|had|said|says|will|would|could|may)\b)"
)

_YEAR = compile_pattern(r"(?:19|20)\d\d")

#: Units of time. A duration is a measure only where the text says what lasts: "10-year yield" names a bond, "for 150 days" a
#: rule.
DURATIONS = frozenset(entries("figures.txt", "units of time")) - {"fortnight"} | {"quarter"}

#: Units of the day's weather, words for weather, and words such as "storm" that make it a measure. By stems.
#: Words before a count that comes on top of others.
_ADDED = frozenset(entries("series.txt", "on top of others"))
_OF_WEATHER = frozenset(entries("series.txt", "units of weather"))
_WEATHER = frozenset(map(stem, entries("series.txt", "weather")))
_STORMS = frozenset(map(stem, entries("series.txt", "storms")))

#: Things named by a number of years, by stems: "a 10-year bond", "a 30-year fixed mortgage"; and words that end no phrase.
_CALLED = frozenset(map(stem, entries("series.txt", "behind years that are a name")))

#: How long a figure's own time may be, and how far back, in days.
SPAN, LATELY = 7, 62

#: A move whose subject another sentence names: "On a monthly basis it rose [0.2 %]".
_OF_WHAT = compile_pattern(r"(?i)(?:\p{L}+,? ){0,5}(?:it|they|that|this|these|those|both) (?:\p{L}+ ){1,3}\W?$")

#: The longest month, in days.
MONTH = 31
#: The words before the time until which people were counted, and before the time since which something is true.
_COUNTED = compile_pattern(r"(?i)(?:as of|by|until|through|up to)\b")
_SINCE_THEN = compile_pattern(r"(?i)(?:since|from|between|after|before)\b")

#: Units of moves that are identified by their amount, of forecasts, and of futures.
_MOVING = frozenset(("percent", "point", "cent"))
_FORESEEN = frozenset((*_MOVING, "dollar per barrel", "dollar per gallon"))
_TRADED = frozenset((*_FORESEEN, "USD", "EUR", "GBP"))

#: Verbs and nouns of rising and falling, by their stems; "rose 3 %" is a change, "rose to 3 %" a level.
MOVES = frozenset(
    stem(word.split()[0])
    for line in entries("trends-strong.txt")
    for words in line.partition(":")[2].split(",")
    for word in words.replace("!", "").split("/")
    if word.split()
)

#: Words that say that a figure is one step of many rather than the sum so far.
STEPS = frozenset(map(stem, entries("series.txt", "one step of many")))

#: A name where a place is: "in southern Dorran", "off Port Ansel", "across Velm".
_PLACED = compile_pattern(
    r"\b(?:[Ii]n|[Aa]t|near|[Aa]cross|off|outside)(?: (?:the|a|an|nearby|northern|southern|eastern|western|central))*"
    r"(?:(?: [\p{L}-]+){0,2} (?:city|town|village|port|suburb|district|region|province|state|island) of)?"
    r" (\p{Lu}[\p{L}’'-]+(?: (?:(?:of|and) )?\p{Lu}[\p{L}’'-]+)*)"
)

#: Units of land; a fire by its name.
LAND = frozenset(("acre", "hectare", "square mile", "square km"))
_BURNING = frozenset(map(stem, (*entries("series.txt", "burning"), "fire", "contained")))
_FIRE = compile_pattern(r"\p{Lu}[\p{L}’'-]*(?: \p{Lu}[\p{L}’'-]*){0,2} (?:Fire|Complex)\b")

#: The direction of money, by the stems of verbs.
WAYS = {
    **dict.fromkeys(map(stem, entries("series.txt", "verbs of getting money")), "in"),
    **dict.fromkeys(map(stem, entries("series.txt", "verbs of giving money")), "out"),
}

#: Groups of those who are asked in a poll, by stems.
_GROUPS = frozenset(map(stem, entries("series.txt", "groups in polls")))

#: A height below this is a person's, which describes somebody and makes no series.
TALL = {"foot": 8, "inch": 96}

#: The start of an address on the web; the length of a film before its title; a word in small letters, which credits and headings lack.
_ADDRESS = compile_pattern(r"(?:https?://|www\.)\S*$")
_PLAYER = compile_pattern(r"\d{1,2}:\d\d \p{Lu}")
_SMALL = compile_pattern(r"(?<!\p{L})\p{Ll}\p{L}")

#: Sums that belong to one case, by stems: a reward, a bail; and those who give it besides authorities.
OF_CASES = frozenset(map(stem, entries("series.txt", "money of one case")))
_PRIVATE = frozenset(map(stem, entries("series.txt", "private givers")))

#: What a calibre is of.
_FIRED = frozenset(entries("series.txt", "what has a calibre"))

#: Heads that say only that people are counted.
ANYBODY = frozenset(entries("series.txt", "anybody"))


@dataclass(eq=False)
class Figure(FigureRow):
    """A figure among those of its article: `offset` is the place of its words in `sentence`, `day` the day it was stated, as an ordinal.

    `is_passing` marks a value that a price touched on the way, in an article that gives its close.
    """

    article: Article
    offset: int
    day: int
    names: frozenset[str] = frozenset()
    companions: Mapping[str, frozenset[float]] = field(default_factory=dict)
    is_passing: bool = False

    @cached_property
    def when(self) -> str:
        """The time it is for (UTC): its moment, where that is a recent day or week; else the time at which it was stated.

        A month would sort one article's figure for February before another's present figure in February. For people it is the day they were
        counted ("as of Monday"), not the day of the event.
        """
        start, end, said = self.moment_start, self.moment_end, self.moment or ""
        if not start or not end or start > self.at or _SINCE_THEN.match(said) or (self.counts_people and not _COUNTED.match(said)):
            return self.at
        first, last = (date.fromisoformat(t[:10]).toordinal() for t in (start, end))
        if SPAN < last - first <= MONTH and last <= self.day and self.day - last <= LATELY and self.is_quoted:
            return end  # "below $3 in December", said in February
        return start if last - first <= SPAN and self.day - first <= LATELY else self.at

    @cached_property
    def event(self) -> tuple[int, int] | None:
        """The first and last day of what it counts, as ordinals, by its own time; None without one, or for the end or start of a count."""
        start, end, said = self.moment_start, self.moment_end, self.moment or ""
        if not start or not end or start > self.at or _SINCE_THEN.match(said) or _COUNTED.match(said):
            return None
        first, last = (date.fromisoformat(t[:10]).toordinal() for t in (start, end))
        return first, max(first, last - (end[11:16] == "00:00"))

    @property
    def is_of_days(self) -> bool:
        """Whether its sentence dates it by a time longer than a day: "last week"."""
        return self.event is not None and self.event[1] > self.event[0]

    @property
    def is_quoted(self) -> bool:
        """Whether it is the level of a price or a rate that everybody follows."""
        return self.instrument is not None and not self.is_change

    @cached_property
    def is_past(self) -> bool:
        """Whether it is for a past time, more than LATELY before it was stated; by its moment, else by the days of its sentence."""
        if self.base == "high":
            return False  # "4% below its high of October": the time is that of the high
        if self.moment_end is not None:
            return self.day - date.fromisoformat(self.moment_end[:10]).toordinal() > LATELY
        return bool(self.days) and self.day - max(self.days) > LATELY

    @cached_property
    def reference_day(self) -> int:
        """The day that it is for, as an ordinal."""
        return date.fromisoformat(self.when[:10]).toordinal()

    @cached_property
    def before(self) -> list[str]:
        """The words before the figure, as written."""
        return WORD.findall(self.sentence[: self.offset])

    @cached_property
    def after(self) -> list[str]:
        """The words after the figure, as written."""
        return WORD.findall(self.sentence[self.offset + len(self.text) :])

    @cached_property
    def words(self) -> dict[str, float]:
        """The stems of the informative words of its sentence, with more weight near the figure; no figures."""
        out: dict[str, float] = {}
        for side in (reversed(self.before), self.after):
            for steps, word in enumerate(side):
                s = fold(word)
                w = weigh_stem(s) / (1 + 0.12 * steps)
                if not s[0].isdigit() and w > out.get(s, 0.0):
                    out[s] = w
        return out

    @cached_property
    def near(self) -> dict[str, float]:
        """The stems of the few words on either side, with their side."""
        out: dict[str, float] = {}
        for steps, word in enumerate(reversed(self.before[-4:])):
            out["<" + fold(word)] = 1 / (1 + steps)
        for steps, word in enumerate(self.after[:6]):
            out[">" + fold(word)] = 1 / (1 + steps)
        return out

    @cached_property
    def local(self) -> frozenset[str]:
        """The stems of the words of content within a few words of the figure."""
        found = map(fold, self.before[-7:] + self.after[:7])
        return frozenset(s for s in found if weigh_stem(s) >= 1 and not s[0].isdigit())

    @cached_property
    def answer(self) -> frozenset[str]:
        """The stems of the content words after the figure; after a share in a poll they are the answer."""
        return frozenset(s for s in map(fold, self.after[:8]) if weigh_stem(s) >= 1 and not s[0].isdigit() and s not in self.names)

    @cached_property
    def polled(self) -> frozenset[str]:
        """The groups of those who were asked, by the words near the figure: "democrat" of "among likely Democratic voters"."""
        return frozenset(map(fold, self.before[-10:] + self.after[:10])) & _GROUPS

    @cached_property
    def subject(self) -> str | None:
        """The name that is nearest before the figure, within a dozen words."""
        for word in reversed(WORD.findall(_ASIDE.sub(" ", self.around[0]))[-12:]):
            if word[0].isupper() and (s := fold(word)) in self.names:
                return s
        return None

    @cached_property
    def years(self) -> frozenset[str]:
        """The years that its sentence names."""
        return frozenset(_YEAR.findall(self.sentence))

    @cached_property
    def past_years(self) -> frozenset[str]:
        """The years before the one in which it was stated; "the highest since 2022" is a present figure."""
        now = int(self.at[:4])
        return frozenset(y for y in _YEAR.findall(_SINCE.sub("", self.sentence)) if int(y) < now)

    @cached_property
    def places(self) -> frozenset[str]:
        """The stems of the names in its sentence that are at the position of a place."""
        placed = " ".join(_PLACED.findall(self.sentence)).replace("-", " ")
        found = {fold(w) for w in WORD.findall(placed) if w[0].isupper()}
        return frozenset(found - STEMMED_CALENDAR)

    @cached_property
    def days(self) -> frozenset[int]:
        """The days that its sentence names, as ordinals."""
        return find_named_days(self.sentence, self.day)

    @cached_property
    def story_days(self) -> frozenset[int]:
        """The days that the opening of its article names."""
        return find_named_days(self.article.lead, self.day)

    @property
    def is_in_opening(self) -> bool:
        """Whether it is in the headline or the opening of its article, so that it is of the article's story."""
        return self.part != "body" or self.sentence[:OPENING] in self.article.lead

    @cached_property
    def is_step(self) -> bool:
        """Whether it is stated as one step of many, not as the sum so far."""
        return not STEPS.isdisjoint(map(fold, self.before[-4:] + self.after[:3]))

    @cached_property
    def is_added(self) -> bool:
        """Whether it comes on top of others: "another three", "the other 16", "four other judges"."""
        if self.after[:1] == ["other"] and not self.role:
            return True
        return bool(self.before) and self.before[-1].lower() in _ADDED

    @cached_property
    def around(self) -> tuple[str, str]:
        """The text before and after its words."""
        return self.sentence[: self.offset], self.sentence[self.offset + len(self.text) :]

    @cached_property
    def is_change(self) -> bool:
        """Whether it is the amount of a rise or fall, not the present value."""
        before, after = self.around
        return (self.unit in _MOVING or self.unit == "cent per gallon") and figure_kinds.is_change(before, self.text, after)

    @cached_property
    def sign(self) -> int:
        """-1 for the amount of a fall, whose value in a series is negative; 1 for anything else."""
        if not self.is_change or self.trend == "up":
            return 1
        return -1 if self.trend == "down" or figure_kinds.is_fall(*self.around) else 1

    @cached_property
    def signed(self) -> SignedValue:
        """Its value and bounds in a series."""
        return apply_sign(self.value, self.low, self.high, self.sign)

    @cached_property
    def period(self) -> figure_kinds.Period:
        """The period of its move; empty for a level, and where the text does not say.

        Where the words near it give none, it is the time that its sentence names, or a longer one elsewhere in the sentence.
        """
        if not self.is_change:
            return ""
        return figure_kinds.find_period(*self.around) or figure_kinds.find_sentence_period(
            self.sentence, self.moment_start, self.moment_end
        )

    @cached_property
    def base(self) -> str:
        """The event since which it moved, for a change without a named period; "" where its sentence does not say."""
        return figure_kinds.find_base_event(self.sentence) if self.period == "since" else ""

    @cached_property
    def is_expected(self) -> bool:
        """Whether a measured value is a forecast."""
        return self.dimension in _FORESEEN and figure_kinds.is_expected(*self.around)

    @cached_property
    def is_limit(self) -> bool:
        """Whether a measured value is a legal maximum or minimum."""
        return bool(self.unit) and not self.counts_people and figure_kinds.is_limit(self.around[0], self.text, self.around[1])

    @cached_property
    def is_former(self) -> bool:
        """Whether it is the value before a change."""
        return figure_kinds.is_former(*self.around)

    @cached_property
    def is_futures(self) -> bool:
        """Whether a price, or its change, is one for later delivery."""
        return self.dimension in _TRADED and figure_kinds.is_futures(self.around[0])

    @cached_property
    def is_extreme(self) -> bool:
        """Whether a price or an index, or its change, was touched on the way and is not the close."""
        if self.dimension not in _TRADED or not self.instrument or self.instrument.name in instruments.LEVELS:
            return False
        before, after = self.around
        return figure_kinds.is_extreme(before, self.text, after)

    @cached_property
    def is_after_hours(self) -> bool:
        """Whether a move is one outside the hours of trading, not that of the close."""
        return self.is_change and self.instrument is not None and figure_kinds.is_after_hours(*self.around)

    @cached_property
    def is_each(self) -> bool:
        """Whether each of several has it, so that it belongs to none alone."""
        return figure_kinds.is_each(*self.around)

    @cached_property
    def is_part(self) -> bool:
        """Whether people are a part of those counted elsewhere."""
        return self.counts_people and figure_kinds.is_part(*self.around)

    @cached_property
    def is_needed(self) -> bool:
        """Whether the number is needed for something, not counted."""
        return not self.role and self.unit in (None, "person") and figure_kinds.is_needed(*self.around)

    @cached_property
    def is_of_somebody_private(self) -> bool:
        """Whether a reward is one of private givers."""
        return self.unit is not None and not _PRIVATE.isdisjoint(self.local) and not OF_CASES.isdisjoint(self.local)

    @cached_property
    def is_of_survivors(self) -> bool:
        """Whether it counts survivors, who have no role."""
        return not self.role and figure_kinds.is_of_survivors(self.around[1])

    @cached_property
    def is_recalled(self) -> bool:
        """Whether people are counted in an event of years ago, by words of its sentence."""
        return self.role is not None and figure_kinds.is_recalled(self.sentence)

    @cached_property
    def is_of_several(self) -> bool:
        """Whether people are counted in several events at once, as those of one night are."""
        return self.role is not None and figure_kinds.is_of_several(self.sentence)

    @cached_property
    def is_pointed_at(self) -> bool:
        """Whether it counts people that the text named before, without a noun: "all three", "the two"."""
        return self.role is not None and not self.noun and bool(self.before) and self.before[-1].lower() in ("all", "the", "these", "those")

    @property
    def counts_people(self) -> bool:
        """Whether it counts people, most often those of an event."""
        return self.role is not None or self.unit == "person"

    @cached_property
    def qualifiers(self) -> frozenset[str]:
        """The words before the counted noun."""
        return frozenset(stem(w.lower()) for w in (self.noun or "").split()) - {stem(self.head or "")}

    @cached_property
    def size(self) -> float:
        """The number, or the middle of its interval."""
        known = [abs(x) for x in (self.low, self.high) if x is not None]
        return abs(self.value) if self.value is not None else sum(known) / len(known) if known else 0.0

    @cached_property
    def instrument(self) -> instruments.Instrument | None:
        """The instrument it is the price, rate or level of; None for people and things counted, and where the text names none."""
        if self.counts_people or not self.unit or self.unit in DURATIONS:
            return None
        return instruments.find_instrument(*self.around, self.unit, self.article.headline)

    @cached_property
    def fire(self) -> str:
        """The fire whose land or containment is stated, by the name nearest before it: "Sarane Fire"; else "the fire" of the headline.

        "" where neither names one.
        """
        if self.unit not in LAND and (self.unit != "percent" or self.instrument):
            return ""
        named = _FIRE.findall(self.around[0])
        if not named and not _BURNING.isdisjoint(self.words):
            named = _FIRE.findall(self.article.headline)[:1]
        return named[-1] if named else ""

    @property
    def is_level(self) -> bool:
        """Whether it is a rate or a rating by its name."""
        return self.instrument is not None and self.unit == "percent" and not self.is_change and self.instrument.name in instruments.LEVELS

    @cached_property
    def way(self) -> str:
        """The direction of money, by the verb nearest before it, else right after it: "in", "out", or "" where neither shows it."""
        for word in reversed(self.before[-8:]):
            if found := WAYS.get(fold(word)):
                return found
        if self.after[:1] and self.after[0].lower() in ("that", "she", "he", "they", "it"):
            return next((WAYS[s] for s in map(fold, self.after[1:4]) if s in WAYS), "")  # "the millions she owed"
        return ""

    @cached_property
    def sold_by(self) -> str | None:
        """The unit that something is sold by, for a price in dollars without it: "gas rose to $3.48"."""
        if self.unit != "USD" or not self.instrument:
            return None
        before, after = self.around
        moved = figure_kinds.is_change(before, self.text, after) or before.endswith(" by ") or self.after[:1] in (["more"], ["less"])
        return None if moved else instruments.find_unit_sold(self.instrument.name, self.value)

    @cached_property
    def dimension(self) -> str | None:
        """The kind of measure: by role, by unit, or by what is counted; None where the text does not say."""
        if _ADDRESS.search(self.around[0]) or (self.part == "body" and (_PLAYER.match(self.sentence) or not _SMALL.search(self.sentence))):
            return None
        if self.role:
            return f"@{self.role}"
        if self.unit in _OF_WEATHER and not _WEATHER.isdisjoint(self.local) and _STORMS.isdisjoint(map(fold, self.before)):
            return None
        if self.is_change and not self.noun and _OF_WHAT.match(self.around[0]):
            return None
        if self.sold_by:
            return f"dollar per {self.sold_by}"
        if self.unit in DURATIONS and (f"-{self.unit}" in self.text or (self.text[0].isdigit() and self.text.endswith(f" {self.unit}"))):
            lasts = self.head if self.head and self.head in self.after[:3] else self.after[0] if self.after else ""
            return f"{self.unit} of {fold(lasts)}" if lasts.islower() and lasts.isalpha() and fold(lasts) not in _CALLED else None
        if (self.unit in DURATIONS or self.unit == "night") and not self.noun:
            return None
        if self.unit == "millimetre" and self.after and (self.after[0][0].isupper() or self.after[0].lower() in _FIRED):
            return None  # "a 9mm pistol"
        if self.unit in ("foot", "inch") and self.after[:1] == ["tall"] and self.size < TALL[self.unit]:
            return None
        if self.unit and self.unit != "person":
            return self.unit
        if self.head in ("night", "nights") and self.size == 1:
            return None  # "hundreds in one night"
        return f"#{stem(self.head)}" if self.head else None


_FIELDS = tuple(each.name for each in fields(FigureRow))


def make_figure(row: FigureRow, article: Article, offset: int) -> Figure:
    """The figure of a row, in its article, its words at `offset` in its sentence."""
    known = {name: getattr(row, name) for name in _FIELDS}
    return Figure(**known, article=article, offset=offset, day=date.fromisoformat(row.at[:10]).toordinal())
