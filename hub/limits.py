"""How often somebody may try something: counted in the database, so for all processes and hosts together."""

from __future__ import annotations

import datetime as dt
import ipaddress
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


def client_network(request: HttpRequest) -> str:
    """Where a request comes from: the address, for IPv6 the network of the subscriber; what is no address as it is."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:  # only then a proxy of ours stands in front; it adds the last address
        address = request.headers.get("X-Forwarded-For", address).rpartition(",")[2].strip()
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((int(found), IPV6_HOST), strict=False))
    return str(found)


def forget_attempts(now: dt.datetime | None = None) -> int:
    """Delete the counts whose windows have ended; returns how many."""
    return Attempts.objects.filter(since__lt=(now or timezone.now()) - LONGEST).delete()[0]
