"""The site in the same process, over a database that the real pipeline made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from datasette.app import Datasette

ROOT = Path(__file__).resolve().parents[1]


async def start_site(path: Path, **options: Any) -> Datasette:
    """A Datasette over the database, with the project's metadata and the installed plugin."""
    site = Datasette([str(path)], metadata=yaml.safe_load((ROOT / "metadata.yml").read_text()), **options)
    await site.invoke_startup()
    return site


async def fetch_html(site: Datasette, path: str, status: int = 200) -> str:
    """A page, which must answer with that status."""
    response = await site.client.get(path, follow_redirects=True)
    assert response.status_code == status, f"{path}: {response.status_code} {response.text[:300]}"
    return response.text
