"""Units: which words and signs stand for which, before a number and behind it."""

from __future__ import annotations

import re
from typing import NamedTuple

import regex

from sayso.grammar.tables import alternation, mapping, trie

#: Currency signs and codes before a number.
CURRENCY_BEFORE = mapping("""
    USD: $, US$, US $, USD, U.S. $, $US, USD$, US dollars, dollar, dollars
    CAD: C$, C $, CA$, CAD, CAD$, Can$, CDN$
    AUD: A$, AU$, AUD
    NZD: NZ$, NZD
    HKD: HK$, HK $, HKD
    Singapore dollar: S$, SGD
    New Taiwan dollar: NT$, TWD
    Mexican peso: Mex$, MXN
    Brazilian real: R$, BRL
    EUR: €, EUR
    GBP: £, GBP, PS
    JPY: ¥, JPY, Y, Y=
    CNY: CNY, RMB, CN¥
    Swiss franc: CHF, Sfr
    Indian rupee: ₹, INR, Rs., Rs
    Russian ruble: ₽, RUB
    Ukrainian hryvnia: ₴, UAH
    South Korean won: ₩, KRW
    shekel: ₪, NIS, ILS
    Turkish lira: ₺, TRY
    Nigerian naira: ₦, NGN
    South African rand: ZAR
    Swedish krona: SEK
    Norwegian krone: NOK
    Danish krone: DKK
    Polish zloty: PLN
    Indonesian rupiah: IDR, Rp
    Malaysian ringgit: RM, MYR
    Thai baht: ฿, THB
    Philippine peso: ₱, PHP
    Vietnamese dong: ₫, VND
    Georgian lari: ₾, GEL
    Lao kip: ₭, LAK
    BTC: ₿, BTC
""")

