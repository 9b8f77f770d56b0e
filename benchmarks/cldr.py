"""Writes the tables of units and currencies that come from CLDR, by way of Babel, into the grammar's lexicon.

    python benchmarks/cldr.py [--check]

With `--check` nothing is written: the exit code says whether the tables are those of the installed CLDR. What stands in the tables
made by hand (`units.txt`, `signs.txt`, `currencies.txt`) wins: a unit that they name keeps its name and gains the spellings that they lack.
"""

from __future__ import annotations

import argparse
import datetime
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel import Locale, __version__
from babel.core import UnknownLocaleError
from babel.numbers import get_currency_name, get_territory_currencies

from sayso.grammar.lexicon import pairs

LEXICON = Path(__file__).resolve().parents[1] / "src/sayso/grammar/lexicon"
LOCALES = (Locale("en"), Locale("en", "GB"))
IN_USE = datetime.date(2026, 1, 1)

#: Long names that are nouns rather than units in the news ("five items", "two bars"), or other words ("5 pm", "1st", "5 mil").
THINGS = frozenset(
    [
        "pm",
        "st",
        "nd",
        "rd",
        "th",
        "item",
        "items",
        "part",
        "parts",
        "chain",
        "chains",
        "rod",
        "rods",
        "slug",
        "slugs",
        "light",
        "fun",
        "to",
        "sun",
        "bars",
        "mil",
        "quarter",
    ]
)

#: Measures with one name in Britain and America but different sizes: the American ones are meant.
IMPERIAL = ("gallon", "pint", "quart", "cup", "ounce", "spoon")

#: Prefixes of the International System, long and short, and the bases that news joins them to.
PREFIXES = {"pico": "p", "nano": "n", "micro": "µ", "milli": "m", "kilo": "k", "mega": "M", "giga": "G", "tera": "T", "peta": "P"}
SMALL_PREFIXES = {"centi": "c", "deci": "d", "hecto": "h"}
BASES = {
    "metre": ("m", "metre", "meter"),
    "gram": ("g", "gram", "gramme"),
    "litre": ("L", "litre", "liter"),
    "tonne": ("t", "tonne"),
    "ton": ("", "ton"),
    "watt": ("W", "watt"),
    "watt hour": ("Wh", "watt hour", "watt-hour"),
    "volt": ("V", "volt"),
    "ampere": ("A", "ampere", "amp"),
    "hertz": ("Hz", "hertz"),
    "byte": ("B", "byte"),
    "bit": ("bit", "bit"),
    "joule": ("J", "joule"),
    "newton": ("N", "newton"),
    "pascal": ("Pa", "pascal"),
    "ohm": ("Ω", "ohm"),
    "second": ("s", "second"),
    "calorie": ("cal", "calorie"),
    "becquerel": ("Bq", "becquerel"),
    "sievert": ("Sv", "sievert"),
    "gray": ("Gy", "gray"),
    "siemens": ("S", "siemens"),
    "farad": ("F", "farad"),
    "tesla": ("T", "tesla"),
    "mole": ("mol", "mole"),
    "electronvolt": ("eV", "electronvolt"),
    "bit per second": ("bps", "bit per second"),
}
#: Bases that take the prefixes of a tenth and a hundredth, and those that only grow.
FINE = frozenset(("metre", "litre", "gram", "pascal"))
ONLY_LARGE = frozenset(("tonne", "ton", "byte", "bit", "bit per second", "watt hour", "calorie"))

#: Last words of currencies' names that have other meanings in English, or are people.
NO_MONEY = frozenset(
    [
        "real",
        "won",
        "mark",
        "gold",
        "pound",
        "dollar",
        "sol",
        "kip",
        "dram",
        "guarani",
        "boliviano",
        "afghani",
        "leone",
        "colón",
        "quetzal",
        "balboa",
    ]
)


