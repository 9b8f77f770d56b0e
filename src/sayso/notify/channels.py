"""Getting a message out: to a file, to a webhook, by mail. Each ends in having been delivered, or in a FetchError with one line."""

from __future__ import annotations

import hashlib
import os
import random
import smtplib
import ssl
import time
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote, urlsplit

from urllib3 import PoolManager
from urllib3.exceptions import HTTPError, TimeoutError
from urllib3.util import Timeout

from sayso.errors import FetchError, InputError
from sayso.ingest.fetch.agent import AGENT
from sayso.ingest.urls import is_web

TRIES = 3
#: Seconds before the second try; the third waits twice as long. Jittered, as many webhooks are asked on the hour.
BACK_OFF = 2.0
SECONDS = 15.0


def channel(kind: str, address: str) -> str:
    """A name for a way of telling that does not give its address away: a webhook's address is its password."""
    return f"{kind} {hashlib.sha256(address.encode()).hexdigest()[:12]}"


def to_file(path: Path, text: str) -> None:
    """Replaces a file whole, so that nobody reads half of one. Raises InputError where it cannot be written."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    except OSError as ex:
        raise InputError(f"{path}: cannot be written ({ex.strerror})") from ex


def to_webhook(url: str, body: bytes, *, sleep: Callable[[float], None] = time.sleep) -> None:
    """Posts JSON; tries again after failures that may pass. The address is not told in errors beyond its host."""
    if not is_web(url):
        raise InputError("--webhook: give an http or https address")
    host, reason = urlsplit(url).hostname, ""
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": AGENT}
    with PoolManager(retries=False, timeout=Timeout(total=SECONDS)) as pool:
        for attempt in range(TRIES):
            if attempt:
                sleep(BACK_OFF * attempt * (0.5 + random.random()))  # noqa: S311 - jitter, no secret
            try:
                status = pool.request("POST", url, body=body, headers=headers, redirect=False).status
            except HTTPError as ex:
                reason = "no answer in time" if isinstance(ex, TimeoutError) else f"no connection ({type(ex).__name__})"
                continue
            if 200 <= status < 300:
                return
            reason = f"HTTP {status}"
            if status < 500 and status not in (408, 425, 429):
                break
    raise FetchError(f"the webhook at {host} was not told: {reason}; the next `sayso tell` tells it too")


def to_mail(server: str, sender: str, recipient: str, subject: str, text: str) -> None:
    """Mails through `server`.

    The address is smtp://host:port (STARTTLS where offered) or smtps://host:port, with user@ before the host where it wants one.

    The password is taken from SAYSO_SMTP_PASSWORD, and only ever sent through TLS.
    """
    parts = urlsplit(server if "://" in server else f"smtp://{server}")
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise InputError(f"--smtp: {server!r} is no mail server; write smtp://user@mail.example:587")
    message = EmailMessage()
    try:
        message["From"], message["To"], message["Subject"] = sender, recipient, subject
    except ValueError as ex:
        raise InputError(f"mail cannot be addressed: {ex}") from ex
    message.set_content(text)
    secure = parts.scheme == "smtps"
    trusted = ssl.create_default_context()
    try:
        with (
            smtplib.SMTP_SSL(parts.hostname, parts.port or 465, timeout=SECONDS, context=trusted)
            if secure
            else smtplib.SMTP(parts.hostname, parts.port or 25, timeout=SECONDS)
        ) as post:
            post.ehlo()
            if not secure and post.has_extn("starttls"):
                post.starttls(context=trusted)
                secure = True
            if parts.username:
                if not secure:
                    raise FetchError(f"{parts.hostname} offers no TLS, so no password is sent to it")
                post.login(unquote(parts.username), os.environ.get("SAYSO_SMTP_PASSWORD", ""))
            post.send_message(message)
    except (OSError, smtplib.SMTPException) as ex:
        raise FetchError(f"no mail was sent through {parts.hostname}: {' '.join(str(ex).split())[:200]}") from ex