#: Words behind a number; each stands for its plural in -s too, in any case of letters.
WORDS = mapping("""
    percent: percent, per cent, pct, percent-owned, percents
    percentage point: percentage point, percent point, pct point, ppt, pp
    basis point: basis point, bp, bps
    USD: dollar, us dollar, u.s. dollar, american dollar, usd, united states dollar, buck, greenback
    CAD: canadian dollar, cad
    AUD: australian dollar, aud
    NZD: new zealand dollar, nzd
    HKD: hong kong dollar, hkd
    EUR: euro, eur, €
    GBP: british pound, pound sterling, pounds sterling, sterling, gbp, quid
    JPY: yen, japanese yen, jpy
    CNY: yuan, chinese yuan, rmb, renminbi, cny
    Swiss franc: swiss franc, chf
    franc: franc
    Indian rupee: indian rupee, inr
    rupee: rupee
    Russian ruble: ruble, rouble, russian ruble, rub
    South Korean won: south korean won, korean won
    shekel: shekel, nis
    Turkish lira: turkish lira, lira
    South African rand: rand
    Nigerian naira: naira
    Ukrainian hryvnia: hryvnia
    Mexican peso: mexican peso
    peso: peso
    Netherlands guilder: dutch guilder, guilder
    mark: deutsche mark
    Iranian rial: rial, iranian rial
    Swedish krona: swedish krona, swedish kronor, sek
    Norwegian krone: norwegian krone, norwegian kroner, nok
    Danish krone: danish krone, danish kroner, dkk
    krona: krona, kronor, krone, kroner
    Malaysian ringgit: ringgit
    BTC: bitcoin, btc
    ether: ether
    cent: cent, ¢
    penny: penny, pennies
    pence: pence
    sen: sen
    km: kilometer, kilometre
    metre: meter, metre
    centimetre: centimeter, centimetre
    millimetre: millimeter, millimetre
    micrometre: micrometer, micrometre, micron
    nanometre: nanometer, nanometre
    decimetre: decimeter, decimetre
    mile: mile
    nautical mile: nautical mile
    light-year: light-year, light year
    foot: foot, feet
    inch: inch, inches
    yard: yard
    acre: acre
    hectare: hectare
    square mile: square mile, sq mile, sq mi
    square kilometre: square kilometer, square kilometre, sq km
    square metre: square meter, square metre, sq m, sqm
    square foot: square foot, square feet, sq ft, sq. ft, square-foot
    cubic metre: cubic meter, cubic metre
    cubic foot: cubic foot, cubic feet
    kilogram: kilogram, kilo, kilogramme, kg
    gram: gram, gramme
    milligram: milligram, milligramme
    microgram: microgram, microgramme, mcg
    tonne: tonne, metric ton
    ton: ton
    pound-mass: pound, lb
    ounce: ounce, oz
    carat: carat
    stone: stone
    barrel: barrel
    gallon: gallon
    litre: liter, litre
    millilitre: milliliter, millilitre
    pint: pint
    quart: quart
    cup: cup
    teaspoon: teaspoon, tsp
    tablespoon: tablespoon, tbsp
    bushel: bushel
    dram: dram
    second: second, sec
    minute: minute
    hour: hour, hr
    day: day
    week: week
    fortnight: fortnight
    month: month
    quarter: fiscal quarter
    year: year, yr
    decade: decade
    century: century, centuries
    millisecond: millisecond
    mile per hour: mph, m.p.h.
    kilometre per hour: kph, kmph, kmh, km/hr
    mile per gallon: mpg
    revolutions per minute: rpm
    knot: knot
    degree: degree, deg, deg., °
    celsius: degree celsius, degree c, degree centigrade, deg c, celsius, celcius, centigrade, degrees c, degrees celsius, degrees celcius, degrees centigrade, ° celsius
    fahrenheit: degree fahrenheit, degree f, deg f, fahrenheit, degrees f, degrees fahrenheit, degrees farenheit, farenheit, ° fahrenheit
    radian: radian, rad
    horsepower: horsepower, hp
    brake horsepower: bhp
    watt: watt
    kilowatt: kilowatt
    megawatt: megawatt
    gigawatt: gigawatt
    kilowatt hour: kilowatt-hour, kilowatt hour, kwh
    megawatt hour: megawatt-hour, megawatt hour, mwh
    gigawatt hour: gigawatt-hour, gigawatt hour, gwh
    milliampere-hour: mah
    volt: volt
    ampere: amp, ampere
    decibel: decibel
    hertz: hertz
    kilohertz: kilohertz, khz
    megahertz: megahertz
    gigahertz: gigahertz, ghz
    bit: bit
    byte: byte
    kilobyte: kilobyte
    megabyte: megabyte
    gigabyte: gigabyte
    terabyte: terabyte
    megabit per second: mbps
    calorie: calorie
    magnitude: magnitude
    pound-foot: pound-foot, pound-feet, lb-ft
    newton metre: nm of torque, newton meter, newton-metre
    parts-per-billion: ppb, part per billion, parts per billion
    part per million: ppm, part per million, parts per million
    point: point
    times: time
    year of age: year old, years old, year-old, years-old, years of age, year of age, yo, y.o.
    month of age: month old, months old, month-old, months of age, month of age
    week of age: week old, weeks old, week-old, weeks of age, week of age
    day of age: day old, days old, day-old, days of age, day of age
    hour of age: hour-old, hours old
""")

