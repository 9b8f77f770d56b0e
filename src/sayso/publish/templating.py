"""Renders sayso's templates without awaiting.

Datasette's templates may await what they call, so each of their calls, loops and macros is a coroutine. Ours get all data beforehand, and
take half the time as plain functions: 4 ms instead of 7 for the home page. They are loaded as Datasette loads its own, so that users can
override them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from jinja2 import Environment, Template


class Plain(Template):
    """A template that renders synchronously when Datasette awaits it."""

    async def render_async(self, *args: Any, **kwargs: Any) -> str:
        """Returns the page."""
        return self.render(*args, **kwargs)


async def render_page(datasette: Any, request: Any, name: str, found: dict[str, Any]) -> str:
    """Renders a template of sayso with the page's data as the variable `sayso`."""
    env = datasette.get_jinja_environment(request) if hasattr(datasette, "get_jinja_environment") else datasette.jinja_env
    made: str = await datasette.render_template(
        _make_sync_environment(env).get_template(name), {"sayso": found}, request=request, view_name="sayso"
    )
    return made


@lru_cache(maxsize=4)
def _make_sync_environment(env: Environment) -> Environment:
    """Returns the same environment for synchronous templates."""
    plain = env.overlay(enable_async=False)
    plain.template_class = Plain
    return plain
