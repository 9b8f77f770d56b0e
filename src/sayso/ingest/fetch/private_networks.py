"""Checked connections: each resolves its host, checks the address, and connects to exactly that address.

The check is at the creation of the socket, so that it covers redirects, names that resolve differently the second
time (DNS rebinding), and odd spellings of an address ("http://2130706433/" is 127.0.0.1).
"""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

from urllib3 import PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NameResolutionError, NewConnectionError
from urllib3.util.connection import create_connection

#: Resolves a host to its addresses, as text. Tests replace it.
Resolver = Callable[[str, int], Sequence[str]]

_NAT64 = IPv6Network("64:ff9b::/96")


class PrivateAddressError(HTTPError):
    """The host's address belongs to this machine, a private network or the local link."""


def resolve(host: str, port: int) -> Sequence[str]:
    """Returns the addresses of a host from the system's resolver."""
    rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in rows))


def is_public(address: str) -> bool:
    """Whether an address is public; an IPv6 address that contains an IPv4 one counts as the latter.

    >>> [is_public(a) for a in ("93.184.216.34", "127.0.0.1", "169.254.169.254", "::ffff:10.0.0.1", "2606:2800:220:1::1")]
    [True, False, False, False, True]
    """
    ip = _unwrap(ip_address(address.partition("%")[0]))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def is_local_link(address: str) -> bool:
    """Whether an address is link-local, as that of a cloud's metadata service: no publisher has one.

    >>> [is_local_link(a) for a in ("169.254.169.254", "fe80::1%eth0", "::ffff:169.254.1.1", "127.0.0.1", "10.0.0.1")]
    [True, True, True, False, False]
    """
    return _unwrap(ip_address(address.partition("%")[0])).is_link_local


def _unwrap(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    if isinstance(ip, IPv4Address):
        return ip
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else ip)


class ThreadConnections(threading.local):
    """The present connection of each thread, so that a deadline can cut it."""

    def __init__(self) -> None:
        self.holder: list[HTTPConnection] = []


class _Checked(HTTPConnection):
    """A connection that resolves and checks its host itself."""

    resolver: Resolver
    private: bool
    line: ThreadConnections

    def _new_conn(self) -> socket.socket:
        error: OSError | None = None
        for address in self._resolve_addresses():
            try:
                found = create_connection((address, self.port), self.timeout, self.source_address, self.socket_options)
            except TimeoutError as ex:
                raise ConnectTimeoutError(self, f"no connection to {self.host} in {self.timeout} s") from ex
            except OSError as ex:
                error = ex
            else:
                sys.audit("http.client.connect", self, self.host, self.port)
                return found
        raise NewConnectionError(self, f"no connection to {self.host}: {error.strerror if error else 'no address'}") from error

    def _resolve_addresses(self) -> Sequence[str]:
        try:
            found = self.resolver(self._dns_host, self.port)
        except (socket.gaierror, UnicodeError) as ex:
            raise NameResolutionError(self.host, self, socket.gaierror(str(ex))) from ex
        if any(map(is_local_link, found)):
            raise PrivateAddressError(f"{self.host} is in the private network of a local link, which is never asked ({', '.join(found)})")
        if not self.private and not all(map(is_public, found)):
            raise PrivateAddressError(f"{self.host} is in a private network, to be asked only with --allow-private ({', '.join(found)})")
        return found

    def request(self, *args: Any, **kwargs: Any) -> None:
        """Makes a request as urllib3 does, and records the connection of this thread."""
        self.line.holder[:] = [self]
        super().request(*args, **kwargs)


def make_manager(resolver: Resolver, private: bool, line: ThreadConnections, hosts: int = 100) -> PoolManager:
    """Makes a pool of checked connections; `private` allows addresses of this machine and of private networks."""
    marks = {"resolver": staticmethod(resolver), "private": private, "line": line}
    plain = type("Connection", (_Checked,), marks)
    secure = type("SecureConnection", (_Checked, HTTPSConnection), marks)
    pools = {
        "http": type("Pool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
        "https": type("SecurePool", (HTTPSConnectionPool,), {"ConnectionCls": secure}),
    }
    made = PoolManager(num_pools=hosts, maxsize=1, retries=False)
    made.pool_classes_by_scheme = pools
    return made


def cut_connections(holder: Sequence[HTTPConnection]) -> None:
    """Cuts the connections, so that a read in another thread returns at once."""
    for connection in holder:
        found = connection.sock
        if found is not None:
            with suppress(OSError):  # it may be closed already
                found.shutdown(socket.SHUT_RDWR)
