"""Speakers: the source as a full name where the article gives one reading, else none."""

import pytest

from sayso.grammar import parse
from sayso.grammar.attributions import find_attributions
from sayso.grammar.tokens import TokenizedText
from sayso.model import Document


def speakers(text):
    return [f.attribution.speaker for f in find_attributions(TokenizedText(text))]


FAR_BELOW = "The town has a mill by the river that was closed in the long winter after the flood. " * 16

CASES = [
    ("a department with a list", "The Department for Tides, Ports and Sport said it rained.", ["Department for Tides, Ports and Sport"]),
    ("a word with a hyphen that describes", "Varn-based Quill said it rained. Quillbot-maker Brae Labs said no.", ["Quill", "Brae Labs"]),
    ("an office with a hyphen", "Vice-president Ana Ruiz said it rained.", ["Ana Ruiz"]),
    ("an office of a country, and a name between commas", "Brae’s Foreign Minister, Abel Rusk, said it rained.", ["Abel Rusk"]),
    ("the spokesman of a department", "A Department of Tides spokesman said it rained.", ["Department of Tides"]),
    ("the spokesman of a department, by name", "Varn Department of Tides spokesman Paul Moss said it rained.", ["Paul Moss"]),
    ("a paper whose name has an owner in it", "It rained, according to The Old Miller’s Almanac.", ["Old Miller’s Almanac"]),
    ("a body with a purpose", "The Varn Education Program on Tide Rights said it rained.", ["Varn Education Program on Tide Rights"]),
    ("a people and two words", "The Brendish Blue Crescent said it rained.", ["Brendish Blue Crescent"]),
    ("a club and a country", "Varn and Brenland goalkeeper Abel Rusk said it rained.", ["Abel Rusk"]),
    ("a kind of firm before the name", "Swiss operator MSQ Cruises said it rained.", ["MSQ Cruises"]),
    ("one of a family by the given name", "Ana Quill met her son, Brisk Quill. Brisk said it rained.", ["Brisk Quill"]),
    ("a firm that people work at", "Quill Airlines cut jobs. Crews at Quill left. Quill said it rained.", ["Quill Airlines"]),
    ("a committee without a name", "“The Committee will see,” Ana Ruiz said. The committee said it rained.", ["Ana Ruiz", None]),
    ("a firm that is only described", "The AI company said it rained. The Varn council said no.", [None, "Varn council"]),
    ("what somebody just named is called", "Ana Ruiz, CEO of Quill, left. The billionaire said it rained.", ["Ana Ruiz"]),
    ("one of many of that kind", "Ana Ruiz met billionaires. The billionaire said it rained.", [None]),
    ("a mother of three", "Maria Ruiz, 43, said it rained. The mother of three said it was late.", ["Maria Ruiz"] * 2),
    ("a father when a mother spoke", "Maria Ruiz said it rained. The father of three said it was late.", ["Maria Ruiz", None]),
    ("a champion by number", "Maria Ruiz said it rained. The 23-time Varn Cup champion said it was late.", ["Maria Ruiz"] * 2),
    ("the office of somebody", "Ana Ruiz left. Her office said it rained.", ["Ana Ruiz’s office"]),
    ("two offices of one", "Deputy Mayor and Tides Minister Abel Rusk said it rained.", ["Abel Rusk"]),
    ("two trades at the opening", "Baker and activist Abel Rusk said it rained.", ["Abel Rusk"]),
    ("two people", "Mayor Ana Ruiz and Tides Minister Abel Rusk said it rained.", ["Ana Ruiz and Abel Rusk"]),
    ("letters before a name", "Senior Labour MP Abel Rusk said it rained.", ["Abel Rusk"]),
    ("a body that watches", "The Tides Office released a report. The office said it rained. The watchdog said no.", ["Tides Office"] * 2),
    ("whose director", "Ana Ruiz, a baker, said it rained. The Varn Tide Board’s director general said no.", ["Ana Ruiz", None]),
    (
        "an occasion behind the name",
        "“It rains,” said Ana Ruiz in a statement. “It rains,” said Paul Moss in Varn.",
        ["Ana Ruiz", "Paul Moss"],
    ),
    ("a firm by its nation", "Quill Motors AG said it rained. The Brendish carmaker said it was late.", ["Quill Motors AG"] * 2),
    ("the spokesman of an airline", "A Brendish Airways spokesman said it rained.", ["Brendish Airways"]),
    ("a co-author", "Co-author Abel Rusk said it rained.", ["Abel Rusk"]),
    ("a captain is no coach", "Varn coach Abel Rusk said it rained. The Brenland captain said it was late.", ["Abel Rusk", None]),
    ("a chancellor of something", "Chancellor of the Exchequer Rachel Rusk left. The chancellor said it rained.", ["Rachel Rusk"]),
    ("police of a nation at the opening", "Kenyan police said it rained.", ["Kenyan police"]),
    ("a coast guard", "China’s coast guard said it rained.", ["China’s coast guard"]),
    ("a guard", "A Varn prison guard said it rained.", [None]),
    ("the head of an agency, and the name", "The head of the Varn Tide Agency Rafael Rusk said it rained.", ["Rafael Rusk"]),
    ("a son of nearly the same name", "Paul Rusk, a son of Ed Paul Rusk, a baker, said it rained.", ["Paul Rusk"]),
    (
        "a firm of two names",
        "Quill Lines said no. Their company, Dana and Shula Productions, said yes.",
        ["Quill Lines", "Dana and Shula Productions"],
    ),
    ("the leader of a nation", "President Paul Moss left. The Brendish leader said it rained.", ["Paul Moss"]),
    ("a group by who backs it", "Brisbollah said it rained. The Varn-backed militant group said it was late.", ["Brisbollah"] * 2),
    ("an envoy", "It rained, according to US Ambassador to Brenland Abel Rusk.", ["Abel Rusk"]),
    (
        "an office of a firm, and the name",
        "CEO of Brendish tide company Quill Lines, Svein Tore Rusk, said it rained.",
        ["Svein Tore Rusk"],
    ),
    ("a body is no he", "The Varn military said no. It rained, he said.", ["Varn military", None]),
    ("a country is no she", "Israel said no. It rained, she said.", ["Israel", None]),
    ("two of something", "In Varn, Two Quill reports came. Quill said it rained.", ["Quill"]),
    ("an office of a nation", "Russia’s Ivan Trask arrived in Rome.\n\nThe Russian president said it rained.", ["Ivan Trask"]),
    (
        "leaders of two nations",
        "Poland’s President Ana Trask met French President Paul Moss.\n\nThe Polish leader said it rained. The French leader said no.",
        ["Ana Trask", "Paul Moss"],
    ),
    ("the minister of another nation", "Canadian Foreign Minister Ana Ruiz left. The British foreign minister said it rained.", [None]),
    ("the president of another nation", "Polish President Ana Ruiz left. The US president said it rained.", [None]),
    ("an office in small letters", "The king met first lady Ana Ruiz. The first lady said it rained.", ["Ana Ruiz"]),
    ("an office in small letters and a comma", "The first lady, Ana Ruiz, left. The first lady said it rained.", ["Ana Ruiz"]),
    ("a trade is nobody's alone", "It has a scene by director Ana Ruiz. The director said it rained.", [None]),
    ("the main person far above", f"Ana Ruiz left. Ruiz ate. Ruiz slept. {FAR_BELOW}\n\n“It rains,” she says.", ["Ana Ruiz"]),
    ("somebody else close by", f"Ana Ruiz left. Ruiz ate. Ruiz slept. {FAR_BELOW} A baker came.\n\n“It rains,” she says.", [None]),
    ("a family name that is a given name here", "Heo said it rained. Yoon Heo, an officer, left.", ["Yoon Heo"]),
    ("a subject before an object", "But Ana Ruiz had kicked off her trip telling bakers: “It rains.”", ["Ana Ruiz"]),
    ("a place that leads in", "Ana Ruiz left. When she was back on Varn House grounds Ruiz told TVN that it rained.", ["Ana Ruiz"]),
    ("two of one surname", "Hugh Brae died in 2017. Eva Brae said it rained. She said it was late.", ["Eva Brae"] * 2),
    ("a family name that comes first", "Kim Min-so, a baker, left. Kim said it rained.", ["Kim Min-so"]),
    ("a Chinese name", "Minister Wang Yiban left. Wang said it rained.", ["Wang Yiban"]),
    ("a given name that is a family name elsewhere", "Lee Reyes left. Reyes said it rained.", ["Lee Reyes"]),
    ("a particle with a capital at the opening", "Samir al-Tarik left. Al-Tarik said it rained.", ["Samir al-Tarik"]),
    ("two particles", "Ursula von der Heide left. Von der Heide said it rained.", ["Ursula von der Heide"]),
    ("a seat after a name that is a word", "Democratic Rep. Joe Park of Varn said it rained.", ["Joe Park"]),
    ("two who speak", "Sens. Ana Ruiz and Paul Moss said it rained. They said bread was dear.", ["Ana Ruiz and Paul Moss"] * 2),
    ("one of several outlets has a name", "The Varn Post and other outlets reported that it rained.", ["Varn Post"]),
    ("parties are nobody", "Republicans and Democrats said it rained.", [None]),
    ("an apposition with two offices is no list", "Ana Ruiz, the Trade and Health Minister, said it rained.", [None]),
    (
        "the only police of the text",
        "It rained on Varn police. Police said it was over. A police statement said so.",
        ["Varn police"] * 2,
    ),
    ("which police is open", "It rained on Varn police and Brae police. Police said it rained.", [None]),
    ("a firm by its short name", "Brae Airlines cut jobs. Brae said bread was dear.", ["Brae Airlines"]),
    ("a person is no firm", "Paul Brae owns Brae Airlines. Brae said bread was dear.", ["Paul Brae"]),
    ("a name that is a possessive", "Nino’s said bread was dear.", ["Nino’s"]),
    (
        "whose message it is",
        "A message from the Varn school district said it rained. “It rains,” the message said.",
        ["Varn school district"] * 2,
    ),
    ("who released the report", "The Varn Roads Committee released a report. “It rains,” the report said.", ["Varn Roads Committee"]),
    ("nobody by name released it", "Critics released a report. “It rains,” the report said.", [None, None]),
    ("its report", "Brae Foods has 300 shops, according to its annual report.", ["Brae Foods"]),
    (
        "an owner in small letters",
        "It went to the Varn Roads Commission. It rains, according to the commission’s agenda.",
        ["Varn Roads Commission"],
    ),
    ("a president by surname alone", "It rained on President Trask. The president said it rained.", ["Trask"]),
    ("a ministry that did something", "The Brendish foreign ministry gave no numbers. It said it rained.", ["Brendish foreign ministry"]),
    ("an owner with an office is named", "It rained on President Ana Moss’s State of the Town. The president said no.", ["Ana Moss"]),
    ("initials are a given name", "N.R. Jensen-Holt came by. The cause, Jensen-Holt said, is a fuse.", ["N.R. Jensen-Holt"]),
    ("a people is nobody", "Latino Americans vote too. Americans say that it rained.", [None]),
    ("an agent in charge", "FBI Special Agent in Charge Lee Moss spoke. The man fled, Moss said.", ["Lee Moss"]),
    ("titles and offices come off", "U.S. Secretary of Labor Ana Ruiz said the plan had failed.", ["Ana Ruiz"]),
    ("a surname finds its full name", "Mayor Ana Ruiz crossed the bridge.\n\nRuiz said the bridge was safe.", ["Ana Ruiz"]),
    ("a name further down helps too", "Ruiz said the bridge was safe.\n\nMayor Ana Ruiz crossed it.", ["Ana Ruiz"]),
    ("an apposition is left out", "Paul Moss, a retired sailor, said the ship was old.", ["Paul Moss"]),
    ("a pronoun follows who spoke last", "Paul Moss said the ship was old. He said it would sink.", ["Paul Moss", "Paul Moss"]),
    ("they are the officials", "U.N. officials said food was short. They said people were starving.", [None] * 2),
    ("a body keeps its name", "Kenya's Health Ministry said 12 people had died.", ["Kenya's Health Ministry"]),
    ("an office keeps its owner", "Ruiz’s office said the bridge was safe. The office said it would open.", ["Ruiz’s office"] * 2),
    ("the minister is the one minister", "Prime Minister Ana Ruiz flew home. The minister said talks had failed.", ["Ana Ruiz"]),
    ("no ministry is the company", "The Pentagon said it would pay. The company said it would not.", ["Pentagon", None]),
    ("unnamed groups stay open", "Critics said the plan was too dear.", [None]),
    ("an abbreviation is no person", "The BBC reported that the ship had sunk.", ["BBC"]),
    ("particles belong to the name", "Foreign Minister Omar bin Salim said talks had failed.", ["Omar bin Salim"]),
    (
        "a ministry keeps both halves",
        "The Information and Transport Ministry said trains were late.",
        ["Information and Transport Ministry"],
    ),
    ("where somebody sits is left out", "Senator Paul Moss of Maine said trains were late.", ["Paul Moss"]),
    ("a spokesman is the voice of his body", "A spokesman for the Navy said the ship had sunk. A Navy spokesman left.", ["Navy"]),
    ("so is one behind its name", "A Varn Health Ministry spokesman said it rained.", ["Varn Health Ministry"]),
    ("a spokesman of a person is not that person", "Lena Ortega left. A spokesman for Ortega said it rained.", [None]),
    ("a spokesman with a name", "A spokesman for the Navy, Paul Moss, said the ship had sunk.", ["Paul Moss"]),
    ("a body of one word of the language", "The Confederation of Varn Football said it rained.", ["Confederation of Varn Football"]),
    ("whose report it is", "Bread is dear, according to a report from the Bank of Varn. The report said it rained.", ["Bank of Varn"] * 2),
    (
        "whose report it is, before it",
        "Bread is dear, according to the Varn Institute of Grain report. The report said it rained.",
        ["Varn Institute of Grain"] * 2,
    ),
    ("a survey is a poll", "A Varn College poll came out on Monday. The survey found that bread is dear.", ["Varn College"]),
    ("what kind of body it is", "Environmental law group Varnright said it rained.", ["Varnright"]),
    ("a firm of a country", "Brenland’s national broadcaster VBN said it rained.", ["VBN"]),
    (
        "a leader of a party is no leader of the house",
        "House Majority Leader Karl Roe left. Speaker Paul Moss said it rained. The Republican leader said bread was dear.",
        ["Paul Moss"] * 2,
    ),
    ("a sheriff's office is no other", "The Brae Project Office fell. The sheriff’s office said it rained.", [None]),
    ("a member of a party is no name", "The Varn Republican said it rained.", [None]),
    (
        "an office in small letters before a surname",
        "Paul Moss left. Newly elected commissioner Moss spoke in support, saying it had rained.",
        ["Paul Moss"],
    ),
    ("his administration", "President Paul Moss left. His administration said it rained.", ["Moss administration"]),
    ("a country is nobody’s given name", "Defence Minister Israel Moss left. Israel said it rained.", ["Israel"]),
    ("nor is another", "Georgia Moss left. Georgia said it rained.", ["Georgia"]),
    ("a country is no body named after it", "Fighters of Tehrik-e-Brae Pakistan left. Pakistan said it rained.", ["Pakistan"]),
    ("somebody may be called as a country", "Michael Jordan left. Jordan said it rained.", ["Michael Jordan"]),
    ("a given name alone is one", "Lena Moss left. Lena said it rained.", ["Lena Moss"]),
    ("a relative by name is the subject", "Paul Moss left. Moss’s wife, Ana Moss, was ill. “It rained,” she said.", ["Ana Moss"]),
    ("his relative too", "Paul Roe left. His wife, Ana Moss, was ill. “It rained,” she said.", ["Ana Moss"]),
    ("he is in his auxiliary", "Paul Moss left. He’s said it rained.", ["Paul Moss"]),
    (
        "who spoke goes before whom he named",
        "Bread is dear, Paul Moss said, and sat with Karl Roe.\n\nBrenland has none, he said.",
        ["Paul Moss"] * 2,
    ),
    ("a pronoun tells of a name", "Orhan Kell left his shop. Then he wept. A woman fled. She said it rained.", [None]),
    ("two in the plural", "Sens. Lena Ortega and Paul Moss met. Ortega said it rained.", ["Lena Ortega"]),
    ("the foreign ministry", "Peru’s foreign ministry said it knew. The foreign ministry said it waited.", ["Peru’s foreign ministry"] * 2),
    ("she is who spoke last", "Ana Ruiz warned that trains were late. “Nobody slept,” she said.", ["Ana Ruiz", "Ana Ruiz"]),
    ("an office with of", "Brenland’s Minister of Information Paul Reyes said prices rose.", ["Paul Reyes"]),
    ("an office for something", "Secretary for Trade Lena Ortega said prices rose.", ["Lena Ortega"]),
    ("the office of an office", "Chairman of the Joint Chiefs of Staff Gen. Paul Reyes said prices rose.", ["Paul Reyes"]),
    ("two offices", "President and CEO Lena Ortega said prices rose.", ["Lena Ortega"]),
    ("an office held before", "Then-Mayor Lena Ortega said prices rose.", ["Lena Ortega"]),
    ("her paper comes off", "The Lantern’s Nancy Okoro reported that prices rose.", ["Nancy Okoro"]),
    ("her department is left out", "Dr. Ana Roe of the Varn Department of Health and Human Services said food was safe.", ["Ana Roe"]),
    (
        "a department keeps both halves",
        "The Varn Department of Health and Human Services said food was safe.",
        ["Varn Department of Health and Human Services"],
    ),
    ("the director of such a body", "Centers for Disease Control and Prevention Director Ana Roe said food was safe.", ["Ana Roe"]),
    ("a sign in a name", "M&P Global Market Intelligence said prices rose.", ["M&P Global Market Intelligence"]),
    ("a firm and its sons", "Marlow & Sons said prices rose.", ["Marlow & Sons"]),
    ("she is whom the sentence before is about", "Anna Luna met John Moss. “They lie,” she said.", ["Anna Luna"]),
    ("she is no John", "John Moss said it rained. Anna Luna came by. “It is wet,” she said.", ["John Moss", "Anna Luna"]),
    ("he is the subject of his own sentence", "President Paul Reyes is replacing Karl Moss, he said.", ["Paul Reyes"]),
    ("who is quoted may name others", "Paul Moss spoke. “Karl Cole lied,” he said. “Ed Roe too,” he said.", ["Paul Moss", "Paul Moss"]),
    ("he is no country", "Brenland is at war. Brenland said so. Later, in Brenland, he said he was tired.", ["Brenland", None]),
    ("it is the body that spoke", "Brae Lines said demand was weak. It said fares would fall.", ["Brae Lines"] * 2),
    ("it is the body that acts", "Brae Lines cut fares on Monday. It said demand was weak.", ["Brae Lines"]),
    ("it is no report", "The report by Brae Lines was grim. It said 30 people had died.", [None]),
    ("the airline is the one that spoke", "Brae Lines said demand was weak. The airline said fares would fall.", ["Brae Lines"] * 2),
    (
        "the company is what is called one",
        "Marlow Steel, a shipping company, cut fares. The company said demand was weak.",
        ["Marlow Steel"],
    ),
    (
        "the department has the word in its name",
        "The Varn Health Department shut it. The department said it was unsafe.",
        ["Varn Health Department"],
    ),
    ("two departments are nobody", "The Varn Health Department met the Ostrel Fire Department. The department said it rained.", [None]),
    ("the city is a place that speaks", "The city of Varn said it rained. The city said it was wet.", ["city of Varn"] * 2),
    ("an office told between commas", "Mao Ning, a spokesperson for Varn, rose. The spokesperson said it rained.", ["Mao Ning"]),
    ("the son is not the father", "Paul Reyes Sr. left. Paul Reyes Jr. stayed. Reyes Jr. said it rained.", ["Paul Reyes Jr."]),
    ("a given name alone", "Austin Roe swam ashore. Austin said it was cold.", ["Austin Roe"]),
    ("a network before a name is no initial", "Ana Ruiz is on X. Ruiz said it rained.", ["Ana Ruiz"]),
    ("a rival between commas", "Its main rival, Nvora, said prices rose.", ["Nvora"]),
    ("a defense ministry is a body", "Brenland’s Defense Ministry said it rained.", ["Brenland’s Defense Ministry"]),
    ("whose ally she is comes off", "Reyes ally Ana Ruiz said it rained.", ["Ana Ruiz"]),
    ("an office between commas comes off", "Another voter, Varn Democrat Rep. Ana Ruiz, said it rained.", ["Ana Ruiz"]),
    ("she goes on", "Ana Ruiz said it rained. She left. Later she ate. “It is wet,” she said.", ["Ana Ruiz"] * 2),
    ("she is who rose when", "When Ana Ruiz rose, she said it rained.", ["Ana Ruiz"]),
    ("what she insures comes off", "Local insurer Skuld said it rained.", ["Skuld"]),
    ("her paper and her surname", "Nancy Okoro of the Lantern left. The Lantern’s Okoro said it rained.", ["Nancy Okoro"]),
    ("a label is a name", "REYES: It will hold.\nMOSS: Who tried it?", ["Reyes", "Moss"]),
    ("a common word is no label", "WHAT: Roads.\nNOTES: See the map.\nNOTES: It will hold.\nFOREST ROADS: Shut.\nFOREST ROADS: Open.", []),
    ("some of them are nobody by name", "Some of the sailors said the ship was old.", [None]),
    ("police at the start of a sentence", "Police said the ship was old.", [None]),
    ("what follows a or an is no second name", "Mike Roe, a Varn Health and Food Rights lawyer for Moss, said it rained.", ["Mike Roe"]),
    ("somebody of that age", "Ana Ruiz, 28, left the shop. Ed Moss stayed. The 28-year-old said it rained.", ["Ana Ruiz"]),
    ("a judge with a number", "Court Judge Reid Poland III set a bond. The judge said it rained.", ["Reid Poland III"]),
    (
        "an agency is the board that acts",
        "The Marlow Safety Board has the recorder, the agency announced.",
        ["Marlow Safety Board"],
    ),
    ("a firm by its seat", "Brae Lines said demand was weak. The Varn-based company said fares would fall.", ["Brae Lines"] * 2),
    (
        "the president is not the former one",
        "President Paul Reyes flew with former President Ed Roe. The president said it rained.",
        ["Paul Reyes"],
    ),
    ("the former mayor is not the mayor", "Mayor Lena Ortega left. The former mayor said it was bad.", [None]),
    ("nor is the deputy", "Deputy Mayor Ed Roe met Mayor Lena Ortega. The mayor said it was bad.", ["Lena Ortega"]),
    ("an office for a country's safety", "Brenland Secretary of Homeland Security Ana Ruiz said prices rose.", ["Ana Ruiz"]),
    ("he is who spoke in the sentence before", "Ed Roe said it rained on Paul Moss. “It is wet,” he said.", ["Ed Roe"] * 2),
    ("she is the subject of the main clause", "When Ana Ruiz spoke, Lena Ortega sat down. “I am tired,” she said.", ["Lena Ortega"]),
    ("members of a people are no person", "Lena Shanaz met the Iraqi Kurds. Kurds fled. “Leave us,” she said.", ["Lena Shanaz"]),
    ("a citizen's name is without the country", "American Yoni Pizer said it rained.", ["Yoni Pizer"]),
    ("a title without its full stop", "Dr Tom Nutt left. Mr Roe said it rained. “It is wet,” said Dr Nutt.", ["Roe", "Tom Nutt"]),
    ("some of a party", "Some Republicans said it rained.", [None]),
    ("two initials are a given name", "Vice Mayor JD Roth said it rained. He left. Roth said it was wet.", ["JD Roth"] * 2),
    ("a country's letters are none", "US Steel said it rained.", ["US Steel"]),
    (
        "the words of an agency's name stay together",
        "US Customs and Border Protection said it knew.",
        ["US Customs and Border Protection"],
    ),
    ("so they do before its director", "Immigration and Customs Enforcement Director Paul Moss said it knew.", ["Paul Moss"]),
    (
        "she is whom the sentence is about, offices and all",
        "“Wait,” Paul Moss said.\n\nBrae House press secretary Ana Ruiz left on Monday.\n\n“It is wet,” she said.",
        ["Paul Moss", "Ana Ruiz"],
    ),
    (
        "quoted sentences do not count",
        "Paul Moss said it rained. Ana Ruiz left the shop. “I ran. I fell. I hid. It was wet,” she said.",
        ["Paul Moss", "Ana Ruiz"],
    ),
    (
        "the president who spoke last",
        "President Paul Reyes said it rained. President Ana Luna said it was wet. “It is,” the president said.",
        ["Paul Reyes", "Ana Luna", "Ana Luna"],
    ),
    (
        "a Republican of such a state is who spoke",
        "Sen. Paul Moss said it rained. The New Hampshire Republican said it was wet.",
        ["Paul Moss"] * 2,
    ),
    ("so is the congresswoman", "Rep. Ana Ruiz said it rained. “It is wet,” the congresswoman said.", ["Ana Ruiz"] * 2),
    ("the Varn official is not", "Sen. Paul Moss said it rained. The Varn official said it was wet.", ["Paul Moss", None]),
    ("the group is the club that spoke", "The Varn Rowing Club said it rained. “It is wet,” the group added.", ["Varn Rowing Club"] * 2),
    ("an office, and who holds it for a place", "One centrist, Rep. Paul Moss of Maine, told the Tide it rained.", ["Paul Moss"]),
    ("a poll is its college's", "A Brae College poll conducted in May found that it rained.", ["Brae College"]),
    ("a particle and a surname", "Mario Avila da Silva left. Later, da Silva said it rained.", ["Mario Avila da Silva"]),
    ("an office in capitals, and its holder", "Brae Senior AI Analyst, Ana Ruiz, said it rained.", ["Ana Ruiz"]),
    ("the administration is somebody's", "The Moss administration cut fares. The administration said it rained.", ["Moss administration"]),
    (
        "the lawmaker of a state just spoke",
        "Rep. Frank Dole slept. Sen. Paul Moss said Roe’s plan was poor. The Varn Democrat said it would fail.",
        ["Paul Moss"] * 2,
    ),
    (
        "the member of one party is not of the other",
        "Republican Sen. Paul Moss said the plan was poor. The Varn Democrat said it would fail.",
        ["Paul Moss", None],
    ),
    ("a duchess is no man", "Paul Moss said it rained. The former duchess said it was dry.", ["Paul Moss", None]),
    ("gov. is the governor", "Gov. Ana Ruiz signed the bill. The governor said it would help.", ["Ana Ruiz"] * 2),
    (
        "the professor just spoke",
        "Ana Ruiz, a professor at Brae, said it rained. “It is wet,” the professor said.",
        ["Ana Ruiz"] * 2,
    ),
    (
        "the spokesperson is the voice of the same body",
        "A spokesperson for Brae Lines said the ship was late. The ship left at noon, the spokesperson said.",
        ["Brae Lines"] * 2,
    ),
    (
        "nor of another",
        "A spokesperson for Brae Lines said the ship was late. A spokesman for Paul Moss said it sank. The spokesman said nobody died.",
        ["Brae Lines", None, None],
    ),
    (
        "somebody without a name goes on",
        "Ana Ruiz said it rained. An official said the river rose. “It is high,” she said.",
        ["Ana Ruiz", None, None],
    ),
    (
        "whom a sentence introduces speaks",
        "Ana Ruiz said it rained. The view was shared by Lena Moss. “It is wet,” she said.",
        ["Ana Ruiz", "Lena Moss"],
    ),
    (
        "whom a sentence only mentions does not",
        "Peter Moss left. Paul Ruiz said it rained. It rained on Moss’s house, and the river rose. “It is wet,” he said.",
        ["Paul Ruiz"] * 2,
    ),
    (
        "the subject comes after its pronoun",
        "It rained on Lena Moss’s house. Even as she said the river rose, Ana Ruiz stayed at home.",
        ["Ana Ruiz"],
    ),
    (
        "whose view a sentence tells speaks",
        "Ana Ruiz said it rained. For Lena Moss, the river matters more. “It is high,” she said.",
        ["Ana Ruiz", "Lena Moss"],
    ),
    (
        "an attribute is nobody spoken of",
        "Paul Ruiz said it rained. Then came the Peter Moss files. It was a long night for all of them. He said it was wet.",
        ["Paul Ruiz"] * 2,
    ),
    ("they are the body that spoke", "The Varn Health Ministry said it rained. They added that it was wet.", ["Varn Health Ministry"] * 2),
    (
        "they are those without a name who spoke since",
        "The Varn Health Ministry said it rained, and doctors said it was wet. They added that it was dark.",
        ["Varn Health Ministry", None, None],
    ),
    (
        "it is the body that spoke, whoever the sentence names",
        "The Varn Health Ministry said it rained. Ana Moss, it said, was told to leave the river.",
        ["Varn Health Ministry"] * 2,
    ),
    ("sam is no country", "Sam Hoibek sat down. “It rained,” Sam said.", ["Sam Hoibek"]),
    ("an administration with its president's name", "President Ana Ruiz’s administration said it rained.", ["Ruiz administration"]),
    ("a blank lost before a name", "WhenAna Ruizo fell, it rained. “It was wet,” Ruizo said.", ["Ana Ruizo"]),
    (
        "he is who he was in the sentence before",
        "Paul Moss runs Varn. He left on Monday. In a film, he laughed at the river. “It rained,” he said.",
        ["Paul Moss"],
    ),
    ("a trade at the start of a sentence", "Photographer Hoda Asari said it rained.", ["Hoda Asari"]),
    ("republicans are not he", "Republicans said it rained. Paul Moss left the shop. “It is wet,” he said.", [None, "Paul Moss"]),
    (
        "what a source is is not all of it",
        "“It rained,” Sen. Paul Moss, an independent from Varn, said.",
        ["Paul Moss"],
    ),
    (
        "a source that was cut to an apposition of two parts",
        "Lena Ortega, an economist at Brae, a bank in Varn, said it rained.",
        ["Lena Ortega"],
    ),
    ("somebody else said between commas", "Paul Moss, a lawyer said, fell in the river.", [None]),
    ("a sentence has its own subject", "Brae Lines said it rained. The delay would last, it said.", ["Brae Lines"] * 2),
]


