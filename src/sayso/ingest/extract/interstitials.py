"""The wordings of interstitials: pages shown instead of an article.

Bot checks, error pages, consent pages, paywalls and log-in pages are recognised by their words. English wordings are patterns, those of
other languages are phrases. To add a phrase, put it with the others of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Interstitial:
    """One kind of interstitial: a page whose title or a heading matches `head`, or whose text matches `text`."""

    outcome: str
    reason: str
    head: str
    text: str
    yes: tuple[str, ...]
    no: tuple[str, ...]

    def matches(self, head: Sequence[str], text: str) -> bool:
        """Whether a page with these headings and this text is such an interstitial."""
        return any(_compile(rf"\W*(?:{self.head})").match(h) for h in head) or self.matches_text(text)

    def matches_text(self, text: str) -> bool:
        """Whether the text has one of its phrases."""
        return _compile(self.text).search(text) is not None


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


def compile_phrases(table: str) -> str:
    """Compiles phrases, one for each line, into a pattern.

    " … " means a few words or none, "..." three dots or an ellipsis; with "|" at its end a phrase has to be the whole
    heading, except for the paper's name.

    >>> re.match(compile_phrases("un momento..."), "Un momento…", re.IGNORECASE | re.VERBOSE).group()
    'Un momento…'
    """
    rows = []
    for line in filter(None, map(str.strip, table.splitlines())):
        row = (
            re.escape(line.removesuffix("|").rstrip())
            .replace(r"\ …\ ", r"\b.{0,60}\b")
            .replace(r"\.\.\.", r"\s?(?:\.\.\.|…)")
            .replace("'", "['’]")
        )
        rows.append(row + r"(?=\W*$|\s*[|–—-])" if line.endswith("|") else row)
    return " | ".join(rows)


ENGLISH: tuple[Interstitial, ...] = (
    Interstitial(
        "blocked", "a bot wall or access-denied page",
        r"just\ a\ moment | attention\ required | access\ (?:to\ this\ page\ has\ been\ )?denied | are\ you\ (?:a\ robot|human) "
        r"| pardon\ our\ interruption| (?:human|security|bot)\ (?:verification|check|challenge) | request\ (?:blocked|rejected) "
        r"| 403\b | forbidden | verifying\ you | one\ more\ step",
        r"(?:verify|confirm|prove)\ (?:that\ )?you\ are\ (?:a\ )?(?:human|not\ a\ (?:ro)?bot) "
        r"| checking\ (?:your\ browser|if\ the\ site\ connection) | unusual\ (?:traffic|activity)\ from\ your"
        r"| enable\ javascript\ and\ cookies\ to\ continue | you\ (?:don['’]t|do\ not)\ have\ permission\ to\ access "
        r"| (?:complete|solve)\ the\ captcha | ray\ id:",
        yes=("Just a moment...", "Access Denied", "Please verify that you are a human to go on."),
        no=("Access to water denied in camps, group says", "The moment the ferry sank"),
    ),
    Interstitial(
        "error_page", "an error page",
        r"(?:error\s*)?(?:404|410|500|502|503|504)\b(?!\s(?:people|dead|killed)) "
        r"| (?:page|article|story|file|content)\ (?:not\ found|unavailable|not\ available|missing|removed) | not\ found\b "
        r"| (?:internal\ )?server\ error| (?:oops|sorry|whoops)\b.{0,60}(?:page|wrong|find|found|error) "
        r"| something\ (?:went|has\ gone)\ wrong | service\ (?:temporarily\ )?unavailable | bad\ gateway | gateway\ time-?out"
        r"| this\ (?:page|article|story)\ (?:is\ no\ longer|isn['’]t|is\ not|cannot\ be|could\ not\ be) "
        r"| (?:site|page)\ (?:is\ )?(?:under|down\ for)\ maintenance",
        r"(?:page|article|story|url)\ (?:that\ )?you\ (?:are\ looking\ for|requested|were\ looking\ for)\b.{0,60}(?:not"
        r"|no\ longer|moved|removed|doesn) | (?:we\ )?(?:can['’]t|cannot|couldn['’]t|could\ not)\ find\ (?:the|that|this)\ page"
        r"| requested\ url\ .{0,80}was\ not\ found | page\ (?:could\ not\ be|was\ not|cannot\ be)\ found",
        yes=("404 - Not Found", "Page not found | Harbour Times", "Sorry, the page you are looking for has moved or no longer exists."),
        no=("500 people flee flood", "Error in the count changes vote", "Missing page of the log found"),
    ),
    Interstitial(
        "consent", "a consent wall",
        r"(?:before\ you\ continue | (?:we\ (?:value|respect|care\ about)|your)\ (?:your\ )?privacy | (?:cookie"
        r"|privacy)\ (?:consent|preferences|settings|notice|choices) | (?:manage|accept)\ (?:your\ )?(?:cookies|consent))",
        r"(?:we\ and\ our|our)\ (?:\d+\ )?(?:partners|vendors)\b.{0,200}(?:cookies|personal\ data|device) "
        r"| accept\ (?:all|cookies)\b.{0,300}(?:reject|manage|settings|continue)"
        r"| (?:agree|consent)\ to\ (?:the\ use\ of\ )?(?:our\ )?cookies\b.{0,120}(?:continue|access|proceed)",
        yes=("We value your privacy", "Before you continue to Harbour Times", "We and our 842 partners store cookies on your device."),
        no=("Privacy watchdog fines ferry line", "Your ferry is late"),
    ),
    Interstitial(
        "login", "a log-in wall",
        r"(?:(?:please\ )?(?:log|sign)[\s-]?in(?=\W*$|\s*[|–—-]|\s(?:to|or|with|now|here|required)\b) "
        r"| (?:subscribe|register|sign\ up)\b(?:\ (?:now|today|to|for|in)\b.*|\W*$|\s*[|–—-].*) "
        r"| (?:create|you\ need)\ an\ account | members\ only | subscriber[s-]?\ ?(?:only|exclusive))",
        r"(?:subscribe|log\ ?in|sign\ in|register|create\ an\ account)\b.{0,60}\b(?:to\ (?:continue|keep|read|access|view"
        r"|unlock)|and\ continue) | (?:continue|keep)\ reading\ (?:with|by|your|this\ article)\b"
        r"| (?:this\ (?:article|content|story)\ is\ )(?:reserved\ |exclusively\ |only\ )?(?:for"
        r"|available\ to)\ (?:our\ )?(?:subscribers|members) | already\ (?:a\ subscriber|have\ an\ account|registered)\?"
        r"| you(?:['’]ve|\ have)\ (?:reached|used)\ .{0,40}(?:free\ )?articles?",
        yes=("Log in", "Sign in to your account | Harbour Times", "Subscribe to continue reading.",
             "You have reached your limit of free articles."),
        no=("Login details of 40,000 stolen", "Subscribers leave the paper"),
    ),
)  # fmt: skip

#: The same in Spanish, French, German, Italian, Portuguese and Dutch, in this order.
FOREIGN: tuple[Interstitial, ...] = (
    Interstitial(
        "blocked", "a bot wall or access-denied page",
        compile_phrases("""
            acceso denegado
            verificación de seguridad
            un momento...
            accès refusé
            accès interdit
            vérification de sécurité
            un instant...
            zugriff verweigert
            sicherheitsüberprüfung
            nur einen moment
            einen moment...
            accesso negato
            verifica di sicurezza
            solo un momento
            acesso negado
            verificação de segurança
            um momento...
            toegang geweigerd
            beveiligingscontrole
            een moment geduld
        """),
        compile_phrases("""
            verifica que eres … humano
            que no eres un robot
            tráfico inusual
            habilita javascript y las cookies
            vérifiez que vous êtes … humain
            que vous n'êtes pas un robot
            trafic inhabituel
            activez javascript et les cookies
            dass sie ein mensch sind
            dass sie kein roboter sind
            ungewöhnlichen datenverkehr
            aktivieren sie javascript und cookies
            verifica di essere … uman
            che non sei un robot
            traffico insolito
            abilita javascript e i cookie
            verifique que … é humano
            que não é um robô
            tráfego incomum
            ative o javascript e os cookies
            dat u een mens bent
            dat je een mens bent
            dat u geen robot bent
            dat je geen robot bent
            ongebruikelijk verkeer
            schakel javascript en cookies in
        """),
        yes=("Acceso denegado", "Un instant…", "Bitte bestätigen Sie, dass Sie kein Roboter sind.", "Toegang geweigerd"),
        no=("Un momento histórico para el puerto", "Zugriff auf Wasser verweigert, sagt Hilfswerk"),
    ),
    Interstitial(
        "error_page", "an error page",
        compile_phrases("""
            página no encontrada
            no se ha encontrado la página
            esta página no existe
            page introuvable
            page non trouvée
            cette page n'existe
            seite nicht gefunden
            diese seite wurde nicht gefunden
            diese seite existiert nicht
            artikel nicht gefunden
            pagina non trovata
            questa pagina non esiste
            página não encontrada
            esta página não existe
            pagina niet gevonden
            deze pagina bestaat niet
        """),
        compile_phrases("""
            la página que … buscas
            la página que … busca
            la página solicitada no
            la page que vous cherchez
            la page que vous recherchez
            la page demandée n
            la page que vous … demandé
            die gesuchte seite
            die angeforderte seite
            die von ihnen … seite … nicht
            la pagina che stai cercando
            la pagina richiesta non
            a página que … procura
            a página solicitada não
            de pagina die je zoekt
            de pagina die u zoekt
            de opgevraagde pagina
        """),
        yes=("Página no encontrada | El Puerto", "La page que vous recherchez n’existe plus.", "Die angeforderte Seite ist nicht mehr da.",
             "Pagina niet gevonden"),
        no=("Seite eins: Fähre gesunken", "La page la plus lue du port"),
    ),
    Interstitial(
        "consent", "a consent wall",
        compile_phrases("""
            tu privacidad
            su privacidad
            valoramos tu privacidad
            valoramos su privacidad
            respetamos su privacidad
            votre vie privée
            nous respectons votre vie privée
            respect de votre vie privée
            gestion des cookies
            ihre privatsphäre
            wir respektieren ihre privatsphäre
            datenschutzeinstellungen
            cookie-einstellungen
            weiter mit werbung
            la tua privacy
            rispettiamo la tua privacy
            a sua privacidade
            valorizamos a sua privacidade
            jouw privacy
            uw privacy
            wij respecteren … privacy
            cookie-instellingen
        """),
        compile_phrases("""
            nosotros y nuestros … socios
            aceptar y continuar
            aceptar todo … rechazar
            nous et nos … partenaires
            accepter et continuer
            continuer sans accepter
            tout accepter … refuser
            wir und unsere … partner
            zustimmen und weiter
            alle akzeptieren … ablehnen
            mit werbung weiterlesen
            weiter mit werbung
            noi e i nostri … partner
            accetta e continua
            continua senza accettare
            nós e os nossos … parceiros
            aceitar e continuar
            aceitar tudo … rejeitar
            wij en onze … partners
            accepteren en doorgaan
            akkoord en doorgaan
            alles accepteren … weigeren
        """),
        yes=("Valoramos su privacidad", "Nous et nos 842 partenaires utilisons des cookies.", "Mit Werbung weiterlesen",
            "Continua senza accettare",
             "Aceitar e continuar", "Wij respecteren je privacy"),
        no=("Datenschützer rügen Fährlinie", "Privacidad y puertos: un debate"),
    ),
    Interstitial(
        "login", "a log-in wall",
        compile_phrases("""
            iniciar sesión
            inicia sesión
            suscríbete |
            suscríbase |
            contenido exclusivo para suscriptores
            solo para suscriptores
            se connecter |
            connectez-vous
            connexion |
            abonnez-vous
            article réservé aux abonnés
            réservé aux abonnés
            anmelden |
            einloggen |
            bitte melden sie sich an
            jetzt abonnieren
            jetzt weiterlesen
            nur für abonnenten
            exklusiv für abonnenten
            accedi |
            abbonati |
            contenuto riservato
            riservato agli abbonati
            iniciar sessão
            faça login
            faça o login
            exclusivo para assinantes
            conteúdo exclusivo para assinantes
            inloggen |
            word abonnee |
            alleen voor abonnees
            exclusief voor abonnees
        """),
        compile_phrases("""
            suscríbete para
            suscríbase para
            inicia sesión para
            para seguir leyendo
            exclusivo para suscriptores
            ya eres suscriptor
            pour lire la suite
            abonnez-vous pour
            connectez-vous pour
            réservé aux abonnés
            réservée aux abonnés
            déjà abonné
            um weiterzulesen
            melden sie sich an, um
            nur für abonnenten
            exklusiv für abonnenten
            diesen artikel weiterlesen
            bereits abonnent
            per continuare a leggere
            abbonati per
            accedi per
            riservato agli abbonati
            sei già abbonato
            para continuar lendo
            para continuar a ler
            assine para
            exclusivo para assinantes
            já é assinante
            om verder te lezen
            log in om
            alleen voor abonnees
            exclusief voor abonnees
            al abonnee
        """),
        yes=("Iniciar sesión | El Puerto", "Cet article est réservé aux abonnés.", "Jetzt anmelden, um weiterzulesen",
             "Abbonati per continuare a leggere", "Já é assinante? Faça login", "Log in om verder te lezen"),
        no=("Abonnenten verlassen die Zeitung", "Accedi al porto: la nuova strada", "Connexion perdue avec le ferry"),
    ),
)  # fmt: skip
INTERSTITIALS = (*ENGLISH, *FOREIGN)