#: Signs behind a number, in just this case of letters, glued to it or a blank away.
SIGNS = mapping("""
    percent: %
    degree: °
    celsius: °C, ℃, C
    fahrenheit: °F, ℉, F
    EUR: €
    GBP: £
    JPY: ¥
    CNY: 元
    Sri Lankan rupee: ரூ
    Lao kip: ₭
    Georgian lari: ₾
    BTC: ₿
    pence: p
    USD: $
    km: km
    metre: m
    centimetre: cm
    millimetre: mm
    micrometre: μm, µm
    nanometre: nm
    decimetre: dm
    square kilometre: km2, km²
    square metre: m2, m²
    foot: ft, ft., ', ′
    inch: in., ″, in
    mile: mi
    square foot: ft2
    kilogram: kg, (kg), [kg], kgs
    gram: g
    milligram: mg
    tonne: t
    ounce: oz.
    millilitre: ml, mL
    litre: L
    watt: W
    kilowatt: kW, KW
    megawatt: MW
    gigawatt: GW
    terawatt: TW
    hertz: Hz, HZ
    megahertz: MHz
    gigahertz: GHz
    kilobyte: KB, kB
    megabyte: MB
    gigabyte: GB
    terabyte: TB
    volt: V
    kilovolt: kV
    kilovolt per centimetre: kV/cm
    ampere per square centimetre: A/cm2
    ampere: A
    decibel: dB
    kilometre per hour: km/h, KPH
    metre per second: m/s
    megapascal: MPa
    kilopound per square inch: ksi
    newton metre: Nm
    metric horsepower: PS
    horsepower: HP
""")

#: Millions of a currency, as banks write them: "30 MUSD", "MAUD 60".
MILLIONS = {f"M{code}": CURRENCY_BEFORE[code] for code in ("USD", "EUR", "GBP", "AUD", "CAD", "CHF", "SEK", "NOK", "DKK", "INR", "ZAR")}

#: What money is called in a rate: "dollar per barrel".
MONEY = mapping("""
    dollar: USD
    euro: EUR
    pound sterling: GBP
    yen: JPY
    yuan: CNY
    Hong Kong dollar: HKD
    Canadian dollar: CAD
    Australian dollar: AUD
""")

_CODES = frozenset(CURRENCY_BEFORE.values())

#: Signs that are letters of words too: they need a number of digits, and mean something else behind some numbers.
_ALONE = frozenset(("p", "m", "g", "t", "L", "W", "V", "A", "C", "F", "in", "'", "mi", "$", "PS", "MB", "GB"))


class Unit(NamedTuple):
    """A unit: its name, where its words start and end, what it multiplies the number by, and whether it is money."""

    name: str
    start: int
    end: int
    scale: float = 1.0
    money: bool = False


def _with_plurals(words: dict[str, str]) -> dict[str, str]:
    plurals = {w + "s": name for w, name in words.items() if w[-1].isalpha() and not w.endswith("s")}
    return {**plurals, **words}


_WORDS = _with_plurals(WORDS)
_BEFORE = regex.compile(
    rf"(?r)(?:(?<![^\W\d_]){alternation(w for w in CURRENCY_BEFORE if w[0].isalpha())}"
    rf"|{alternation(w for w in CURRENCY_BEFORE if not w[0].isalpha())}|(?<!\w){alternation(MILLIONS)})[\s\-]?"
)
#: The last characters of all signs before a number.
SIGN_ENDS = frozenset(sign[-1] for sign in (*CURRENCY_BEFORE, *MILLIONS))

_WORD = re.compile(rf"(?:\s|\s?[-‐‑]\s?|(?<=\d))({trie(_WORDS)})(?![^\W\d_])", re.IGNORECASE)   # a plain alternation takes ten times as long
_SIGN = regex.compile(rf"(?:\s?|-)({alternation([*SIGNS, *MILLIONS])})(?![\w²³])")
_RATE = regex.compile(
    r"(?:\s+|-)?(?:per[\s-]+|an?[\s-]+(?=(?:day|week|month|year|hour|minute|second|share|barrel|gallon|ton|tonne|head|person|night|piece|pound|litre|liter|unit|ride|ticket|seat|box|bag|bottle|bushel|ounce|kilo|mile|kilometre|kilometer|acre|room)\b)|/\s?)"
    r"((?:100,000|1,000|10,000|million|capita|annum|square\s\w+|[a-z]{1,14})(?:\s(?=people|residents|inhabitants)\w+)?)(?![^\W\d_])(?!\s(?:ago|earlier|before|later|after|old|from)\b)",
    regex.IGNORECASE,
)
_PENCE = regex.compile(r"(?<=\d)p\b")


