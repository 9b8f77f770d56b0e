"""Delivers a message to a file, to a webhook, or by mail. Each function delivers it or raises a SaysoError with a message of one line."""

from __future__ import annotations

import hashlib
import os
import smtplib
import ssl
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote, urlsplit

from urllib3 import PoolManager
from urllib3.exceptions import HTTPError, InvalidHeader, MaxRetryError, NewConnectionError, TimeoutError
from urllib3.util import Retry, Timeout

from sayso.errors import FetchError, InputError
from sayso.ingest.fetch.agent import AGENT
from sayso.ingest.urls import is_web

#: Three requests at most: the second at once, the third after 4 to 6 seconds, or when the server's Retry-After allows, up to a
#: minute. All statuses that may pass are tried again, for POST too: the message may arrive twice, which is better than never.
#: Where the tries are used up, the last response comes back instead of an error.
RETRIES = Retry(
    total=2,
    status_forcelist=(408, 425, 429, *range(500, 600)),
    allowed_methods=("POST",),
    backoff_factor=2.0,
    backoff_jitter=2.0,
    respect_retry_after_header=True,
    retry_after_max=60,
    raise_on_status=False,
)
#: Seconds that one request may take.
TIMEOUT_SECONDS = 15.0


def name_channel(kind: str, address: str) -> str:
    """Returns a name for a channel that hides its address: anybody who knows the address of a webhook can post to it."""
    return f"{kind} {hashlib.sha256(address.encode()).hexdigest()[:12]}"


def write_file(path: Path, text: str) -> None:
    """Replaces a file atomically. Raises InputError if it cannot be written."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    except OSError as ex:
        raise InputError(f"{path}: cannot be written ({ex.strerror})") from ex


def post_webhook(url: str, body: bytes, *, retries: Retry = RETRIES) -> None:
    """Posts JSON, and retries after temporary failures.

    Raises InputError if `url` is no web address, and FetchError if the webhook did not accept the message. The error names the
    host only, since the rest of the address is a secret.
    """
    if not is_web(url):
        raise InputError("--webhook: give an http or https address")
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": AGENT}
    with PoolManager(timeout=Timeout(total=TIMEOUT_SECONDS)) as pool:
        try:
            status = pool.request("POST", url, body=body, headers=headers, redirect=False, retries=retries).status
        except HTTPError as ex:
            problem = _explain(ex.reason if isinstance(ex, MaxRetryError) else ex)
        else:
            problem = "" if 200 <= status < 300 else f"HTTP {status}"
    if problem:
        host = urlsplit(url).hostname
        raise FetchError(f"the webhook at {host} did not accept the message: {problem}; the next `sayso tell` sends it again")


def _explain(error: Exception | None) -> str:
    if isinstance(error, TimeoutError) and not isinstance(error, NewConnectionError):
        return "no answer in time"
    if isinstance(error, InvalidHeader):
        return "its Retry-After is not a time"
    return f"no connection ({type(error).__name__})"


def send_mail(server: str, sender: str, recipient: str, subject: str, text: str) -> None:
    """Mails through `server`.

    `server` is smtp://host:port (STARTTLS where the server offers it) or smtps://host:port, with user@ before the host if it needs a
    login. The password comes from SAYSO_SMTP_PASSWORD and is only sent over TLS. Raises InputError where an address is not valid, and
    FetchError where the mail could not be sent.
    """
    parts = urlsplit(server if "://" in server else f"smtp://{server}")
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise InputError(f"--smtp: {server!r} is not a mail server; write smtp://user@mail.example:587")
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
            smtplib.SMTP_SSL(parts.hostname, parts.port or 465, timeout=TIMEOUT_SECONDS, context=trusted)
            if secure
            else smtplib.SMTP(parts.hostname, parts.port or 25, timeout=TIMEOUT_SECONDS)
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