@pytest.mark.parametrize(("text", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_speaker(text, wanted):
    assert speakers(text) == wanted


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("a statement from the Brae Ministry of Health", "Brae Ministry of Health"),
        ("a Coast Service statement", "Coast Service"),
        ("the Lantern’s report", "Lantern"),
        ("Paul Reyes’ 2021 report", "Paul Reyes"),
        ("data from the Brae Bureau of Statistics", "Brae Bureau of Statistics"),
        ("a Lantern poll of 100 voters", "Lantern"),
        ("an online message from Orla Quent", "Orla Quent"),
        ("Friday’s report", None),
        ("a report from a Brae-based charity", None),
        ("a Facebook post", None),
    ],
)
def test_a_document_speaks_for_its_author(source, speaker):
    """After a name, or after "by" or "from"; not a day, a platform or an adjective."""
    assert speakers(f"Rain fell, according to {source}.") == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Rain fell, Temple Brae Rabbi Paul Quent said.", "Paul Quent"),
        ("Paul Quent smiled. Rain fell, Rabbi Quent said.", "Paul Quent"),
        ("US ambassador to Brenland Ana Ruiz rose. Rain fell, Ruiz said.", "Ana Ruiz"),
        ("Marlow CEO Ana Ruiz rose. The Marlow CEO said rain fell.", "Ana Ruiz"),
        ("Attorney General Paul Moss rose. Ida Roe left, her attorney said.", None),
        ("Ken Trask rose. Ken Trask left. Mia Trask smiled. Trask said rain fell.", "Ken Trask"),
        ("A Brae Defense Forces (BDF) spokesman said rain fell.", "Brae Defense Forces"),
        ("Jeff Holm, an attorney at Brae, and a former official in Varn, said he left.", "Jeff Holm"),
        ("The Brae Bureau of Western Affairs said it rained.", "Brae Bureau of Western Affairs"),
        ("Labour MPs have told the Lantern that it rained.", None),
        ("Brae House spokesperson Orla Quent rose. Quent said rain fell.", "Orla Quent"),
        ("Varn Law School professor Paul Moss rose. Rain fell, Moss said.", "Paul Moss"),
        ("Both Quent and Moss rose. Rain fell, Quent said.", "Quent"),
        ("Recovering Brenland rose. Brenland said rain fell.", "Brenland"),
        ("Ana Ruiz, an analyst at Windlass, rose. Windlass said rain fell. Hail fell, she said.", "Ana Ruiz"),
    ],
)
def test_what_is_no_part_of_a_name(text, speaker):
    """A trade before a full name, a place before one, a common word that opens the sentence; "she" is not a firm."""
    assert speakers(text)[-1] == speaker