def money_before(text: str, start: int, number: int) -> Unit | None:
    """The currency whose sign ends where the number starts; looks no further back than `start`."""
    found = _BEFORE.match(text, start, number)
    if found is None:
        return None
    sign = " ".join(found[0].rstrip(" -\n").split())
    if sign in MILLIONS:
        return Unit(MILLIONS[sign], found.start(), number, 1e6, True)
    return Unit(CURRENCY_BEFORE[sign], found.start(), number, 1.0, True)


def unit_after(text: str, number: int, digits: bool) -> Unit | None:
    """The unit whose words start where the number ends; letters that are also words only count behind digits."""
    if text[number : number + 1] == " ":               # most numbers have no unit, and two letters tell it
        two = text[number + 1 : number + 3].lower()
        if two not in _FIRST_LETTERS and (two[:1] not in _LONE_LETTERS or two[1:].isalnum()) and two[:1] not in "-‐‑":
            return None
    sign = _SIGN.match(text, number)
    if sign and (digits or sign[1] in MILLIONS):
        name = sign[1]
        glued = sign.start(1) == number
        word = _WORD.match(text, number) if name in _ALONE else None     # "80 m.p.h."
        if word and word.end() > sign.end():
            pass
        elif glued or name not in _ALONE or (name in _SPACED and (name != "in" or _INCHES.match(text, sign.end()))):
            return Unit(SIGNS.get(name) or MILLIONS[name], number, sign.end(), 1e6 if name in MILLIONS else 1.0, name in MILLIONS)
    word = _WORD.match(text, number)
    if word is None:
        return None
    spelled = " ".join(word[1].lower().split())
    name = _WORDS.get(spelled) or _WORDS[spelled.replace("-", " ")]
    return Unit(name, number, word.end(), 1.0, name in _CODES)


_FIRST_LETTERS = frozenset((word + " ")[:2].lower() for word in (*_WORDS, *SIGNS, *MILLIONS))
_LONE_LETTERS = frozenset(word.lower() for word in SIGNS if len(word) == 1)
_SPACED = frozenset(("C", "F", "W", "V", "A", "L", "GB", "MB", "PS", "$", "m", "in"))
_INCHES = regex.compile(r"\s*[.;,)]|\s*$|\s+(?:long|wide|tall|thick|deep|high)\b")


def rate_after(text: str, unit: str, end: int) -> tuple[str, int] | None:
    """The rate that a unit becomes by the words behind it: "$40 a barrel", "12 cents per share", and where they end."""
    found = _RATE.match(text, end)
    if found is None or found[1].lower() in _NO_RATE:
        return None
    per = " ".join(found[1].lower().split())
    name = _WORDS.get(per) or per
    spoken = _SPOKEN.get(unit, unit)
    return f"{spoken} per {name}", found.end()


def share_after(text: str, end: int) -> tuple[str, int] | None:
    """The rate of a bare number: "12 per 100,000 people"."""
    if not text.startswith((" per ", " for every "), end):
        return None
    found = _SHARE.match(text, end)
    return (f"per {found[1]}", found.end()) if found else None


_SHARE = regex.compile(r"\s(?:per|for\severy)\s([\d,]{1,9}|million|thousand|hundred|capita)\b")
_SPOKEN = MONEY | {"km": "kilometre"}
_NO_RATE = frozenset(("the", "a", "cent", "se", "his", "her", "their"))


def is_money(unit: str) -> bool:
    """Whether a unit is a currency or one of its parts."""
    return unit in _CODES or unit in _SMALL_MONEY or unit.partition(" per ")[0] in _SPOKEN_MONEY


_SMALL_MONEY = frozenset(("cent", "pence", "penny", "sen"))
_SPOKEN_MONEY = frozenset(MONEY.values())
