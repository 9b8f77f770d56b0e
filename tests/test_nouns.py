"""What a figure counts: the end of its noun phrase, nouns for people, verbs."""

from __future__ import annotations

import pytest

from sayso.grammar import parse
from sayso.grammar.quantities.headwords import is_person
from sayso.model import Document, Quantity


def figures(text: str) -> list[Quantity]:
    """The quantities of a text, in order."""
    return [c.quantity for c in parse(Document(text)).claims if c.quantity]


@pytest.mark.parametrize(
    ("text", "noun", "unit"),
    [
        ("All 41 passengers and crew were safe.", "passengers and crew", "person"),
        ("There were 72 major and minor league members.", "major and minor league members", "person"),
        ("It set aside $3 million backing Roe.", "", "USD"),
        ("A 28-point peace plan Moss drew up failed.", "peace plan", "point"),
        ("She sold 28 peace plan Moss drawings.", "peace plan Moss drawings", None),
        ("A poll asked about it (89% felt that way).", "", "percent"),
        ("There was a sharp 60% drop.", "drop", "percent"),
        ("He faced two counts of involuntary manslaughter.", "counts of involuntary manslaughter", None),
        ("They felled hundreds of oaks and elms.", "oaks and elms", None),
        ("It is sold in more than 100 towns and villages nationwide.", "towns and villages", None),
        ("Guards found 600 moths and bark beetles so far this year.", "moths and bark beetles", None),
        ("The fire took 40 barns and other sheds this week.", "barns and other sheds", None),
        ("They hit 12 boats and two ferries in May.", "boats", None),
        ("One slide lists 12 names and notes that all left.", "names", None),
        ("He put up a $5,000 Tip Givers reward.", "Tip Givers reward", "USD"),
        ("A $600 million Rams stadium was built.", "Rams stadium", "USD"),
        ("Delays averaging about 90 minutes hit the port.", "Delays", "minute"),
        ("The capsule is 16.5 feet wide.", "capsule", "foot"),
        ("The road was 40 miles north.", "", "mile"),
        ("The national average for gas was $3.45.", "gas", "USD"),
        ("A gallon of regular gas averaged $3.45.", "regular gas", "USD"),
        ("He met 12 senators and aides said it went well.", "senators", "person"),
        ("They closed two Bank of Alba branches.", "Bank of Alba branches", None),
        ("It speaks for 5,500 Kell Airlines flight attendants.", "Kell Airlines flight attendants", "person"),
        ("They bet on dozens of other Alba-related questions.", "other Alba-related questions", None),
        ("It was the largest total on record of 31.9 inches.", "", "inch"),
        ("They set a season record of 400 inches.", "season record", "inch"),
        ("She owns four Gulls clubs.", "Gulls clubs", None),
        ("Police seized three Dorsey SUVs.", "Dorsey SUVs", None),
        ("There were 33 rival bidders.", "rival bidders", "person"),
        ("Twelve non-citizens voted.", "non-citizens", "person"),
        ("Four Delvan allies sent boats.", "Delvan allies", None),
        ("They lost six Kestrel Sentries.", "Kestrel Sentries", None),
        ("It was the third of five heists.", "heists", None),
        ("They held 12 Bulgarians.", "Bulgarians", "person"),
        ("It took 40 Dutch aboard.", "Dutch", "person"),
        ("It took two Dutch medical doctors aboard.", "Dutch medical doctors", "person"),
        ("They counted three dozen whales.", "whales", None),
        ("He sent two handfuls of skiffs.", "skiffs", None),
        ("The dredger took 3 acres of seabed.", "seabed", "acre"),
        ("The state held 40 Texans overnight.", "Texans", "person"),
        ("She sailed with three cabinmates.", "cabinmates", "person"),
        ("They met 40 counterprotesters.", "counterprotesters", "person"),
        ("They made three estimates.", "estimates", None),
        ("More than half of the deckhands fell ill.", "deckhands", None),
        ("It takes half of consumer spending.", "consumer spending", None),
        ("He saw 40% of the crew wearing masks.", "crew", "percent"),
    ],
)
def test_what_is_counted(text: str, noun: str, unit: str | None) -> None:
    """The noun phrase as written, and people as people."""
    assert (noun, unit) in [(q.noun or "", q.unit) for q in figures(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The poll has 56% opposed to the weir.",
        "It took 15 minutes talking to the pilot.",
        "He set 30 million dollars earmarked for the quay aside.",
        "Of the mills, two reached settlements.",
        "They are 30 points more likely to stay.",
        "Come three hours early for the ferry.",
        "In the poll 76% disapprove.",
    ],
)
def test_verbs_and_participles_are_not_counted(text: str) -> None:
    """What follows a figure as a verb is not its noun."""
    assert [q.noun for q in figures(text)] == [None]


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("In the poll 40 percent chose Roe.", [None]),
        ("Two U.S. deckhands drowned.", ["U.S. deckhands"]),
        ("Some 300 U.S. and British sailors left the port.", ["U.S. and British sailors"]),
        ("Only 10 live in the U.S. The quay is empty.", [None]),
        ("Of the mills, 12 contain asbestos sheets.", [None]),
        ("One skipper wrote that it sank.", ["skipper"]),
        ("The 40-foot trawler ran aground.", ["trawler"]),
        ("The 10-point plan consists of talks.", ["plan"]),
        ("One loss shouldn’t erase three wins.", ["loss", "wins"]),
        ("It led by ten points once the count was done.", [None]),
        ("They got six weeks of paid leave.", ["paid leave"]),
        ("Two think tanks closed.", ["think tanks"]),
        ("Doctors made 40 diagnoses.", ["diagnoses"]),
        ("They carried 12 injured sailors off.", ["sailors"]),
        ("Nine North Koreans and four South African miners came.", ["North Koreans", "South African miners"]),
        ("They walked five miles north.", [None]),
        ("They felled two almost identical oaks.", ["identical oaks"]),
    ],
)
def test_verbs_adverbs_and_joints_end_a_phrase_by_their_class(text: str, nouns: list[str | None]) -> None:
    """Verbs and adverbs end the noun phrase; words that are nouns too, open a compound or name a country do not."""
    assert [q.noun for q in figures(text)] == nouns


