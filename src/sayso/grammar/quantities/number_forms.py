"""The ways of writing a number: a table of forms, each with its pattern, its production and its examples."""

from __future__ import annotations

from sayso.grammar.quantities import number_values as worth
from sayso.grammar.quantities.number_values import Form

FORMS = (
    Form("<number> over <number>", "number", r"(?:one|1)\sover\s(?:{RUN}|\d{1,4})(?=\s*(?:$|[.,;\n]))", "ratio",
         (("a chance of one over twenty.", "exact 0.05"),), ("2000 over 3 days",), worth.ratio),
    Form("<number> in <number>", "number",
         r"(?:{SMALL}|\d{1,3})(?:-in-|\s(?:in\s(?:every\s)?|(?:out\s)?of\severy\s|out\sof\s))(?:{RUN}"
         r"|\d{1,3}(?:,\d{3}){0,2}(?:\s(?:million|thousand|billion))?)s?\b(?!,?\d)(?!\s(?:days?|weeks?|months?|years?|hours?"
         r"|minutes?|seconds?|decades?|games?|matches|starts|others?|cities|states|countries|places)\b|-)",
         "ratio", (("one in five adults smokes", "exact 0.2 person adults"), ("one of every 20 cars", "exact 0.05 cars"),
         ("seven-in-10 adults", "exact 0.7 person adults")),
         ("one in Rome", "two in three days"), worth.ratio),
    Form("<digits>’<digits>”", "number", r"[2-8][’']\s?(?:1[01]|\d)(?:[\"”″]|[’']{2}|(?=[\s.,;)]|$))|\d{1,2}ft(?:1[01]|\d)ins?\b"
         r"|[4-7]ft(?:1[01]|\d)(?![\w.])", "height",
         (("a 6'3\" guard", "exact 6.25 foot guard"), ("a 6ft3in guard", "exact 6.25 foot guard")), ("the 5'12 plan",), worth.height),
    Form("<digits>x", "number", r"\d{1,4}(?:\.\d{1,2})?(?:[x×](?!\w)|[ ][x×](?=[ ][a-z]{2}))", "multiple",
         (("8x the limit", "exact 8 times"), ("12 x earnings", "exact 12 times earnings")), ("a 2x4 plank",), worth.multiple),
    Form("<digits>s", "number", r"10{1,2}s\sof\s(?:thousand|million|billion)s\b|(?:10|100|1,?000)s(?=\s+of\b)", "plural",
         (("100s of workers", "vague 100..1000 person workers"), ("10s of thousands of workers", "vague 10000..100000 person workers")),
         ("the 100s digit",), worth.plural),
    Form("<digits> <fraction>", "number", r"(?:\d{1,5}(?:[^\S\n]{1,2}|-))?[1-9]\d{0,2}[^\S\n]?/[^\S\n]?[1-9]\d{0,3}(?![/\d]|[.,:]\d)"
         r"(?:{S}{BIG}{B})?",
         "quotient", (("a 1/4 mile track", "exact 0.25 mile track"), ("1/12 of the crop", "exact 0.083 crop"), ("$2 1/2 million",
         "exact 2500000 USD")),
         ("open 24/7", "on 9/11"), worth.quotient),
    Form("<digits><fraction sign>", "number", r"(?:\d{1,5}(?:[^\S\n]|-)?)?{VULGAR}(?:{S}{BIG}{B})?", "signed",
         (("2½ hours", "exact 2.5 hour"), ("1-½ miles", "exact 1.5 mile")), ("2 hours",), worth.signed),
    Form("<digits> to a power", "number", r"\d{1,6}(?:\.\d{1,6})?(?:e|\^)[+-]?\d{1,3}(?![\dx])", "power",
         (("a load of 1.3e6 units", "exact 1300000 units"),), ("the 1e6x model",), worth.power),
    Form("<digits> times a power of ten", "number", r"\d{1,4}(?:\.\d{1,6})?\s?[×x]\s?10(?:(?:\^\s?[-−–]?|[-−–]|\*\*-?)\d{1,2}(?!\d)"
         r"|{RAISED})", "tens",
         (("1.5×10^6 cells", "exact 1500000 cells"), ("1.5 × 10⁶ cells", "exact 1500000 cells")), ("a 4x10 plank",), worth.tens),
    Form("<digits> raised", "number", r"10{RAISED}", "raised", (("10⁶ cells", "exact 1000000 cells"),), ("10m² of cells",), worth.raised),
    Form("<digits>:<digits>", "number", r"\d{1,3}:\d{1,3}(?![\d:])", "colon",
         (("a ratio of 3:2 overall", "exact 1.5"),), ("by 3:20 it rained",), worth.colon),
    Form("<digits> in groups by points", "number", r"[1-9]\d{0,2}(?:\.\d{3}){1,4}(?:,\d{1,2})?(?![\d.,]*\d)", "pointed",
         (("1.250.000 euros", "exact 1250000 EUR"), ("1.250,50 euros", "exact 1250.5 EUR"), ("12.400 people sang",
         "exact 12400 person people")),
         ("version 1.250.00", "a yield of 4.125 percent"), worth.pointed),
    Form("<digits> in groups by apostrophes", "number", r"[1-9]\d{0,2}(?:[’']\d{3}){1,4}(?![\d’'])(?:\.\d{1,2}(?!\d))?", "pointed",
         (("12'500 francs", "exact 12500 franc"),), ("12'50 francs",), worth.pointed),
    Form("<digits> in groups by blanks", "number", r"[1-9]\d{0,2}(?:[ ]\d{3}){1,4}(?:,\d\d?(?![\d,]))?(?![,\-. ]?\d|:\d)(?!{S}{BIG}{B})",
         "spaced",
         (("816 000 people", "exact 816000 person people"), ("1 250,50 euros", "exact 1250.5 EUR")), ("816 00 people",), worth.spaced),
    Form("<digits>,<decimals>", "number", r"\d{1,6},\d{1,2}(?![\d,]|\.\d)(?:{S}{BIG}{B})?", "decimal",
         (("2,4 percent", "exact 2.4 percent"), ("3,5 million euros", "exact 3500000 EUR")), ("gates 2,4 and 6",), worth.decimal_comma),
    Form("<digits> and a part", "number", r"{PLAIN}(?:{S}{BIG}{B})*[\s-]+and[\s-]+(?:an?|three){S}(?:half"
                                          r"|third|quarters?|fifth)\b(?:\s{BIG}{B})?",
         "mixed", (("3 and a half years", "exact 3.5 year"),), ("3 and a halfback",), worth.mixed),
    Form("<digits> <scale words>", "number", r"{PLAIN}(?={S}{BIG}{AFTER_SCALE}){REST}", "words",
         (("1.2 million people", "exact 1200000 person people"),), ("1.2 millionaires",), worth.words),
    Form("<digits><short scale>", "number", r"{PLAIN}[ ]?{SHORT}(?![\w/²³]|-(?!a-|per-|{MONEY_TIED}"
         r"|(?:[A-Z][A-Za-z.]{0,3}[ ]?)?[$£€¥₹]?[ ]?\d))",
         "scaled",
         (("$1.2bn was lost", "exact 1200000000 USD"),), ("the 1.2bnx car",), worth.scaled),
    Form("<digits>", "number", r"{PLAIN}", "plain", (("1,234 people", "exact 1234 person people"), ("10 grand for a car", "exact 10000")),
        ("a people",), worth.plain),
    Form("<vague>", "number", r"{VAGUE}{B}", "vague", (("dozens of people", "vague 12..120 person people"),), ("the dozenth people",),
        worth.vague),
    Form("<number> and a part", "number", r"{RUN}(?:\s+and\s+(?:an?|{SMALL}){S}{DENOMINATOR}s?{B}(?:\s{BIG}{B})?(?!-)"
                                             r"|-and-(?:an?|{SMALL})-{DENOMINATOR}s?{B})", "mixed",
         (("five and a half million people", "exact 5500000 person people"),), ("five and a halfback",), worth.mixed),
    Form("<number> point <digits>", "number", r"{RUN}\s+point(?:{S}{SMALL}{B}){1,9}(?:{S}{BIG}{B})?", "point",
         (("two point five miles", "exact 2.5 mile"), ("one point five million votes", "exact 1500000 votes")), ("two point guards",),
         worth.point),
    Form("<part>-<unit>", "number", r"(?:an?\s)?(?:half|quarter)(?=[\s-](?:century|decade|hour|mile|inch|ounce|ton|tonne|pound|litre|liter"
         r"|acre)s?{B})", "part",
         (("a quarter-century", "exact 0.25 century"),), ("a quarter-final",), worth.fraction),
    Form("a score", "number", r"an?\sscore(?=\sof\s(?!(?:{SMALL}|less|more|fewer|at|about|nearly|over|under|zero)\b)[a-z])", "score",
         (("a score of pupils", "exact 20 person pupils"),), ("a score of 90", "a score of ten"), worth.score),
    Form("a <unit>", "number", r"an?(?=\s(?:{SPAN_OF}){B})", "article",
         (("a year and a half", "exact 1.5 year"), ("shut for a decade", "exact 1 decade")),
         ("for a year", "once a decade"), worth.article),
    Form("<fraction>", "number",
         r"{RUN}(?:\s|(?<!ty)[-‐‑]){DENOMINATOR}s?{B}(?!-)(?:(?:\s|-)(?:of\s)?(?:an?\s)?{BIG}{B})?"
         r"|(?:an?\s)?(?:half|quarter)(?:\s|-)(?:of\s)?(?:an?\s)?{BIG}{B}|half{B}(?!-)"
         r"|an?\s{DENOMINATOR}{B}(?=\s(?:of|off|the|less|more|higher|lower|as)\b|[^\S\n]*(?:[,.;:)!?\n]|$))", "fraction",
         (("two-thirds of voters", "exact 0.667 voters"),), ("a third man",), worth.fraction),
    Form("<number words>", "number", r"{RUN}", "words", (("two hundred and six people", "exact 206 person people"), ("ten grand.",
        "exact 10000")), ("a hundredth man",), worth.words),
    Form("<times>", "number", r"{TIMES}{B}(?=\s+(?:the|that|those|what|its|their|his|her|last"
                              r"|as\s+(?:many|much|\w{2,12}\s+as))\b(?!\s\d))|{TIMES}(?<=fold){B}", "times",
         (("twice the limit", "exact 2 times"),), ("a double murder",), worth.times),
)  # fmt: skip
