"""A small publisher on the loopback: an aiohttp server in its own thread, with everything that a run can meet."""

from __future__ import annotations

import asyncio
import gzip
import threading
import zlib
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial

import brotli
from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

PAGE = "<html><head><title>Ferry sinks</title></head><body><h1>Ferry sinks</h1><p>Twelve died on Sunday, police said.</p></body></html>"


class Publisher:
    """`at(path, handler)` publishes a page; `asked` has every request as (path, headers), in order."""

    def __init__(self) -> None:
        self.pages: dict[str, Handler] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.counts: Counter[str] = Counter()
        self.together = self.most = 0
        self.release = threading.Event()
        self.port = 0

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def at(self, path: str, handler: Handler) -> None:
        self.pages[path] = handler

    def says(self, path: str, text: str | bytes = PAGE, status: int = 200, **headers: str) -> None:
        """A page that always says the same; names of headers are given with underscores."""
        body = text.encode() if isinstance(text, str) else text
        named = {"Content-Type": "text/html; charset=utf-8", **{k.replace("_", "-"): v for k, v in headers.items()}}

        async def answer(request: web.Request) -> web.StreamResponse:
            return web.Response(body=body, status=status, headers=named)

        self.pages[path] = answer

    def turns(self, path: str, *answers: tuple[int, dict[str, str]]) -> None:
        """A page whose status and headers go through `answers`; the last one stays."""
        seen = Counter[str]()

        async def answer(request: web.Request) -> web.StreamResponse:
            status, headers = answers[min(seen[path], len(answers) - 1)]
            seen[path] += 1
            return web.Response(text=PAGE if status == 200 else "no", status=status, headers=headers, content_type="text/html")

        self.pages[path] = answer

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.asked.append((request.path_qs, dict(request.headers)))
        self.counts[request.path] += 1
        self.together += 1
        self.most = max(self.most, self.together)
        try:
            handler = self.pages.get(request.path)
            if handler is None:
                return web.Response(status=404, text="not found")
            return await handler(request)
        finally:
            self.together -= 1

    async def hang(self, request: web.Request) -> web.StreamResponse:
        """Never answers, until the test is over."""
        while not self.release.is_set():
            await asyncio.sleep(0.02)
        return web.Response(text="late")

    async def trickle(self, request: web.Request) -> web.StreamResponse:
        """A body that arrives a byte at a time and never ends."""
        response = web.StreamResponse(headers={"Content-Type": "text/html"})
        await response.prepare(request)
        while not self.release.is_set():
            await response.write(b"x")
            await asyncio.sleep(0.02)
        return response

    async def bomb(self, request: web.Request) -> web.StreamResponse:
        """64 MB in some 64 KB, or with brotli in a hundred bytes, as the path ends."""
        name = request.path.rpartition(".")[2]
        return web.Response(body=BOMBS[name](b"x" * (64 << 20)), headers={"Content-Encoding": name, "Content-Type": "text/html"})


#: How bombs are made, by the name of their packing.
BOMBS: dict[str, Callable[[bytes], bytes]] = {"gzip": gzip.compress, "deflate": zlib.compress, "br": partial(brotli.compress, quality=5)}


def pack_body(kind: str, text: str = PAGE) -> bytes:
    """A body as gzip, brotli, zlib (what "deflate" means) or as bare deflate (what some servers send for it)."""
    if kind == "br":
        return bytes(brotli.compress(text.encode()))
    if kind == "gzip":
        return gzip.compress(text.encode())
    if kind == "deflate":
        return zlib.compress(text.encode())
    bare = zlib.compressobj(wbits=-15)
    return bare.compress(text.encode()) + bare.flush()


@contextmanager
def start_publisher() -> Iterator[Publisher]:
    """A publisher for as long as the block lasts."""
    publisher = Publisher()
    loop = asyncio.new_event_loop()
    ready = threading.Event()

    async def start() -> web.AppRunner:
        app = web.Application()
        app.router.add_route("*", "/{tail:.*}", publisher.handle)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        publisher.port = runner.addresses[0][1]
        return runner

    def serve() -> None:
        asyncio.set_event_loop(loop)
        runner = loop.run_until_complete(start())
        ready.set()
        loop.run_forever()
        loop.run_until_complete(runner.cleanup())
        loop.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield publisher
    finally:
        publisher.release.set()
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
