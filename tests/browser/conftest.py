"""A real Chromium against a real server: the site over the invented stories, watched for requests that leave and errors in the console."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page
from sqlite_utils import Database

from newsroom import store
from stories import make_ferry, make_hostile

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "tests" / "screenshots"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests run last: Playwright's event loop stays in the thread, and tests with their own loop cannot run beside it."""
    for item in items:
        if "tests/browser/" in item.nodeid or item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Which Chromium: the one named, else the one on the PATH, else Playwright's own."""
    found = os.environ.get("SAYSO_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    chosen = {"executable_path": found} if found else {}
    # Chromium's sandbox does not start for root, as in most containers.
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, **chosen, "args": flags}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A desktop far from Greenwich, so that local times differ from UTC."""
    return {**browser_context_args, "viewport": {"width": 1280, "height": 900}, "timezone_id": "America/New_York", "locale": "en-US"}


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stories, read by the real pipeline."""
    folder = tmp_path_factory.mktemp("browser")
    store(folder, [*make_ferry(), *make_hostile()]).close()
    return folder / "sayso.db"


@pytest.fixture(scope="session")
def toll(database: Path) -> int:
    """The claim whose figure went up and down most often."""
    sql = "select claim_id from changes where kind in ('raised', 'lowered') group by claim_id order by count(*) desc"
    return int(Database(database).execute(sql).fetchone()[0])


@pytest.fixture(scope="session")
def base_url(database: Path) -> Iterator[str]:
    """The address of a Datasette started as a user would start it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "datasette", str(database), "-m", str(ROOT / "metadata.yml"), "-p", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as server:
        assert server.stderr is not None
        said = ""
        for line in server.stderr:
            said += line
            if "running on" in line:
                break
        else:
            pytest.fail(f"the server did not start: {said}")
        threading.Thread(target=server.stderr.read, daemon=True).start()  # a full pipe would stop the server
        yield f"http://127.0.0.1:{port}"
        server.terminate()


@pytest.fixture(autouse=True)
def watched(context: BrowserContext, base_url: str) -> Iterator[None]:
    """No request leaves this machine, the console has no error, no text ran as script."""
    gone: list[str] = []
    wrong: list[str] = []
    context.on("request", lambda request: None if request.url.startswith(base_url) else gone.append(request.url))
    context.on("console", lambda message: wrong.append(message.text) if message.type == "error" and "404" not in message.text else None)
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    yield
    owned = [page.url for page in context.pages if page.evaluate("window.owned === 1")]
    assert (gone, wrong, owned) == ([], [], [])


@pytest.fixture
def shoot(page: Page) -> Callable[[str], None]:
    """Leaves a screenshot under tests/screenshots, where SAYSO_SCREENSHOTS asks for them."""

    def shot(name: str) -> None:
        if not os.environ.get("SAYSO_SCREENSHOTS"):
            return
        SCREENSHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)

    return shot
