"""When a statement was made, or the time that it is about."""

from __future__ import annotations

import pytest

from sayso.grammar import parse
from sayso.model import Document

TIMES = [
    ("Officials in Varn warned Friday that the dam may fail.", "Friday"),
    ("Ana Ruiz wrote on social media Tuesday that it failed.", "Tuesday"),
    ("In a letter on Tuesday, Ruiz said the dam may fail.", "on Tuesday"),
    ("Ana Ruiz said in 2019 that the dam would fail by 2030.", "by 2030"),
    ("The mayor, who took over in 2014, said the dam may fail.", None),
    ("Ana Ruiz said the dam, which opened in 1984, may fail.", None),
    ("Ana Ruiz said that the dam may fail as soon as next month.", "as soon as next month"),
    ("On Friday, after the bank refused to open its books to the town, Ana Ruiz insisted she did not need its help.", "On Friday"),
    ("When Brae Lines reported its losses earlier this week, the firm said the dam may fail.", "earlier this week"),
    ("Speaking to farmers on Monday evening, Ana Ruiz said the dam may fail.", "on Monday evening"),
    ("After the fire of 2019, Ana Ruiz said the dam may fail.", "After the fire of 2019"),
    ("During a Monday interview on Radio Varn, the mayor, Lee Moss, warned that the dam may fail.", "Monday"),
    # told by what is said late, after "after" or behind an aside
    ("Ana Ruiz said the dam, which nobody mended, had failed earlier this month.", "earlier this month"),
    ("Ana Ruiz said the dam has leaked more than it did last year.", None),
    ("Ana Ruiz said the plan was made for the 2012 election.", None),
    ("Ana Ruiz said the farm (sold in 1996), was hers.", None),
    # of a document, an occasion, what is done while speaking
    ("A Marlow poll last month showed that most bakers rest.", "last month"),
    ("A baker who retired last month said that most bakers rest.", None),
    ("During Wednesday’s hearing, Judge Ana Ruiz said the dam may fail.", "Wednesday"),
    ("Ana Ruiz said in a 2021 interview that the dam may fail.", "2021"),
    ("“It leaks,” Ana Ruiz said, speaking on Tuesday from her farm.", "on Tuesday"),
    # that only the story dates: in front, beside the cue, at the start of what is said
    ("Hours later, Ana Ruiz said the dam may fail.", "Hours later"),
    ("A day after the flood, Ana Ruiz said the dam may fail.", "A day after the flood"),
    ("Following the vote, Ana Ruiz said in a statement that the dam may fail.", "Following the vote"),
    ("Ana Ruiz had said during the trip home that the dam may fail.", "during the trip home"),
    ("“It leaks,” Ana Ruiz said at the time.", "at the time"),
    ("“It leaks,” Ana Ruiz said before adding that rain was near.", None),
    ("Shortly after midnight, the dam failed, Ana Ruiz said.", "Shortly after midnight"),
    ("The dam failed around 4 a.m. ET, Ana Ruiz said.", "around 4 a.m. ET"),
    ("The dam failed on Christmas Eve, Ana Ruiz said.", "on Christmas Eve"),
    ("The dam has leaked in recent weeks, Ana Ruiz said.", "in recent weeks"),
    ("Ana Ruiz said the dam failed after the walls gave way.", None),
    ("“Now, I have 50 hours of film of it,” Ana Ruiz said.", None),
    # what is to come; a clause on the subject; another clause, before "as"
    ("“In five years, this town will be gone,” Ana Ruiz said.", "In five years"),
    ("Ana Ruiz said the mill will open in two weeks.", "in two weeks"),
    ("Ana Ruiz said it will be the first rise in five years.", None),
    ("Ana Ruiz said rents have doubled in ten years.", None),
    ("A man who was hurt during the flood has been found, Ana Ruiz said.", None),
    ("A man who was lost was seen during the flood, Ana Ruiz said.", "during the flood"),
    ("Coins found after the June 2020 flood served as proof as Ana Ruiz has argued that rye is dear.", None),
    ("“We are pleased by Tuesday’s vote,” Ana Ruiz said.", "Tuesday"),
    ("The roof must be mended by Friday’s deadline, Ana Ruiz said.", "by Friday’s deadline"),
    # of who speaks, or of what is done while speaking
    ("“It leaks,” Ana Ruiz, who votes on it this year, told the Tide at an event Tuesday.", "Tuesday"),
    ("“It leaks,” the artist said on a call, thinking of the flood that drowned the town five years ago.", None),
    ("Moss spoke to many bakers who left last year, and he said they were “angry.”", None),
    # in brackets
    ("Ana Ruiz said that since the scouts (they were founded in 1907) left, the dam was unsafe.", None),
    # of what is said, in its main clause or in a clause of time, before that of the saying
    ("Lee Moss denied on Monday that his aides had met with the bakers last month.", "last month"),
    ("Ana Ruiz said Thursday that the dam would stay open until 2 p.m. on Sunday.", "until 2 p.m. on Sunday"),
    ("Two men left before the ferry sailed late Tuesday, Ana Ruiz said Wednesday.", "late Tuesday"),
    ("The dam will close by Friday of next week, Ana Ruiz said.", "by Friday of next week"),
    ("Ana Ruiz said the mills were built in the 1930s-1950s.", "in the 1930s-1950s"),
    ("Ana Ruiz said ferries would sail in late spring or early summer.", "in late spring or early summer"),
    ("Around 20 years ago, the town lost its mill, Ana Ruiz said.", "Around 20 years ago"),
    ("Ana Ruiz said that as recently as November the dam held.", "as recently as November"),
    # what was asked, and when; what the speaker says besides
    ("Asked on Wednesday whether it leaks, Ana Ruiz said it does not.", "on Wednesday"),
    ("Asked if it leaks as it did last year, Ana Ruiz said, “What do you think?”", None),
    ("The mayor, speaking at a dinner on Tuesday night, said that the dam leaks.", "on Tuesday night"),
    ("Ana Ruiz said the dam would fail by the end of next year but cautioned that rain was rare.", None),
    ("“We got lucky,” said Ana Ruiz, whose mill was spared, as she swept the floor on Sunday.", "on Sunday"),
    ("Ana Ruiz said that the search would resume at first light.", None),
    ("Ana Ruiz, speaking hours before the vote, said that it would pass.", "hours before the vote"),
    ("Ana Ruiz said they met in the summer of 2016.", "in the summer of 2016"),
    ("Ana Ruiz said the hill formed about 4,500 years ago.", "about 4,500 years ago"),
    ("Ana Ruiz said the dam leaked in July of last year.", "in July of last year"),
    ("Ana Ruiz said that Moss was asleep at the time of the fire.", "at the time of the fire"),
    # whole, with what the date is of
    ("Ana Ruiz said they would not leave before the Feb. 6 deadline.", "before the Feb. 6 deadline"),
    ("Ana Ruiz said that during the 2020 campaign she never met Moss.", "during the 2020 campaign"),
    ("The coach said after Sunday’s loss that his players were tired.", "after Sunday’s loss"),
    ("Moss was held the morning of April 24 at his mill, Ana Ruiz said.", "the morning of April 24"),
    ("Ana Ruiz said the flood could last into the summer.", "into the summer"),
    ("The town knew as early as 2015 that it leaked, Ana Ruiz said.", "as early as 2015"),
    # of another thing
    ("Ana Ruiz said she liked the mayor’s Sunday speech.", None),
    ("Ana Ruiz said bread costs twice what she paid in 2023.", None),
    ("Ana Ruiz recently accused the town of theft.", "recently"),
    # without a date, where what is said or the saying has no date
    ("“I saw no leak during my time as mayor,” Ana Ruiz said.", "during my time"),
    ("“In Mayor Orlo’s first year in office, bread was dear,” Ana Ruiz said.", "In Mayor Orlo’s first year in office"),
    ("Ana Ruiz said the first 100 hours of this war cost $3 million.", "the first 100 hours of this war"),
    ("Ana Ruiz said the town decades ago gave bakers the right to stay.", "decades ago"),
    ("Ana Ruiz said last week that it was the first flood since the war began.", "last week"),
    ("“It leaks,” she said once the gate was shut and rain came down.", "once the gate was shut and rain came down"),
    ("“I misspoke,” he told the media postgame.", "postgame"),
    ("“We won,” Moss told the Tide the morning of the second loss.", "the morning of the second loss"),
    # the period of a rule, a place, an idiom
    ("Ana Ruiz said anyone who has traveled in the past 30 days must be tested.", None),
    ("Mills may close only if they have not baked in the last three months, Ana Ruiz said.", None),
    ("Ana Ruiz said there was fear throughout the country.", None),
    ("“At the end of the day, we are neighbors,” Ana Ruiz said.", None),
    # in a later sentence of a quotation
    ("“It leaks,” Ana Ruiz said. “It began to leak on April 11, 2021.”", "on April 11, 2021"),
    # what a quotation points to is not the day of the article
    ("Ana Ruiz scolded the town in a Saturday post, claiming there are “names missing from the list that was put out today.”", "Saturday"),
    # so long before or after an event, around an event that lasts, between two times
    ("Ana Ruiz said she fell ill two days before she boarded the ship.", "two days before she boarded the ship"),
    ("Ana Ruiz said the mill opened again weeks after the fire.", "weeks after the fire"),
    ("Ana Ruiz said prices fell prior to the current conflict.", "prior to the current conflict"),
    ("Ana Ruiz said prices fell after the war room shut.", None),
    ("Ana Ruiz said prices would fall between the spring and the end of the year.", "between the spring and the end of the year"),
    # a condition is no moment
    ("Ana Ruiz said pupils may not eat during lessons.", None),
    ("During a shutdown, guards are not paid, Ana Ruiz said.", None),
    ("Ana Ruiz said prices fell during a shutdown.", "during a shutdown"),
    ("Ana Ruiz said prices fell during talks in Varn.", "during talks"),
    # what a saying led to
    ("The sale was halted on Monday after Ana Ruiz said that the firm had no cash.", "on Monday"),
    ("The ship that sank on Monday was hers after all, Ana Ruiz said, and it leaks.", "on Monday"),
    # "than" before an amount compares nothing
    ("Ana Ruiz said more than 400 boats sank in 2022.", "in 2022"),
    ("Ana Ruiz said thefts more than doubled in 2022.", "in 2022"),
    ("Ana Ruiz said more boats sank than did in 2020.", None),
    # a quotation that goes on
    ("“It leaks,” Ana Ruiz said. “I saw no such dam during my presidency.”", "during my presidency"),
]


