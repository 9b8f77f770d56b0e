"""Paragraphs on a page that are not part of the article: labels of adverts, sign-up lines, "read more" links, credits.

A rule has its examples: paragraphs that it removes (`yes`) and near misses that it must keep (`no`). `where` restricts it to the front or
the end of the text, for wordings that an article can also use ("Reporting by …" can begin a sentence). Every rule matches a whole
paragraph of at most `MAX_LENGTH` characters; a longer one is part of the article.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from sayso.re_cache import compile_cached

MAX_LENGTH = 700

Where = Literal["any", "head", "tail"]


@dataclass(frozen=True, slots=True)
class LineRule:
    """One kind of boilerplate. `pattern` has to match the whole paragraph, in upper or lower case unless it says otherwise."""

    name: str
    where: Where
    pattern: str
    yes: tuple[str, ...]
    no: tuple[str, ...]

    def takes(self, paragraph: str) -> bool:
        """Whether the rule removes this paragraph."""
        return len(paragraph) <= MAX_LENGTH and _compile(self.pattern).fullmatch(paragraph) is not None


_ALNUM = re.compile(r"[^\W_]")
#: All ASCII characters but letters and digits.
_SIGNS = bytes(byte for byte in range(128) if not chr(byte).isalnum())
_OTHER_SIGNS = re.compile(r"\W")

_CACHE: dict[str, re.Pattern[str]] = {}


def _compile(pattern: str) -> re.Pattern[str]:
    if pattern not in _CACHE:
        _CACHE[pattern] = compile_cached(rf"[\s*•|>—–-]*(?:{pattern})[\s*•|:>]*", re.IGNORECASE | re.VERBOSE | re.DOTALL)
    return _CACHE[pattern]


RULES: tuple[LineRule, ...] = (
    LineRule(
        "advert label",
        "any",
        r"(?:ads?|advertisement|advertising|sponsored(?:\ content)?|paid\ (?:post|content))\b (?:\s*\d+)? "
            r"(?:\s*(?:story|article)\ continues.*)?| (?:story|article)\ continues\ (?:below|after).{0,40} "
            r"| (?:this\ )?advertisement\ has\ not\ loaded.{0,60}| advertisement\W{1,5}scroll\ to\ continue "
            r"| (?:skip\ past|after)\ newsletter\ promotion | scroll\ (?:down\ )?(?:to|for)\ [^.!?]{2,100}",
        yes=("Ad", "Advertisement", "Advertisement · Scroll to continue", "Scroll down to see the captain’s log",
            "- Advertisement 1Story continues below", "Article continues after advertisement"),
        no=("Advertisement spending fell 3 percent.", "The story continues in Geneva."),
    ),
    LineRule(
        "label of a part",
        "any",
        r"article\ content | see\ (?:the\ )?full\ (?:web\ )?(?:article|story) | view\ (?:image|gallery)(?:\ in\ fullscreen)? "
        r"| show\ all\ \d+ | \d+\ of\ \d+ | listen\ to\ this\ article.{0,40} | (?:listen|watch|read)\W{1,3}\d+\ min(?:ute)?s?\W?"
        r"| .{1,40}\ in\ pictures | play\ video | watch\ (?:now|live|the\ video) | \d+\ min(?:ute)?s?\ read "
        r"| share\ (?:this|the)\ (?:article|story|page)?.{0,80}"
        r"| (?:most\ (?:read|viewed|popular)|trending|recommended|popular)(?:\ (?:in|on|from|now|stories)\b.{0,40})? "
        r"| top\ stories | latest(?:\ (?:news|stories|headlines|updates))? | comments? | summary "
        r"| explore\ more\ on\ these\ topics | related\ topics | ad\ feedback",
        yes=("Article content", "Show all 12", "Most read in Rowing", "Recommended from Editorial", "Share this article"),
        no=("Comments by the minister drew anger.", "Trending upwards, prices rose.", "Share prices fell."),
    ),
    LineRule(
        "read more",
        "any",
        r"(?:read(?:\ also|\ more|\ next|\ now)|also\ read|see\ (?:also|more)|more"
        r"|related(?:\ (?:story|stories|articles?|coverage|content|links?|topics?))?|watch(?:\ more)?|in\ case\ you\ missed\ it"
        r"|don['’]t\ miss|you\ (?:may|might)\ (?:also\ )?like|must\ read|what\ to\ read\ next)\s* "
        r"(?:: \s* [^:]{0,200} (?<![.”\"]) | )",
        yes=("Read more", "READ MORE:", "MORE: Harbour board strikes deal over pier site", "Related: Who owns the ferry"),
        no=("More than 40 people were hurt.", "Read more slowly, the report says.", "More: he said that 40 had died.", "Watch out."),
    ),
    LineRule(
        "more from",
        "any",
        r"more\ (?:from|on|about|in)\ [^.!?]{2,70} | (?:more\ )?must[-\ ]?reads?(?:\ (?:from|on|in|by)\ [^.!?]{2,40})? "
        r"| (?:click|tap)\ here\ (?:to|for)\b.{2,120} | find\ more\ of\ .{2,80}\ (?:coverage|stories|reporting).{0,80}"
        r"| (?:follow|find)\ .{2,60}\ (?:coverage|stories|updates)\ (?:at|here|on)\b.{0,80} | also\ on\ [^.]{2,30}:"
        r"| (?:watch|listen\ to|see|read)\ [^.]{2,80}\ below\W* | (?:follow|find|see|for\ more)\b[^.!?]{2,140}\ https?://\S+",
        yes=("More from the Harbour Times:", "More Must-Reads from the Coast", "Click here to read the court order.",
            "Find more of AP’s ferry coverage at",
             "Watch the captain’s statement below:", "Follow CP’s coverage of the ferry at https://coast.example/ferry"),
        no=("More from the north fled on Monday.", "More on the ground said 12 had died, and 40 were hurt. Officials disagreed."),
    ),
    LineRule(
        "sign-up",
        "any",
        r"(?:sign\ up|subscribe|register|log\ ?in|sign\ in|download|join|follow\ us|get|enter\ your\ email|support)\b "
        r"[^.!?]{0,90}\b(?:newsletters?|inbox|e-?mails?|account|app|whatsapp|telegram|facebook|twitter|instagram|news|alerts"
        r"|subscri\w+|podcast|premium|subscription|membership|bookmark|free|for\ free|to\ continue"
        r"|sign\ in\ now)\b[^.!?]{0,80}[.!?]?| enjoy(?:ing)?\ (?:our|this)\ [^.!?]{2,40}\?.{0,80} "
        r"| (?:want\ to|start|try)\b.{0,140}\b(?:subscription|premium|membership)\b.{0,60} "
        r"| already\ (?:a\ subscriber|have\ an\ account)\b.{0,60}| (?:would\ you\ like|want)\ to\ (?:comment|discuss)\b.{0,60} "
        r"| sign\ up\ \(.{0,60} | please\ read\ our\ comment\w*\ policy.{0,60}"
        r"| [^.!?]{2,60}\ newsletter\ (?:provides|brings|delivers|breaks|rounds|is)\b[^.!?]{2,160}\.\ (?:sign\ up"
        r"|subscribe)\b.{0,40}| enter\ your\ e-?mail\b.{0,40} | if\ you['’]re\ on\ the\ .{2,30}\ app,\ .{2,60} "
        r"| access\ [^.!?]{2,40}\ (?:journalism|reporting)\b.{0,80} | explore\ (?:the|our)\ (?:latest|best)\b[^.!?]{2,100}",
        yes=("Get daily harbour news", "The Daily Wire newsletter provides all the news that you need. Sign up here.",
            "Sign up for our morning newsletter.", "Log in or register to continue",
             "Would you like to comment on the ferry?"),
        no=("Get the boats out, the mayor told news crews. They did.", "Support for the bill fell to 41 percent.",
            "Join the army, he told his son, and see the world."),
    ),
    LineRule(
        "advert label in other languages",
        "any",
        r"anzeige | werbung | publicité | publicidad | pubblicità | publicidade | advertentie | reclame",
        yes=("Anzeige", "Publicité", "PUBLICIDAD", "Pubblicità", "Advertentie"),
        no=("Die Anzeige wurde am Sonntag erstattet.", "La publicidad cayó un 3 por ciento."),
    ),
    LineRule(
        "read more in other languages",
        "any",
        r"(?:lesen\ sie\ (?:auch|mehr|hier)|mehr\ (?:zum\ thema|dazu|lesen)|auch\ interessant|das\ könnte\ sie\ auch\ interessieren"
        r"|(?:à\ )?lire\ (?:aussi|également|plus)|à\ lire(?=\ ?:)|sur\ le\ même\ (?:sujet|thème)|voir\ aussi|pour\ aller\ plus\ loin"
        r"|(?:lea|lee|leer|vea|ver)\ (?:también|más)|más\ información|te\ puede\ interesar|le\ puede\ interesar|noticias?\ relacionadas?"
        r"|leggi\ (?:anche|tutto)|ti\ potrebbe\ interessare|potrebbe\ interessarti(?:\ anche)?|vedi\ anche"
        r"|lei?a\ (?:também|mais)|(?:veja|vejam)\ (?:também|mais)|saiba\ mais|relacionad[oa]s?"
        r"|lees\ (?:ook|meer|verder)|bekijk\ ook|meer\ over\ dit\ onderwerp)\s* (?:: \s* [^:]{0,200} (?<![.”\"]) | )",
        yes=("Lesen Sie auch: Warum der Hering den Fjord verließ", "Mehr zum Thema", "À lire aussi", "Sur le même sujet",
            "Lea también: Por qué",
             "Leggi anche: Il porto", "Leia também", "Lees ook: Waarom de haring vertrok"),
        no=("Lire aussi vite est un don.", "Más información se espera el lunes.", "Leggi anche severe non bastano."),
    ),
    LineRule(
        "sign-up in other languages",
        "any",
        r"(?:melden\ sie\ sich|jetzt|abonnieren\ sie|(?:inscrivez|abonnez)[-\ ]vous|recevez|suscríbe(?:te|se)|apúnt(?:e|a)te"
        r"|recib[ae]|iscriviti|abbonati|ricevi|inscreva-se|assine|receba|schrijf\ (?:je|u)|meld\ (?:je|u)|abonneer)\b "
        r"[^.!?]{0,90} \b(?:newsletters?|abo|abonnements?|e-?mails?|whatsapp|telegram|app|boletín|boletines|correo|nieuwsbrief"
        r"|nieuwsbrieven|alertes?|infolettre)\b [^.!?]{0,60} [.!?]?",
        yes=("Melden Sie sich jetzt für unseren Newsletter an.", "Inscrivez-vous à notre newsletter", "Suscríbete a nuestro boletín",
             "Iscriviti alla newsletter", "Assine nossa newsletter", "Schrijf je in voor onze nieuwsbrief"),
        no=("Jetzt sind 40 Menschen tot.", "Recevez-vous les familles, a demandé le juge."),
    ),
    LineRule(
        "live counter",
        "any",
        r"(?:live\W+)?[\d.,]+\s?[km]?\ (?:watching|viewers|online|reading)(?:\ now)?"
            r"| [\d.,]+\s?[km]?\ (?:people|readers|users|others|viewers)\ (?:are|is)\ (?:now\ |currently\ )?(?:reading|watching"
            r"|viewing|here|online)\b[^.!?]{0,60}[.!?]?| (?:shared|viewed|read|liked)\ [\d.,]+\s?[km]?\ times\.? "
            r"| [\d.,]+\s?[km]?\ (?:shares?|views?|likes?|reads?|reactions?|retweets?|comments?|votes?)",
        yes=("1,204 people are reading this story right now.", "3.4k readers are now online", "Shared 1,204 times", "12K views",
            "342 comments", "212 votes", "Live: 212 watching"),
        no=("1,204 people are reading the names aloud. They began at noon.", "The film was viewed 40 times by the jury.",
            "Shares fell 12 percent."),
    ),
    LineRule(
        "offer",
        "any",
        r"(?:get|try|enjoy|start)\ (?:\d+|one|two|three|six|twelve)\ (?:weeks?|months?"
        r"|years?)\b[^.!?]{0,40}[$£€]\s?\d[\d.]*\b[^.!?]{0,40}\.?"
        r"| (?:only|just|get|try|unlimited|subscribe|special\ offer"
        r"|save)\b[^.!?]{0,60}[$£€]\s?\d[\d.]*\b[^.!?]{0,60}[.!]?\ (?:cancel|billed|then|renews|no\ commitment)\b.{0,120} "
        r"| (?:only|just)\ [$£€]\s?\d[\d.]*\ (?:a|per)\ (?:week|month|year)(?:\ for\ [^.!?]{0,40})?\.?"
        r"| you(?:['’]ve|\ have)\ (?:read\ )?\d+\ (?:of\ (?:your\ )?\d+\ )?(?:free\ )?(?:articles?|stories)\b.{0,80}",
        yes=("Get 3 months for $1.", "Only $1 a week for 12 weeks. Cancel anytime.", "You have 3 free articles left this month."),
        no=("Only $1 a week goes to the fund, the mayor said. She wants more.",
            "You have 3 free seats on the boat, he said. They took them.",
            "Get out, he said, and paid $40 for the door.", "Only 3 percent of the crew earned $40.", "Just over $1 a week is left."),
    ),
    LineRule(
        "alerts",
        "any",
        r"(?:do\ you\ want|want|would\ you\ like)\ to\ (?:get|receive|be\ sent)\b[^.!?]{0,80}\b(?:alerts?|notifications?"
            r"|updates)\b[^.!?]{0,40}\?"
        r"(?:\ [^.!?]{0,80}\b(?:alerts?|notifications?)\b[^.!?]{0,40}[.!]?)?"
        r"| [^.!?]{0,60}\btext\ (?-i:[A-Z]{2,12})\ to\ \d{4,6}\b[^!?]{0,60}"
        r"| (?:turn\ on|enable|allow|get|receive|switch\ on|activate)\ [^.!?]{0,60}\b(?:push\ )?(?:alerts?"
            r"|notifications?)\b[^.!?]{0,60}[.!]?"
        r"| join\ [^.!?]{0,60}\b(?:readers|subscribers|others|followers|people)\b\ who\ [^.!?]{0,80}\b(?:alerts?|notifications?"
            r"|newsletters?|updates)\b[^.!?]{0,40}[.!]?",
        yes=("Do you want to get 24/7 alerts? Turn on notifications.", "Turn on notifications for breaking news",
            "Breaking news alerts: text NEWS to 21200", "Join 40,000 readers who get our alerts first."),
        no=("The police want to receive alerts within 5 minutes, and asked for 40 new sirens.", "Join the 40,000 readers, he said."),
    ),
    LineRule(
        "browser notice",
        "any",
        r"(?:thank\ you\ for\ visiting|your\ (?:web\ )?browser\ is|you\ are\ using\ (?:a|an)\b).{0,80}\b(?:browser|supported"
        r"|javascript|css)\b.{0,400}"
        r"| please\ enable\ javascript.{0,100} | this\ (?:video|content|feature)\ (?:is\ not|cannot\ be|can['’]t\ be)\ .{0,80}",
        yes=("Your browser is no longer supported. Update it here.", "Please enable JavaScript to view this page."),
        no=("Your browser history may be sold, the report says.",),
    ),
    LineRule(
        "rights",
        "any",
        r"(?:©|copyright\b|\(c\)\s).{0,250} | (?:[^.]{0,80}[.,|]\s*)?all\ rights\ reserved\.?(?:\s*[|(©].{0,120})? "
        r"| our\ standards:\s.{3,80}",
        yes=("© 2024 Harbour Times Ltd.", "Our Standards: The Harbour Times Code", "Copyright 2024 The Coast Press. All rights reserved."),
        no=("All rights reserved for women were cut, the group said.", "Rights were copyrighted."),
    ),
    LineRule(
        "picture credit",
        "any",
        r"(?:image|photo|picture|photograph|pic|file\ (?:photo|image|picture)|video|credit|source)s?(?:\ credit"
        r"|\ by)?\s*:\s*(?-i:[A-Z])[^.!?:]{1,70}",
        yes=("Image: Ann Example", "Photo: Bo Sample/Coast Press", "Picture credit: Harbour Board"),
        no=("Image: the ship that sank. It had 40 aboard.", "Photographs of the wreck were shown."),
    ),
    LineRule(
        "front line",
        "head",
        r"(?:source|by|words?\ by|reporting\ by):?\ (?-i:[A-Z])[^.!?:]{1,80} "
        r"| (?:published|posted|updated|last\ updated|first\ published)\b[^.!?]{0,120}(?:\d|ago)[^!?]{0,40}"
        r"| editor['’]?s\ note:?\ ?(?:the|this)\ (?:story|report|article)\ (?:contains|includes|describes|discusses).{3,200}",
        yes=("Source: AP", "By Ann Example and Bo Sample", "Published 3 May 2024, 10:00",
             "EDITOR’S NOTE: This story contains details of the wreck."),
        no=("By Monday, 12 had died.", "Source: the ministry said 12. The police said 14.", "Updated figures show a rise."),
    ),
    LineRule(
        "credit",
        "tail",
        r"[^.]{0,30}\b(?:reporting|additional\ reporting|writing|editing|compiled|edited|written)\ by\ (?-i:[A-Z]).{2,400}"
        r"| .{2,500}\bcontributed\ (?:reporting|research|from\ (?-i:[A-Z])|(?:to|for)\ (?:this|the)\ (?:\w+\ )?(?:report|story|article"
        r"|piece|dispatch))\b.{0,160}"
        r"| \(?(?:with|by)\ (?:additional\ )?(?:files|reporting|reports|information)\ (?:from|by)\ .{2,100}"
        r"| additional\ reporting\ from\ .{2,100} | \(h/t\ .{2,60}"
        r"| (?-i:[A-Z][\w'’-]+(?:\ [A-Z][\w'’.-]*){0,3})\ (?:reported|wrote)\ from\ (?-i:[A-Z])(?:(?!\bthat\b)[^.]){2,160}\.?"
        r"(?:\ .{0,200}\ contributed\b.{0,200})?"
        r"| (?-i:[A-Z][\w'’.-]+(?:\ [A-Z][\w'’.-]+){1,3})\ (?:is|was)\ (?:(?:a|an|the)\ )?[^.]{0,80}(?:reporter|correspondent|editor"
        r"|journalist|columnist|writer|producer)\b[^.]{0,140}\.?(?:\ (?:follow|reach|he\ tweets|she\ tweets|subscribe)\b.{0,160})?"
        r"| (?:photo(?:graph)?s?|photo\ illustration|illustrations?|graphics?|video)\ (?:illustration\ )?by\ .{2,160}",
        yes=("Reporting by Ann Example; Editing by Bo Sample", "Coast Press writers Ann Example and Bo Sample contributed to this report.",
             "With files from The Coast Press", "Ann Example is a freelance reporter in Oslo.",
             "—Coast Press writer Bo Sample in Bergen contributed to this report.",
             "Sample reported from Bergen. Coast Press writer Ann Example contributed from Oslo.",
             "Ann Example is senior harbour editor at the Coast Press. Follow her on Twitter: @ann"),
        no=("Ships contributed to the pollution.", "The Times reported from Bergen that 12 had died.",
            "The minister is a former editor. He resigned on Monday.",
            "The crew contributed 40,000 kroner."),
    ),
    LineRule(
        "status of the story",
        "tail",
        r"(?:this|the)\ (?:is\ a\ (?:developing|breaking)"
        r"|(?:story|article|report)\ (?:and\ headline\ |headline\ )?(?:has|have|was|will|is)\b (?!.{0,60}correct)) "
        r".{0,40}(?:updated?|story|developing|generated|first\ published|originally\ published)\b.{0,160}",
        yes=("This story has been updated with the names of the crew.", "This is a breaking story; more will be published soon."),
        no=("This story has been corrected to fix the toll.", "The report will be published on Monday, the ministry said, after talks."),
    ),
    LineRule(
        "contact",
        "tail",
        r"(?:.{0,120}\b(?:e-?mail|contact|write\ to|send|reach|tips?"
            r"|story\ to\ tell)\b.{0,80})?\ ?[\w.+-]+@[\w-]+\.[\w.]+\s*(?:[,;|]?\s*[\d()+\s./-]{6,24})?"
        r"| (?:do\ you\ have|got|have)\ (?:a|an|any)\ (?:story|tip|news\ tip|comments?|views?)\b.{2,160}"
        r"| follow\ .{2,60}\ on\ (?:x|twitter|facebook|instagram|threads|bluesky|linkedin|youtube)\b.{0,120}"
        r"| on\ (?:x|twitter|facebook),?\ follow\ .{2,160} | our\ website\ is\ the\ place\ for\ .{2,300} | @\w{3,30}\.?"
        r"| (?:online|more|details)?:?\s*https?://\S+"
        r"| (?-i:[A-Z])[\w\s'’]{2,60}\ (?:coverage|reporting|journalism)\ (?:receives|is\ (?:supported|funded|made\ possible))\b.{2,400}",
        yes=("• Email: news@coast.example", "Contact: Ann Example, press@harbour.example, 555-0100",
            "Do you have a story to tell? Email: desk@coast.example", "Follow Ann Example on Twitter.",
             "https://coast.example/ferry", "The Coast Press’ harbour coverage receives support from several foundations."),
        no=("Police asked witnesses to email them.", "Follow the money, he said."),
    ),
    LineRule(
        "end mark",
        "tail",
        r"(?:sources?|online|references|tags?|topics?|notes?|filed\ under|explore\ more|related)\s*:? (?:\s*[^.]{0,100})? "
        r"(?<=:) | [¯_#*•·\s-]{1,12} | associated\ press | the\ end | ends | \(?(?-i:[A-Z]{2,5}|Reuters)\)?",
        yes=("Sources:", "* * *", "¯", "AFP", "Associated Press"),
        no=("Sources say 12 died.", "Ends of the rope were cut."),
    ),
)  # fmt: skip

ANYWHERE = tuple(r for r in RULES if r.where == "any")
HEAD = tuple(r for r in RULES if r.where != "tail")
TAIL = tuple(r for r in RULES if r.where != "head")


def normalize_paragraph(text: str) -> str:
    """Reduces a text to its letters and digits, in lower case, so that copies of a paragraph are equal.

    >>> normalize_paragraph("“Nearly 32,000” – the toll’s")
    'nearly32000thetolls'
    """
    rest = text.lower().encode("utf-8", "surrogatepass").translate(None, _SIGNS)
    return rest.decode() if rest.isascii() else _OTHER_SIGNS.sub("", rest.decode("utf-8", "surrogatepass"))


def find_rule(paragraph: str, where: Where = "any") -> LineRule | None:
    """Returns the rule that removes this paragraph at that place; None if there is none.

    >>> find_rule("Read more") and find_rule("Read more").name
    'read more'
    """
    if len(paragraph) > MAX_LENGTH:
        return None
    for rule, match in _prepare_rules(where):
        if match(paragraph):
            return rule
    return None


@cache
def _prepare_rules(where: Where) -> tuple[tuple[LineRule, Callable[[str], object]], ...]:
    """Returns the rules for a place, each with its match function: a rule is tried some hundred times for each article."""
    rules = {"any": ANYWHERE, "head": HEAD, "tail": TAIL}[where]
    return tuple((rule, _compile(rule.pattern).fullmatch) for rule in rules)


def trim_boilerplate(paragraphs: Sequence[str], title: str = "") -> list[str]:
    """Returns the paragraphs without boilerplate.

    Boilerplate is removed from both ends and from the middle, and so is a repeated title at either end.

    >>> trim_boilerplate(["Ferry sinks", "Source: AP", "Twelve died.", "Read more", "Forty swam ashore.", "AFP"], "Ferry sinks")
    ['Twelve died.', 'Forty swam ashore.']
    """
    kept = [p for p in (p.strip() for p in paragraphs) if _ALNUM.search(p) and not find_rule(p)]
    same = normalize_paragraph(title)
    # If the headline is among the first lines, the lines above it are kickers.
    again = next((i for i, p in enumerate(kept[:4]) if same and _repeats_title(p, same)), None)
    kept = kept if again is None else kept[again + 1 :]
    while kept and (_repeats_title(kept[0], same) or find_rule(kept[0], "head")):
        kept.pop(0)
    while kept and (normalize_paragraph(kept[-1]) == same or find_rule(kept[-1], "tail")):
        kept.pop()
    return kept


def _repeats_title(paragraph: str, title: str) -> bool:
    """Whether a paragraph repeats the title (given as `normalize_paragraph` returns it), perhaps after a kicker."""
    mark = normalize_paragraph(paragraph)
    return mark == title or (len(title) > 20 and mark.endswith(title) and len(mark) - len(title) <= 40)
