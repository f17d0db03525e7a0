"""How often somebody may try something: counted in the database, so for all processes and hosts together."""

from __future__ import annotations

import datetime as dt
import ipaddress
import unicodedata
from dataclasses import dataclass

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from hub.models import Attempts

LONGEST = dt.timedelta(days=1)
"""The longest window that a limit may have: older rows are deleted."""
IPV6_HOST = 64  # bits of a network that one subscriber has


@dataclass(frozen=True, slots=True)
class Limit:
    """So many times within a window that begins with the first time; `name` keeps its counts apart from others'."""

    name: str
    most: int
    window: dt.timedelta

    def take(self, value: str) -> bool:
        """Count one more for this value; False when that is more than the limit allows.

        Safe when many do so at once. A try that was refused is not counted, so the window ends for who keeps trying.
        """
        now = timezone.now()
        key = self._key(value)
        _row, created = Attempts.objects.get_or_create(key=key, defaults={"since": now, "count": 1})
        if created:
            return True
        mine = Attempts.objects.filter(key=key)
        if mine.filter(since__lte=now - self.window).update(since=now, count=1):
            return True
        return bool(mine.filter(count__lt=self.most).update(count=F("count") + 1))

    def give_back(self, value: str) -> None:
        """Count one less: what was tried turned out to be no reason to count."""
        Attempts.objects.filter(key=self._key(value), count__gt=0).update(count=F("count") - 1)

    def _key(self, value: str) -> str:
        return salted_hmac(f"hub.limits.{self.name}", value, algorithm="sha256").hexdigest()


def normalized(name: str) -> str:
    """A name as Django compares those of accounts: width, case and composition make no difference."""
    return unicodedata.normalize("NFKC", name.strip()).casefold()


def mailbox(address: str) -> str:
    """The mailbox that an address leads to, as far as one can tell from outside: all its spellings give one text.

    Left out are quotation marks, what follows a plus, case, width, and how the name of a domain is written.
    """
    local, _at, domain = address.strip().rpartition("@")
    local = normalized(local.strip('"').replace("\\", "")).partition("+")[0]
    try:
        return f"{local}@{domain.rstrip('.').encode('idna').decode().lower()}"
    except UnicodeError:
        return f"{local}@{normalized(domain)}"


def client_network(request: HttpRequest) -> str:
    """Where a request comes from: the address, for IPv6 the network of the subscriber; what is no address as it is."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:  # only then a proxy of ours stands in front; it adds the last address
        address = request.headers.get("X-Forwarded-For", address).rpartition(",")[2].strip()
    try:
        found = ipaddress.ip_address(_without_port(address))
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((int(found), IPV6_HOST), strict=False))
    return str(found)


def _without_port(address: str) -> str:
    """Some proxies add the port, which differs with every connection."""
    if address.startswith("["):
        return address[1:].partition("]")[0]
    return address.partition(":")[0] if address.count(":") == 1 else address


def forget_attempts(now: dt.datetime | None = None) -> int:
    """Delete the counts whose windows have ended; returns how many."""
    return Attempts.objects.filter(since__lt=(now or timezone.now()) - LONGEST).delete()[0]