@pytest.mark.parametrize(("text", "moment"), TIMES)
def test_a_statement_has_its_own_time_or_that_of_its_saying(text, moment):
    claim = [c for c in parse(Document(text), "2026-03-05T10:00:00Z").claims if c.kind == "statement"][-1]
    assert (claim.moment and claim.moment.span.of(text)) == moment


GOING_ON = [
    ("Ana Ruiz told the Tide on Monday that the dam may fail. “It leaks,” she said.", "on Monday"),
    ("“It leaks,” Ana Ruiz said earlier Monday when asked about it. “We will mend it,” she continued.", "earlier Monday"),
    ("An official said on Friday that the dam may fail. “It leaks on all sides,” the official told reporters.", "on Friday"),
    # an occasion that the sentence before tells of
    ("The mayor made the remarks at a news conference on Tuesday. “We have no water,” he said.", "on Tuesday"),
    ("The dam failed after a storm on Tuesday. “We have no water,” he said.", None),
    ("Ana Ruiz gave an interview on Tuesday. “We have no water,” Lee Moss said.", None),
    ("Ana Ruiz also talked to bakers about the dam on Tuesday. “It leaks on all sides,” Ruiz said.", "on Tuesday"),
    ("Ana Ruiz said Monday that the dam may fail. “It leaks,” Ruiz told Radio Varn.", "Monday"),
    ("Hours later, Ana Ruiz said the dam may fail. “It leaks,” she said.", "Hours later"),
    ("In recent weeks the dam has leaked, Ana Ruiz said. “It is old,” she said.", None),
    # what is only an object has the time of the saying
    ("Ana Ruiz rejected the claim on Monday. “It leaks,” she said.", "on Monday"),
    ("Ana Ruiz rejected the claim made on Monday. “It leaks,” she said.", None),
    ("Ana Ruiz criticized the plan to close the mill on Monday. “It leaks,” she said.", None),
    # another speaker, an own time, another hearer, another tense
    ("Ana Ruiz said on Monday that the dam may fail. Lee Moss said it leaks.", None),
    ("Ana Ruiz said on Monday that the dam may fail. “It leaks,” she said on Friday.", "on Friday"),
    ("Ana Ruiz told the Tide on Monday that the dam may fail. She told Radio Varn it leaks.", None),
    ("Ana Ruiz said on Monday that the dam may fail. She says that it leaks.", None),
    # another paragraph has its own times
    ("“It leaks,” Ana Ruiz said earlier Monday when asked about it.\n\n“We will mend it by hand,” she continued.", None),
    ("Ana Ruiz said Monday the dam was safe.\n\nShe said the town had tried it twice.", None),
    ("Ana Ruiz ended the search in a statement Wednesday.\n\n“It leaks on all sides,” she said.", None),
    ("Ana Ruiz said on Monday that the dam may fail.\n\nThe town is small.\n\nThe dam leaks, she said.", None),
]


@pytest.mark.parametrize(("text", "moment"), GOING_ON)
def test_who_goes_on_speaking_does_so_at_the_time_told_before(text, moment):
    last = [c for c in parse(Document(text), "2026-03-05T10:00:00Z").claims if c.kind == "statement"][-1]
    assert (last.moment and last.moment.span.of(text)) == moment


def test_at_the_time_is_the_time_stated_before() -> None:
    text = "In a hearing in May 2024, Moss said the dam was safe. “It never leaks,” he said at the time."
    last = [c for c in parse(Document(text), "2026-03-05T10:00:00Z").claims if c.kind == "statement"][-1]
    assert last.moment is not None
    assert (last.moment.span.of(text), last.moment.start) == ("at the time", "2024-05-01T00:00:00Z")


def test_at_the_time_without_a_time_before_has_no_interval() -> None:
    text = "Moss said the dam was safe. “It never leaks,” he said at the time."
    last = [c for c in parse(Document(text), "2026-03-05T10:00:00Z").claims if c.kind == "statement"][-1]
    assert last.moment is not None
    assert (last.moment.start, last.moment.end) == (None, None)