def test_two_ministers_leave_the_minister_open():
    text = "Foreign Minister Ana Ruiz met Defense Minister Paul Moss. The minister said talks had failed."
    assert speakers(text) == [None]


def test_two_people_between_leave_a_pronoun_open():
    text = "Paul Moss said the ship was old. Omar Diaz and Luis Cole bought it anyway. He said it would sink."
    assert speakers(text)[-1] is None


def test_i_is_who_is_quoted():
    text = "“I said that the plan was a mistake,” Paul Moss told reporters. “I warned them that it would fail.”"
    assert set(speakers(text)) == {"Paul Moss"}


@pytest.mark.parametrize(
    ("named", "speaker"),
    [
        ("Mayor Ana Moss met Paul Moss.", "Ana Moss"),
        ("Mayor Ana Moss met Paul Moss. Paul Moss waved.", "Paul Moss"),
        ("Paul Moss left. Paul Moss waved. Mayor Ana Moss saw it. Ana Moss waved.", "Paul Moss"),
    ],
)
def test_of_namesakes_the_one_named_most_often_first(named, speaker):
    assert speakers(f"{named}\n\nMoss said the bridge was safe.") == [speaker]


def test_who_is_named_later_does_not_count_yet():
    text = "Ana Moss left.\n\nMoss said no.\n\nPaul Moss came. Paul Moss waved. Paul Moss sang.\n\nMoss said yes."
    assert speakers(text) == ["Ana Moss", "Paul Moss"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ana Moss left. “No,” Moss said. Paul Moss came. Paul Moss waved. Moss said yes.", "Ana Moss"),
        ("Paul Moss waved. Paul Moss and his wife, Ana Moss, left. In her speech, Moss said yes.", "Ana Moss"),
        ("Paul Moss and his wife, Ana Moss, left. Mrs. Moss said yes.", "Ana Moss"),
        ("Ana Moss met Paul Moss. Paul Moss waved. “No,” she said. Moss said yes.", "Ana Moss"),
    ],
)
def test_of_namesakes_the_one_whom_the_text_calls_by_surname(text, speaker):
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Brae Airlines, which lost money, has a plan. The budget airline said it would fly on.", "Brae Airlines"),
        ("Brae Foods’ profit has risen. Its shops sell more since the Senate said bread is cheap. The company said so.", "Brae Foods"),
        ("Brae Airlines, which lost money, has a plan. A rival airline said it would fly on.", None),
        ("Source: TVN\n\nA bakery has burnt. The company said it was insured.", None),
        ("Rep. Ana Ruiz is leaving. The Varn lawmaker, who lost a vote, said it was time.", "Ana Ruiz"),
        ("Rep. Ana Ruiz is leaving. A Varn lawmaker, who lost a vote, said it was time.", None),
        ("“No,” said Ana Ruiz, CEO of Brae Foods. Omar Diaz left. The Brae CEO said bread was dear.", "Ana Ruiz"),
        ("It rained, 7News reported.", "7News"),
        ("Radar suggested that it rained.", None),
        ("Pope Pius XIV left. Pius said it rained.", "Pius XIV"),
        ("Mary-Jane “MJ” Quell, a nurse, left. Quell said it rained.", "Mary-Jane “MJ” Quell"),
        ("Former Prime Minister Theresa May said no. It was in May. May said it rained.", "Theresa May"),
        ("The actor Will Smith told fans that it rained. Smith said so on a visit.", "Will Smith"),
        ("Will Smith return? He said that it rained.", None),
        ("It rains, according to data provided to TVN by analyst Ana Ruiz.", "Ana Ruiz"),
        ("Data from the Bureau of Varn Statistics showed that it rained.", "Bureau of Varn Statistics"),
        ("Ana Ruiz, a spokeswoman for the port, and Omar Diaz, its director, said that it rained.", "Ana Ruiz and Omar Diaz"),
        ("Former mayor Ana Ruiz along with other people in the Varn community said that it rained.", "Ana Ruiz"),
        ("Quellas said that it rained.", "Quellas"),
        ("Elka Ruiz, 29, of Varn, Brenland, said that it rained.", "Elka Ruiz"),
        ("The Brae Guardian said that it rained. The newspaper said that it was over.", "Brae Guardian"),
        ("Brae activist Olla Quell said that it rained. The environmental group said that it was over.", None),
        ("Senators Ana Ruiz and Omar Diaz said that it rained.", "Ana Ruiz and Omar Diaz"),
        ("According to state-owned BraeEnergy, it rained.", "BraeEnergy"),
        ("A spokesperson for the Brae-owned company said that it rained.", None),
        ("Brae University President Ana Ruiz left. The university said that it rained.", "Brae University"),
        ("Police named the victim as Sara Quell. Her mother, Ana Quell, said no. “It rains,” Quell said.", "Ana Quell"),
        ("Omar Diaz is missing. The Brae County supervisor said that it rained.", None),
        ("Omar Diaz said no. “It rains,” the 24-time Brae champion said.", "Omar Diaz"),
        ("Dr. Ana Ruiz, chief doctor at Brae Hospital, and nurse manager Dawn Moss said that it rained.", "Ana Ruiz and Dawn Moss"),
        ("Brae Hospital is full. A hospital spokeswoman said that it rained.", "Brae Hospital"),
        ("Brae Hospital is full. A hospital nurse said that it rained.", None),
        ("Brenland’s state-run TVN news agency said that it rained.", "TVN news agency"),
        ("Brae Foods said no. The Quellton, Brenland-based firm said that it rained.", "Brae Foods"),
        ("Principal Ana Ruiz said that it rained.", "Ana Ruiz"),
        ("Striker Ana Ruiz said that it rained.", "Ana Ruiz"),
        ("Mother-of-two Ana Ruiz said that it rained.", "Ana Ruiz"),
        ("Vice President JD Quell left. The vice president said that it rained.", "JD Quell"),
        ("The analyst Jan Ruiz told TVN that it rained.", "Jan Ruiz"),
        ("The TFL said that it rained. The league said that it was over.", "TFL"),
        ("The Brae Players Association met. It rained, the union announced.", "Brae Players Association"),
        ("The Brae Players Association met. It rained, a union announced.", None),
        ("Rep. Ana Ruiz said no. Omar Diaz left. Paul Moss saw Omar Diaz. The Varn lawmaker said that it rained.", "Ana Ruiz"),
        ("Omar Moss rose. Omar Moss said no. Paul Moss, the head of Brae House, left. Moss said that his house was wet.", "Paul Moss"),
        ("Omar Diaz said no. Elka, another guest, said that it rained. “It rains,” she said.", "Elka"),
        ("“I go,” a man who identified himself as Ben told TVN.", "Ben"),
        ("A nurse who gave her name only as Mia said that it rained.", "Mia"),
        ("Both Omar Diaz and The Row said that it rained.", "Omar Diaz and The Row"),
        ("Brazil’s Quellikawa City Zoo said that it rained.", "Quellikawa City Zoo"),
        ("Brazil’s Foreign Ministry said that it rained.", "Brazil’s Foreign Ministry"),
        ("Critics said that it rained.", None),
        ("Mayor Ana Ruiz and her husband, Omar Diaz, said that it rained.", "Ana Ruiz and Omar Diaz"),
        ("Mayor Ana Ruiz and her Brae counterpart, Omar Diaz, said that it rained.", "Ana Ruiz and Omar Diaz"),
        ("Ana Ruiz, a baker, left. Ruiz and her colleagues said that it rained.", "Ana Ruiz"),
        ("Brae Motor Co. cut jobs. Brae said that bread was dear.", "Brae Motor Co."),
        ("The Varn military said that it rained. The army said that it was over.", "Varn military"),
        ("The Brae Valley Police said that it rained. The force said that it was over.", "Brae Valley Police"),
        ("The Brae Street Journal said that it rained. The Journal said that it was over.", "Brae Street Journal"),
        ("Brae Rights Watch said that it rained. The rights group said that it was over.", "Brae Rights Watch"),
        ("The president of the Varn Commission, Ursula von der Heide, said that it rained.", "Ursula von der Heide"),
        ("Mayor Omar Diaz said that it rained. The Brazilian said that it was over.", "Omar Diaz"),
        ("Mayor Omar Diaz said that it rained. The French said that it was over.", None),
        ("Brae Lions player Omar Diaz scored. “No,” the Brae star said.", "Omar Diaz"),
        ("Premier Ana Ruiz’s office said that it rained.", "Ana Ruiz’s office"),
        ("Urban Quell, a fellow at Brae House, left. Brae House’s Quell said it rained.", "Urban Quell"),
    ],
)
def test_descriptions_and_short_names(text, speaker):
    found = [c.attribution.speaker for c in parse(Document(text)).claims if c.kind == "statement"]
    assert found[-1] == speaker


