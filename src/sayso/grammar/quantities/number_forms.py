"""The ways of writing a number: a table of forms, each with its pattern, its production and its examples."""

from __future__ import annotations

from sayso.grammar.quantities import number_values as worth
from sayso.grammar.quantities.number_values import Form

FORMS = (
    Form("<number> over <number>", "number", pattern=r"(?:one|1)\sover\s(?:{RUN}|\d{1,4})(?=\s*(?:$|[.,;\n]))", gives="ratio",
         yes=(("a chance of one over twenty.", "exact 0.05"),), no=("2000 over 3 days",), produce=worth.read_ratio),
    Form("<number> in <number>", "number",
         pattern=r"(?:{SMALL}|(?<![a-z])\d{1,3})(?:-in-|\s(?:in\s(?:every\s)?|(?:out\s)?of\severy\s|out\sof\s))(?:{RUN}"
         r"|\d{1,3}(?:,\d{3}){0,2}(?:\s(?:million|thousand|billion))?)s?\b(?!,?\d)(?!\s(?:days?|weeks?|months?|years?|hours?"
         r"|minutes?|seconds?|decades?|games?|matches|starts|others?|cities|states|countries|places)\b|-)",
         gives="ratio", yes=(("one in five adults smokes", "exact 0.2 person adults"), ("one of every 20 cars", "exact 0.05 cars"),
         ("seven-in-10 adults", "exact 0.7 person adults")),
         no=("one in Rome", "two in three days", "reported1 in five towns"), produce=worth.read_ratio),
    Form("<digits>’<digits>”", "number", pattern=r"[2-8][’']\s?(?:1[01]|\d)(?:[\"”″]|[’']{2}|(?=[\s.,;)]|$))|\d{1,2}ft(?:1[01]|\d)ins?\b"
         r"|[4-7]ft(?:1[01]|\d)(?![\w.])", gives="height",
         yes=(("a 6'3\" guard", "exact 6.25 foot guard"), ("a 6ft3in guard", "exact 6.25 foot guard")), no=("the 5'12 plan",),
         produce=worth.read_height),
    Form("<digits>x", "number", pattern=r"\d{1,4}(?:\.\d{1,2})?(?:[x×](?!\w)|[ ][x×](?=[ ][a-z]{2}))", gives="multiple",
         yes=(("8x the limit", "exact 8 times"), ("12 x earnings", "exact 12 times earnings")), no=("a 2x4 plank",),
         produce=worth.read_times_sign),
    Form("<digits>s", "number", pattern=r"10{1,2}s\sof\s(?:thousand|million|billion)s\b|(?:10|100|1,?000)s(?=\s+of\b)", gives="plural",
         yes=(("100s of workers", "vague 100..1000 person workers"), ("10s of thousands of workers", "vague 10000..100000 person workers")),
         no=("the 100s digit",), produce=worth.read_digits_with_plural),
    Form("<digits> <fraction>", "number",
         pattern=r"(?:\d{1,5}(?:[^\S\n]{1,2}|-))?[1-9]\d{0,2}[^\S\n]?/[^\S\n]?[1-9]\d{0,3}(?![/\d]|[.,:]\d)"
         r"(?:{S}{BIG}{B})?",
         gives="quotient", yes=(("a 1/4 mile track", "exact 0.25 mile track"), ("1/12 of the crop", "exact 0.083 crop"), ("$2 1/2 million",
         "exact 2500000 USD")),
         no=("open 24/7", "on 9/11"), produce=worth.read_quotient),
    Form("<digits><fraction sign>", "number", pattern=r"(?:\d{1,5}(?:[^\S\n]|-)?)?{VULGAR}(?:{S}{BIG}{B})?", gives="signed",
         yes=(("2½ hours", "exact 2.5 hour"), ("1-½ miles", "exact 1.5 mile")), no=("2 hours",), produce=worth.read_fraction_sign),
    Form("<digits> to a power", "number", pattern=r"\d{1,6}(?:\.\d{1,6})?(?:e|\^)[+-]?\d{1,3}(?![\dx])", gives="power",
         yes=(("a load of 1.3e6 units", "exact 1300000 units"),), no=("the 1e6x model",), produce=worth.read_power),
    Form("<digits> times a power of ten", "number", pattern=r"\d{1,4}(?:\.\d{1,6})?\s?[×x]\s?10(?:(?:\^\s?[-−–]?|[-−–]|\*\*-?)\d{1,2}(?!\d)"
         r"|{RAISED})", gives="tens",
         yes=(("1.5×10^6 cells", "exact 1500000 cells"), ("1.5 × 10⁶ cells", "exact 1500000 cells")), no=("a 4x10 plank",),
         produce=worth.read_times_power_of_ten),
    Form("<digits> raised", "number", pattern=r"10{RAISED}", gives="raised", yes=(("10⁶ cells", "exact 1000000 cells"),),
         no=("10m² of cells",), produce=worth.read_power_of_ten),
    Form("<digits>:<digits>", "number", pattern=r"\d{1,3}:\d{1,3}(?![\d:])", gives="colon",
         yes=(("a ratio of 3:2 overall", "exact 1.5"),), no=("by 3:20 it rained",), produce=worth.read_colon_ratio),
    Form("<digits> in groups by points", "number", pattern=r"[1-9]\d{0,2}(?:\.\d{3}){1,4}(?:,\d{1,2})?(?![\d.,]*\d)", gives="pointed",
         yes=(("1.250.000 euros", "exact 1250000 EUR"), ("1.250,50 euros", "exact 1250.5 EUR"), ("12.400 people sang",
         "exact 12400 person people")),
         no=("version 1.250.00", "a yield of 4.125 percent"), produce=worth.read_pointed),
    Form("<digits> in groups by apostrophes", "number", pattern=r"[1-9]\d{0,2}(?:[’']\d{3}){1,4}(?![\d’'])(?:\.\d{1,2}(?!\d))?",
         gives="pointed",
         yes=(("12'500 francs", "exact 12500 franc"),), no=("12'50 francs",), produce=worth.read_pointed),
    Form("<digits> in groups by blanks", "number",
         pattern=r"[1-9]\d{0,2}(?:[ ]\d{3}){1,4}(?:,\d\d?(?![\d,]))?(?![,\-. ]?\d|:\d)(?!{S}{BIG}{B})",
         gives="spaced",
         yes=(("816 000 people", "exact 816000 person people"), ("1 250,50 euros", "exact 1250.5 EUR")), no=("816 00 people",),
         produce=worth.read_spaced),
    Form("<digits>,<decimals>", "number", pattern=r"\d{1,6},\d{1,2}(?![\d,]|\.\d)(?:{S}{BIG}{B})?", gives="decimal",
         yes=(("2,4 percent", "exact 2.4 percent"), ("3,5 million euros", "exact 3500000 EUR")), no=("gates 2,4 and 6",),
         produce=worth.read_decimal_comma),
    Form("<digits> and a part", "number", pattern=r"{PLAIN}(?:{S}{BIG}{B})*[\s-]+and[\s-]+(?:an?|three){S}(?:half"
                                          r"|third|quarters?|fifth)\b(?:\s{BIG}{B})?",
         gives="mixed", yes=(("3 and a half years", "exact 3.5 year"),), no=("3 and a halfback",), produce=worth.read_mixed),
    Form("<digits> <scale words>", "number", pattern=r"{PLAIN}(?={S}{BIG}{AFTER_SCALE}){REST}", gives="words",
         yes=(("1.2 million people", "exact 1200000 person people"),), no=("1.2 millionaires",), produce=worth.read_word_number),
    Form("<digits><short scale>", "number", pattern=r"{PLAIN}[ ]?{SHORT}(?![\w/²³]|-(?!a-|per-|{MONEY_TIED}"
         r"|(?:[A-Z][A-Za-z.]{0,3}[ ]?)?[$£€¥₹]?[ ]?\d))",
         gives="scaled",
         yes=(("$1.2bn was lost", "exact 1200000000 USD"),), no=("the 1.2bnx car",), produce=worth.read_scaled),
    Form("<digits>", "number", pattern=r"{PLAIN}", gives="plain",
         yes=(("1,234 people", "exact 1234 person people"), ("10 grand for a car", "exact 10000")),
        no=("a people",), produce=worth.read_plain),
    Form("<vague>", "number", pattern=r"{VAGUE}{B}", gives="vague", yes=(("dozens of people", "vague 12..120 person people"),),
         no=("the dozenth people",),
        produce=worth.read_vague),
    Form("<number> and a part", "number", pattern=r"{RUN}(?:\s+and\s+(?:an?|{SMALL}){S}{DENOMINATOR}s?{B}(?:\s{BIG}{B})?(?!-)"
                                             r"|-and-(?:an?|{SMALL})-{DENOMINATOR}s?{B}(?:[\s-]{BIG}{B})?)", gives="mixed",
         yes=(("five and a half million people", "exact 5500000 person people"),
              ("five-and-a-half million people", "exact 5500000 person people")),
         no=("five and a halfback",), produce=worth.read_mixed),
    Form("<number> point <digits>", "number",
         pattern=r"{RUN}(?:\s+point(?:{S}{SMALL}{B}){1,9}|-point(?:-{SMALL}{B}){1,9})(?:{S}{BIG}{B})?", gives="point",
         yes=(("two point five miles", "exact 2.5 mile"), ("one point five million votes", "exact 1500000 votes"),
              ("six-point-two percent", "exact 6.2 percent")),
         no=("two point guards", "a two-point three"),
         produce=worth.read_decimal_in_words),
    Form("<part>-<unit>", "number",
         pattern=r"(?:an?\s)?(?:half|quarter)(?=[\s-](?:century|decade|hour|mile|inch|ounce|ton|tonne|pound|litre|liter"
         r"|acre|(?:percentage[\s-])?point)s?{B})", gives="part",
         yes=(("a quarter-century", "exact 0.25 century"), ("cut by a quarter point", "exact 0.25 point down")),
         no=("a quarter-final",), produce=worth.read_fraction),
    Form("a score", "number", pattern=r"an?\sscore(?=\sof\s(?!(?:{SMALL}|less|more|fewer|at|about|nearly|over|under|zero)\b)[a-z])",
         gives="score",
         yes=(("a score of pupils", "exact 20 person pupils"),), no=("a score of 90", "a score of ten"), produce=worth.read_score),
    Form("a <unit>", "number", pattern=r"an?(?=\s(?:{SPAN_OF}){B})", gives="article",
         yes=(("a year and a half", "exact 1.5 year"), ("shut for a decade", "exact 1 decade")),
         no=("for a year", "once a decade"), produce=worth.read_counting_article),
    Form("<fraction>", "number",
         pattern=r"{RUN}(?:\s|(?<!ty)[-‐‑]){DENOMINATOR}s?{B}(?!-)(?:(?:\s|-)(?:of\s)?(?:an?\s)?{BIG}{B})?"
         r"|(?:an?\s)?(?:half|quarter)(?:\s|-)(?:of\s)?(?:an?\s)?{BIG}{B}|half{B}(?!-)"
         r"|an?\s{DENOMINATOR}{B}(?=\s(?:of|off|the|less|more|higher|lower|as)\b|[^\S\n]*(?:[,.;:)!?\n]|$))"
         r"|(?<=\b(?:by|than|almost|nearly|about|around|roughly|over)\s)an?\s{DENOMINATOR}{B}"
         r"(?=\s(?:since|in|from|between|on|over|during|within|this|last|year|after|compared|against|by)\b)", gives="fraction",
         yes=(("two-thirds of voters", "exact 0.667 voters"), ("fell by a third since May", "exact 0.333 down")),
         no=("a third man", "a third in the race"), produce=worth.read_fraction),
    Form("<number words>", "number", pattern=r"{RUN}", gives="words",
         yes=(("two hundred and six people", "exact 206 person people"), ("ten grand.",
        "exact 10000")), no=("a hundredth man",), produce=worth.read_word_number),
    Form("<times>", "number", pattern=r"{TIMES}{B}(?=\s+(?:the|that|those|what|its|their|his|her|last"
                              r"|as\s+(?:many|much|\w{2,12}\s+as))\b(?!\s\d))|{TIMES}(?<=fold){B}", gives="times",
         yes=(("twice the limit", "exact 2 times"),), no=("a double murder",), produce=worth.read_times),
)  # fmt: skip
