"""Number words and what they are worth."""

from __future__ import annotations

from sayso.grammar.lexicon.tables import intervals, numbers

#: One to nine.
ONES = numbers("""
    one 1
    two 2
    three 3
    four 4
    five 5
    six 6
    seven 7
    eight 8
    nine 9
""")

#: Nought, and ten to nineteen.
TEENS = numbers("""
    zero 0
    nought 0
    naught 0
    ten 10
    eleven 11
    twelve 12
    thirteen 13
    fourteen 14
    fifteen 15
    sixteen 16
    seventeen 17
    eighteen 18
    nineteen 19
""")

TENS = numbers("""
    twenty 20
    thirty 30
    forty 40
    fourty 40      # a common misspelling
    fifty 50
    sixty 60
    seventy 70
    eighty 80
    ninety 90
""")

#: Scales that follow a number; "dozen" too ("two dozen"), and the Indian ones.
SCALES = numbers("""
    thousand 1e3
    thousands 1e3
    million 1e6
    millions 1e6
    billion 1e9
    milliard 1e9
    billions 1e9
    trillion 1e12
    trillions 1e12
    quadrillion 1e15
    lakh 1e5
    lakhs 1e5
    crore 1e7
    crores 1e7
    dozen 12
    dozens 12
    dz 12
    dzs 12
""")

#: Short scales, glued to digits or a blank away; in the case that news writes them in.
SHORT_SCALES = numbers("""
    k 1e3
    K 1e3
    m 1e6
    M 1e6
    MM 1e6
    mn 1e6
    mln 1e6
    mil 1e6
    b 1e9
    B 1e9
    bn 1e9
    Bn 1e9
    BN 1e9
    bln 1e9
    tn 1e12
    trn 1e12
    cr 1e7
""")

#: What a number is divided by.
DENOMINATORS = numbers("""
    half 2
    halves 2
    third 3
    quarter 4
    fourth 4
    fifth 5
    sixth 6
    seventh 7
    eighth 8
    ninth 9
    tenth 10
    eleventh 11
    twelfth 12
    fifteenth 15
    sixteenth 16
    twentieth 20
    thirtieth 30
    fortieth 40
    fiftieth 50
    hundredth 100
    thousandth 1e3
    millionth 1e6
    billionth 1e9
    trillionth 1e12
""")

#: Signs that are a fraction.
FRACTION_SIGNS = numbers("""
    ½ 0.5
    ⅓ 0.3333333333333333
    ⅔ 0.6666666666666666
    ¼ 0.25
    ¾ 0.75
    ⅕ 0.2
    ⅖ 0.4
    ⅗ 0.6
    ⅘ 0.8
    ⅙ 0.16666666666666666
    ⅚ 0.8333333333333334
    ⅛ 0.125
    ⅜ 0.375
    ⅝ 0.625
    ⅞ 0.875
    ⅐ 0.14285714285714285
    ⅑ 0.1111111111111111
    ⅒ 0.1
""")

#: Words for a number of times.
TIMES = numbers("""
    double 2
    twice 2
    triple 3
    treble 3
    quadruple 4
    twofold 2
    threefold 3
    fourfold 4
    fivefold 5
    sixfold 6
    sevenfold 7
    eightfold 8
    ninefold 9
    tenfold 10
    hundredfold 100
""")

#: Words for a number that is not told, and the interval they stand for: the unit they name up to ten of it, or as usage has it.
VAGUE = intervals("""
    several 3 9
    a handful 3 9
    handful 3 9
    handfuls 6 18
    two handfuls 6 18
    a couple of handfuls 6 18
    dozens 12 120
    scores 20 200
    hundreds 100 1000
    thousands 1e3 1e4
    millions 1e6 1e7
    billions 1e9 1e10
    trillions 1e12 1e13
    tens of thousands 1e4 1e5
    tens of millions 1e7 1e8
    tens of billions 1e10 1e11
    dozens of thousands 12e3 12e4
    hundreds of thousands 1e5 1e6
    hundreds of millions 1e8 1e9
    hundreds of billions 1e11 1e12
    thousands of millions 1e9 1e10
    several dozen 36 108
    several hundred 300 900
    several thousand 3e3 9e3
    several hundred thousand 3e5 9e5
    several million 3e6 9e6
    several billion 3e9 9e9
    a few dozen 24 108
    a few hundred 200 900
    a few thousand 2e3 9e3
    a few hundred thousand 2e5 9e5
    a few million 2e6 9e6
    a few billion 2e9 9e9
    a couple 2 3
    a couple of dozen 24 36
    a couple dozen 24 36
    a couple of hundred 200 300
    a couple hundred 200 300
    a couple of thousand 2e3 3e3
    a couple thousand 2e3 3e3
    a couple of million 2e6 3e6
    a couple million 2e6 3e6
    a couple of billion 2e9 3e9
    a couple billion 2e9 3e9
""")
