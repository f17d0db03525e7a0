"""Health checks for monitoring: /gezond/, and /gezond/actief/ for liveness only.

What exactly is wrong is for operators alone: names of hosts and queues help an attacker too.
"""

from __future__ import annotations

import dataclasses
import time
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from health_check.base import HealthCheck
from health_check.exceptions import ServiceUnavailable, ServiceWarning
from health_check.views import HealthCheckView

from search.engines.registry import LEXICON_NAME, configured_engines
from search.indexing.status import FAIL_AFTER, WARN_AFTER, host_queues, queues

REMEMBERED = 5.0  # seconds


@dataclasses.dataclass
class SearchOutbox(HealthCheck):
    """Checks whether changes reach the search: the age of the oldest pending change, and dead letters."""

    def run(self) -> None:
        """Raise ServiceWarning after a minute or for dead letters, and ServiceUnavailable after ten minutes."""
        with connection.temporary_connection():  # checks run in threads, whose connections are not closed otherwise
            found, hosts = queues(), host_queues()
        names = {*configured_engines(), LEXICON_NAME}
        watched = {name: queue for name, queue in found.items() if name in names} | hosts
        late = {name: queue.oldest for name, queue in watched.items() if queue.oldest > WARN_AFTER}
        told = ", ".join(f"{name}: {age.total_seconds():.0f} s" for name, age in sorted(late.items()))
        if any(age > FAIL_AFTER for age in late.values()):
            raise ServiceUnavailable(f"Changes wait too long. {told}")
        if late:
            raise ServiceWarning(f"Changes wait. {told}")
        dead = sum(queue.dead for queue in watched.values())
        if dead:
            raise ServiceWarning(f"Changes that were given up: {dead}")


class Health(HealthCheckView):
    """Checks the database, file storage and the outbox of the search."""

    checks = ("health_check.checks.Database", "health_check.checks.Storage", SearchOutbox)
    _last: tuple[float, int] | None = None  # when a stranger's question was last looked into, and its status

    async def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return 200 when all is well or merely late, else 500; with the report for operators, else with a word.

        A stranger's question is looked into at most once per REMEMBERED seconds: each one asks every service.
        """
        if await is_operator(request):
            return await self._report(request, *args, **kwargs)
        if Health._last is None or time.monotonic() - Health._last[0] >= REMEMBERED:
            report = await self._report(request, *args, **kwargs)
            Health._last = (time.monotonic(), report.status_code)
        status = Health._last[1]
        word = "ok\n" if status == HTTPStatus.OK else "not ok\n"
        return HttpResponse(word, content_type="text/plain; charset=utf-8", status=status)

    async def _report(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = await super().get(request, *args, **kwargs)
        errors = [result.error for result in self.results if result.error]
        if errors and all(isinstance(error, ServiceWarning) for error in errors):
            response.status_code = HTTPStatus.OK  # only a failure takes a web process out of service
        return response


async def is_operator(request: HttpRequest) -> bool:
    """Whether this is a superuser, or a monitor with `Authorization: Bearer <HEALTH_TOKEN>`."""
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    if settings.HEALTH_TOKEN and scheme.lower() == "bearer":
        return constant_time_compare(token.strip(), settings.HEALTH_TOKEN)
    return bool((await request.auser()).is_superuser)


@require_safe
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """Return 200 while the web process responds; depends on no other service."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")