def test_an_ending_of_a_name_finds_the_last_one_before():
    assert speakers("Ana Moss Reyes left. Rosa Moss Reyes came.\n\nMoss Reyes said no.") == ["Rosa Moss Reyes"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Brae Air flies again. “It rains,” said a statement from the airline.", "Brae Air"),
        ("Kell Capital has bought two mines. A notice posted by the firm said that it rained.", "Kell Capital"),
        ("Kell Capital has bought two mines. A statement from the union said that it rained.", None),
        ("Mayor Ana Ruiz left. A letter signed by the mayor said that it rained.", "Ana Ruiz"),
        ("The Department of Tides shut two ports. The agency said that it rained.", "Department of Tides"),
        ("Also, DTA on Monday shut two ports. The agency said that it rained.", "DTA"),
        ("The Department of Tides sued the Bureau of Ports. The agency said that it rained.", None),
        ("DTA shut two ports of TVN. The agency said that it rained.", None),
        ("Yin Xiuwen sews. Yin said that it rained.", "Yin Xiuwen"),
        ("Brae Xiuwen sews. Yin said that it rained.", "Yin"),
    ],
)
def test_publishers_and_agencies_of_the_sentence_before(text, speaker):
    assert speakers(text)[-1] == speaker


PAIR = "Ana Ruiz and Omar Diaz"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"Varn Democratic Sens. {PAIR} said no. “It rains,” the senators added.", PAIR),
        (f"Sens. {PAIR} said no. The lawmakers said that it rained.", PAIR),
        (f"Sens. {PAIR} said no. Both senators said that it rained.", PAIR),
        (f"Sens. {PAIR} said no. The three senators said that it rained.", None),
        (f"Sens. {PAIR} said no. Sens. Ed Roe and Lee Moss left. The senators said that it rained.", None),
        (f"Sens. {PAIR} said no. The governors said that it rained.", None),
        (f"Researchers {PAIR} said no. The researchers said that it rained.", PAIR),
        (f"Dancers {PAIR} said that it rained.", PAIR),
        (f"Dancers {PAIR} won. Ruiz said that it rained.", "Ana Ruiz"),
        ("Sen. Ana Ruiz said no. The senators said that it rained.", None),
        ("Ana Ruiz and Omar Diaz, both bakers, said no. The bakers said that it rained.", None),
        ("Omar Diaz, a baker, said no. The baker said that it rained.", "Omar Diaz"),
    ],
)
def test_a_plural_means_the_joint_speakers_whose_role_it_is(text, speaker):
    assert speakers(text)[-1] == speaker