@pytest.mark.parametrize("text", ["Two armed robberies shook the port.", "Two released hostages spoke.", "They fined 12 reopened mills."])
def test_participles_in_front_of_what_is_counted_stay(text: str) -> None:
    """An adjective, people that were acted on, and the object of a verb."""
    assert len((figures(text)[0].noun or "").split()) == 2


@pytest.mark.parametrize("head", ["welder", "co-sponsor", "noncitizen", "texan", "speech-watcher", "servicemember", "podcastist"])
def test_somebody(head: str) -> None:
    """Nouns for people, with prefixes and compounds."""
    assert is_person(head)


@pytest.mark.parametrize("head", ["ally", "carrier", "heist", "checklist", "twist", "container", "population", "voucher"])
def test_something(head: str) -> None:
    """Objects, and heads that news also uses for states and companies."""
    assert not is_person(head)


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("Unemployment in Norden rose to 4.3% in May.", ["Unemployment"]),
        ("Shares of the yard at the mouth of the river sank on Monday, and closed 5% lower.", ["Shares"]),
        ("Brae crude, the northern benchmark, neared $120 a barrel.", ["Brae crude"]),
        ("The levy hits the yield, which rose to 3%.", ["yield"]),
        ("Fares are expected to fall by 6%.", ["Fares"]),
        ("Nobody knew why it rose 3%.", [None]),
        ("The port cut its fees by 12%.", ["fees"]),
        ("A strike would push up ferry prices by $5.", ["ferry prices"]),
        ("The fund values the yard at $40 million.", ["yard"]),
        ("Rents were raised by 7%.", ["Rents"]),
        ("Families with incomes below $40,000 pay nothing.", ["incomes"]),
        ("The firm’s stock took a beating, falling 15%.", ["stock"]),
        ("Ferry futures dropped 800 points, or 1.7%.", ["Ferry futures", "Ferry futures"]),
        ("Brae crude rose 4% to settle at $94.", ["Brae crude", "Brae crude"]),
        ("The yard is worth £120 million ($164 million).", ["yard", "yard"]),
        ("Officials told Congress the strike cost $2 billion.", ["strike"]),
        ("The share of voters that view Halden kindly was 54%.", ["voters"]),
        ("The fire is 51% contained.", [None]),
        ("Ruiz averaged 20 points.", [None]),
        ("The firm will pay for a long battle that could cost $2 million.", ["long battle"]),
        ("The firm lost a battle long after it had cost $2 million.", [None]),
        ("He predicts diesel could hit $5.", ["diesel"]),
        ("She predicts could hit $5.", [None]),
        ("Diesel last topped $3 in May.", ["Diesel"]),
        ("Brae crude rose slightly, to $103.", ["Brae crude"]),
        ("Brae crude rose, the firm said, to $103.", [None]),
        ("The firm’s net worth was negative $2 million the day after the sale.", ["net worth"]),
        ("Shares of Varn Freight (VRF) fell 14%.", ["Shares of Varn Freight"]),
        (
            "Shares of the carrier Varn Freight and Delva Lines fell 8% and 6%, respectively.",
            ["Shares of the carrier Varn Freight", "Delva Lines"],
        ),
        ("Shares of carriers fell 14%.", ["Shares"]),
        ("Brae crude hovered near $100 before paring some gains to trade at $98.", ["Brae crude", "Brae crude"]),
        ("The deficit narrowed to 3% of gross domestic product.", ["deficit"]),
        ("The state spends 3% of GDP on roads.", ["GDP"]),
        ("Damage to local roads could cost $3 million.", ["Damage"]),
        ("The poll found that 61% support the plan.", [None]),
        ("Some 45% trust him, and 38% view the council favorably.", [None, None]),
        ("The plan won a 61% support in Lund.", ["support"]),
        ("The Brae lost 340 points and the FTSE 100 added 0.4%.", ["Brae", "FTSE 100"]),
        ("Ruiz lost 340 points.", [None]),
        ("Turnout was 58%; in Lund it was just 44%.", ["Turnout", "Turnout"]),
        ("It dropped to an annualized growth rate of just 0.7%.", ["annualized growth rate"]),
        ("The price of gold, which topped $4,000 this month, fell 2%.", ["gold", "price of gold"]),
        ("The price of rice has more than doubled to $6.20.", ["price of rice"]),
        ("The survey put Ruiz at 46% and Moss at 43%.", ["Ruiz", "Moss"]),
        ("The margin of error is 3 points, a margin of error of 3 points.", ["margin", "margin of error"]),
        ("Rolls dropped by 2,300 students, or 4%, this fall.", ["students", "students"]),
        ("Rolls dropped by 2,300 students, or 4% of the total.", ["students", "students"]),
        ("Temperatures are expected to reach 108 degrees.", ["Temperatures"]),
        ("Ruiz is expected to reach 108 degrees.", [None]),
        ("The number of young voters rose 18% to more than 770,000.", ["young voters", "young voters"]),
        ("Ferry sales slipped 2%, to 3.9 million in May.", ["Ferry sales", "Ferry sales"]),
        ("The Brae index slipped 2% to 4,000.", ["Brae index", "Brae index"]),
        ("The river crested at 31 feet.", ["river"]),
        ("The price of a ferry ticket fell 2%.", ["price"]),
        ("Wages grew 3.9%, outpacing inflation, which ran at 2.7%.", ["Wages", "inflation"]),
        ("Net income rose to $1.8 billion, or $2.14 a share, topping the $1.98 that analysts had expected.", ["Net income"] * 3),
        ("The firm won 200 million euros this year and another 300 million next year.", [None, None]),
        ("Nine died (case fatality rate: 2%).", [None, "case fatality rate"]),
        ("Nine died (CFR 2%).", [None, "CFR"]),
        ("Ferry fares and tolls rose 3%.", ["Ferry fares and tolls"]),
        ("Ferry fares are up 47 cents, or 16%.", ["Ferry fares", "Ferry fares"]),
        ("The yield rose from 3.9% in May to 4.2%.", ["yield", "yield"]),
        ("Ferry shares fell 3% on Wednesday and 2% on Thursday.", ["Ferry shares", "Ferry shares"]),
        ("The levy raised the yard’s costs by $3 million.", ["costs"]),
        ("Oil at $80 a barrel would hurt.", ["Oil"]),
        ("Farmers lost 3%.", [None]),
        ("The town asked for $3 billion in storm aid.", ["storm aid"]),
        ("The bank paid a rate of just 0.7%.", ["rate"]),
        ("Halden & Sons shares (HAS) rose 3%.", ["Halden & Sons shares"]),
        ("On Tuesday, fares hit $9.", ["fares"]),
        ("Fees in Norden, Halden, and Delva range from 3% to 5%.", [None]),
        ("Trust in the bank as a source of advice stood at 59%.", ["Trust"]),
        ("The average refund paid out so far is $3,742.", ["average refund"]),
        ("The rule reduces the fee from $350 to $450.", ["fee", "fee"]),
        ("The rate of skippers at rest jumped to an average of 6%, compared with about 2% before.", ["rate", "rate"]),
        ("With holiday spending expected to reach a record $29 billion, it rose.", ["holiday spending"]),
        ("The office has slashed by about 80% the fee for boats.", [None]),
        ("The average fixed rate mortgage hit 6.1%.", ["average fixed rate mortgage"]),
        ("They use the $1 billion in funding as a cudgel.", ["funding"]),
        ("The cost ended up being almost $3 trillion.", ["cost"]),
        ("With the share specifically naming gas rising from 5% a year ago to 23% now, it won.", ["share", "share"]),
        ("It accuses three prominent Chinese AI labs.", ["prominent Chinese AI labs"]),
        ("It got dearer: US oil prices rose 5% to $88.", ["US oil prices", "US oil prices"]),
        ("Brazil, which faced duties as high as 50%, agreed.", ["duties"]),
        ("The fee was raised from $450 to $2,350.", ["fee", "fee"]),
        ("Earners drove half of consumer spending in May.", ["consumer spending"]),
        ("Gas prices have risen 58 cents a gallon.", ["Gas prices"]),
        ("They pleaded guilty to nearly 200 counts of grave abuse in court.", ["counts of grave abuse"]),
        ("It fell within 10 kilometers (6 miles) of the Kell Al Salem base.", [None, None]),
        ("He refused to pay for his meal costing $371.", ["meal"]),
        ("Roe was at 54% on this question.", [None]),
        ("They back up to $1 billion in security upgrades for the hall.", ["security upgrades"]),
        ("He said ‘it has dozens of kingdoms.’", ["kingdoms"]),
        ("Monthly trading volumes dropped by 97%.", ["Monthly trading volumes"]),
        ("The 55% support now is down from 69%.", ["support", "support"]),
        ("The painting sold for $6 million.", ["painting"]),
        ("The decline was 0.3% for flu, 1.4% for gout and 2.3% for colds.", ["decline", "decline", "decline"]),
        ("Fines range from €1,500 ($1,770) to €18,000 ($21,200).", ["Fines", "Fines", "Fines", "Fines"]),
        ("Annual profits used to top $1 billion.", ["Annual profits"]),
        ("They look for 20 missing hikers.", ["hikers"]),
        ("Families paying rent lost 3%.", [None]),
        ("Tin and zinc shares are each up a whopping 200%.", ["Tin and zinc shares"]),
        ("The 3% drop to $4 came late.", ["drop", None]),
        ("The town took a package from the ministry worth over $12 million.", ["package"]),
    ],
)
def test_what_a_share_or_a_sum_is_of(text: str, nouns: list[str | None]) -> None:
    """The subject of a verb of measuring, the object of one that moves or sets, what a bound limits, what labels; or nothing."""
    assert [f.noun for f in figures(text)] == nouns


@pytest.mark.parametrize(
    ("text", "trend"),
    [
        ("She dropped $40 on a shirt for her son.", None),
        ("They have dropped $5 million on a house.", None),
        ("The stock dropped $5 on Monday.", "down"),
        ("Shares dropped $5 on the news.", "down"),
        ("It dropped by $5 on a report of losses.", "down"),
    ],
)
def test_what_is_dropped_on_a_thing_is_spent(text: str, trend: str | None) -> None:
    assert [q.trend for q in figures(text)] == [trend]