def read_unit_names() -> Iterator[tuple[str, list[str], list[str]]]:
    """Each unit of CLDR: its British name in the singular, its long forms and its short ones."""
    for unit in sorted(LOCALES[0]._data["unit_patterns"]):
        long: list[str] = []
        short: list[str] = []
        american = any(word in unit for word in IMPERIAL)
        for locale in LOCALES:
            forms = locale._data["unit_patterns"].get(unit, {})
            told = [_read_words(p) for n, p in sorted(forms.get("long", {}).items()) if n in ("one", "other")]
            brief = [
                _read_words(p) for width in ("short", "narrow") for n, p in sorted(forms.get(width, {}).items()) if n in ("one", "other")
            ]
            if american and locale is not LOCALES[0]:  # what Britain calls "US gallons" is America's gallon
                told, brief = ([w for w in words if w.startswith("US")] for words in (told, brief))
            long, short = long + told, short + brief
        named = LOCALES[0 if american else 1]._data["unit_patterns"][unit]["long"]
        yield (
            _read_words(named.get("one") or named["other"]).lower(),
            _drop_duplicates(w.lower() for w in long if w),
            _drop_duplicates(w for w in short if w),
        )


def _read_words(pattern: str) -> str:
    """The words after the number of a pattern, without a remark in brackets; "" where they are before it."""
    return pattern.removeprefix("{0}").partition(" [")[0].strip() if pattern.startswith("{0}") else ""


def combine_prefixes() -> Iterator[tuple[str, list[str], list[str]]]:
    """Prefixes of the International System × bases: name, long forms, short ones."""
    for name, (sign, *spelled) in BASES.items():
        prefixes = {**PREFIXES, **(SMALL_PREFIXES if name in FINE else {})}
        for prefix, letter in prefixes.items():
            if name in ONLY_LARGE and prefix not in ("kilo", "mega", "giga", "tera", "peta"):
                continue
            long = [form for word in spelled for form in (prefix + word, prefix + _make_plural(word))]
            short = [letter + sign] if sign else []
            if letter == "µ":
                short += ["μ" + sign]
            if sign == "L":
                short += [letter + "l"]
            short = [s for s in short if len(s) > 1 and not (s.isupper() and len(s) == 2)]  # "5 GA", "5 MS" mean something else
            yield prefix + name, _drop_duplicates(long), short


def _make_plural(word: str) -> str:
    head, per, rest = word.partition(" per ")
    return (head if head.endswith(("z", "s")) else head + "s") + per + rest


def collect_units() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The long forms and the short ones that the tables by hand lack, each by the name of its unit."""
    by_hand, signs, codes = pairs("units.txt"), pairs("signs.txt"), read_currency_codes()
    known = {**by_hand, **{w + "s": n for w, n in by_hand.items()}}
    long: dict[str, list[str]] = defaultdict(list)
    short: dict[str, list[str]] = defaultdict(list)
    taken: set[str] = set(known)
    marked = set(signs) | set(codes)
    for name, words, abbreviations in [*read_unit_names(), *combine_prefixes()]:
        named = next((known[w] for w in words if w in known), name)
        for word in words:
            if (
                word not in taken
                and word not in THINGS
                and "," not in word
                and word.split()[:2] not in (["of", "glucose"], ["of", "mercury"])
            ):
                taken.add(word)
                long[named].append(word)
        for sign in abbreviations:
            if (
                sign not in marked
                and (len(sign) > 1 or not sign.isascii())
                and "," not in sign
                and "#" not in sign
                and sign.lower() not in taken | THINGS
            ):
                marked.add(sign)
                short[named].append(sign)
    return long, short


def read_currency_codes() -> dict[str, str]:
    """Each currency in use: its code, and its name, which is that of the table by hand where it has one."""
    by_hand = pairs("currencies.txt")
    found = set()
    for territory in LOCALES[0].territories:
        if len(territory) == 2:
            found |= set(get_territory_currencies(territory, IN_USE))
    return {code: by_hand.get(code, get_currency_name(code, 1, LOCALES[0])) for code in sorted(found)}


def collect_currency_words(codes: dict[str, str]) -> dict[str, list[str]]:
    """The words for each currency: its full names, and its last word, which is its own or that of all that share it."""
    by_hand = pairs("units.txt")
    known = {**by_hand, **{w + "s": n for w, n in by_hand.items()}}
    words: dict[str, list[str]] = defaultdict(list)
    sharing: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for code, name in codes.items():
        full = [get_currency_name(code, count, LOCALES[0]).lower() for count in (1, 5)]
        words[name] += [s for w in full for s in _list_spellings(w)]
        sharing[full[0].split()[-1]][name] = [s for w in full for s in _list_spellings(w.split()[-1])]
    for last, who in sorted(sharing.items()):
        if last not in known and last not in NO_MONEY:
            words[last if len(who) > 1 else next(iter(who))] += next(iter(who.values()))
    seen: set[str] = set(known)
    out: dict[str, list[str]] = {}
    for name, found in words.items():
        out[name] = [word for word in _drop_duplicates(found) if word not in seen]
        seen.update(found)
    return out


def _list_spellings(name: str) -> list[str]:
    """A name as CLDR has it, and as it is typed: "paʻanga", "pa'anga"; "&" as "and"; without accents."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    forms = [
        name,
        name.replace("ʻ", "'"),
        name.replace("ʻ", "’"),
        name.replace("&", "and"),
        plain,
        plain.replace("&", "and"),
        name.replace("ruble", "rouble"),
    ]
    return _drop_duplicates(forms)