def test_the_one_who_is_told_is_no_part_of_the_next_name():
    start = "Lisa Moss met Colt Ruiz and Rex Ruiz. Colt Ruiz wept. "
    assert speakers(f"{start}She told Moss Colt was ill. Colt said that it rained.")[-1] == "Colt Ruiz"
    assert speakers(f"{start}She told Moss Colt was ill. Moss said that it rained.")[-1] == "Lisa Moss"
    assert speakers(f"{start}Moss Colt left. She told Moss Colt no. Moss Colt said that it rained.")[-1] == "Moss Colt"


def read_sources(text):
    tokens = TokenizedText(text)
    return [(f.attribution.source.of(text), f.attribution.speaker) for f in find_attributions(tokens) if f.attribution.source]


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        ("There are calls from inside and outside DTA warning that it rained.", "calls from inside and outside DTA", None),
        ("Critics outside the Kremlin say that it rained.", "Critics outside the Kremlin", None),
        ("Fans outside the Brae Arena said that it rained.", "Fans outside the Brae Arena", None),
        ("Ana Ruiz outside court said that it rained.", "Ana Ruiz outside court", "Ana Ruiz"),
        ("Outside DTA, Ana Ruiz said that it rained.", "Ana Ruiz", "Ana Ruiz"),
        ("But shipping intelligence firm Kell Data reported that it rained.", "shipping intelligence firm Kell Data", "Kell Data"),
        ("Ship tracking firm Kell Marine said that it rained.", "Ship tracking firm Kell Marine", "Kell Marine"),
        ("Reporting firm losses, Kell Marine said that it rained.", "Kell Marine", "Kell Marine"),
        ("On Friday, Ana Ruiz, a mayor at Brae, opened it, saying that it rained.", "Ana Ruiz, a mayor at Brae", "Ana Ruiz"),
        ("In Varn, Omar Diaz, the head of DTA, praised us, saying that it rained.", "Omar Diaz, the head of DTA,", "Omar Diaz"),
        ("Ana Ruiz, the mayor, praised it, saying that it rained.", "Ana Ruiz, the mayor,", "Ana Ruiz"),
        ("“It rains,” an analysis posted by Dr. Ruiz said.", "an analysis posted by Dr. Ruiz", "Ruiz"),
        ("Dr. Ruiz posted that it rained.", "Dr. Ruiz", "Ruiz"),
        ("An analyst at Kell Capital Ana Ruiz said that it rained.", "An analyst at Kell Capital Ana Ruiz", "Ana Ruiz"),
        ("An aide to Ana Maria Ruiz said that it rained.", "An aide to Ana Maria Ruiz", None),
        ("Omar Diaz left. Omar Diaz and his family said that it rained.", "Omar Diaz and his family", "Omar Diaz"),
    ],
)
def test_whole_sources_and_their_speakers(text, source, speaker):
    assert read_sources(text)[-1] == (source, speaker)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Quill Air said no. Norden flag carrier Brae Air is back, with the airline’s crew. The airline said that it rained.", "Brae Air"),
        ("Quill Air said no. DTA fined the airline. The airline said that it rained.", "Quill Air"),
        ("Quill Air said no. Bread has become dear. The airline said that it rained.", "Quill Air"),
        ("Quill Air said no. Singer Ana Ruiz left. The airline said that it rained.", "Quill Air"),
    ],
)
def test_the_firm_that_the_sentence_before_is_about_comes_before_the_last_speaker(text, speaker):
    assert speakers(text)[-1] == speaker