def collect_currency_signs(codes: dict[str, str]) -> dict[str, list[str]]:
    """The signs of each currency.

    CLDR's English one, its own country's where that is no Latin word, and letters before $, £ and ¥ by rule.
    """
    by_hand = pairs("currencies.txt")
    taken = set(by_hand)
    out: dict[str, list[str]] = defaultdict(list)
    firsts: dict[str, set[str]] = defaultdict(set)
    for code, name in codes.items():
        firsts[code[0] + _mark(name)].add(code)
    for code, name in codes.items():
        signs = [LOCALES[0].currency_symbols.get(code, ""), *_list_local_signs(code)]
        mark = _mark(name)
        if mark:
            signs += [code[:2] + mark, code + mark] + (
                [code[0] + mark] if len(firsts[code[0] + mark]) == 1 and code[0] not in "BKM" else []
            )
        for sign in signs:
            prefixed_mark = mark and sign.endswith(mark) and len(sign) > 1
            own_letters = not sign.isascii() and (len(sign) == 1 or (sign.isalpha() and len(sign) <= 4))
            if sign not in taken and sign not in codes and (prefixed_mark or own_letters):
                taken.add(sign)
                out[name].append(sign)
    return out


def _mark(name: str) -> str:
    last = name.split()[-1].lower()
    return {"dollar": "$", "peso": "$", "pound": "£", "yuan": "¥", "yen": "¥"}.get(last, "")


def _list_local_signs(code: str) -> list[str]:
    found = []
    for territory in sorted(LOCALES[0].territories):
        if len(territory) == 2 and code in get_territory_currencies(territory, IN_USE):
            try:
                sign = Locale.parse(f"und_{territory}").currency_symbols.get(code) or ""
            except UnknownLocaleError:
                continue
            found.append(sign.strip("\u200e\u200f\u200b"))
    return found


def _drop_duplicates(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))


def build_tables() -> dict[str, str]:
    """The text of each table, by its file."""
    long, short = collect_units()
    codes = read_currency_codes()
    by_name = {name: [code for code in codes if codes[code] == name] for name in codes.values()}
    head = f"# Made by benchmarks/cldr.py from CLDR (Babel {__version__}); not to be edited. "
    return {
        "units.generated.txt": head + "Long forms of units, by unit.\n" + _write_lines(long),
        "signs.generated.txt": head + "Short forms of units, by unit.\n" + _write_lines(short),
        "currency-codes.generated.txt": head + "Codes of the currencies in use.\n" + _write_lines(by_name),
        "currency-words.generated.txt": head + "What the currencies in use are called.\n" + _write_lines(collect_currency_words(codes)),
        "currency-signs.generated.txt": head + "Their signs.\n" + _write_lines(collect_currency_signs(codes)),
    }  # fmt: skip


def _write_lines(table: dict[str, list[str]]) -> str:
    return "".join(f"{name}: {', '.join(words)}\n" for name, words in sorted(table.items()) if words)


def main() -> None:
    """Writes the tables, or says whether they are current."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 where a table is not fresh")
    stale = [name for name, text in build_tables().items() if not (LEXICON / name).exists() or (LEXICON / name).read_text("utf-8") != text]
    if parser.parse_args().check:
        sys.exit(f"not fresh: {', '.join(stale)}; run python benchmarks/cldr.py" if stale else 0)
    for name in stale:
        (LEXICON / name).write_text(build_tables()[name], "utf-8")
        print(name)


if __name__ == "__main__":
    main()
