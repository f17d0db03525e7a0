"""Whether the site is well, for those who watch over it: /gezond/, and /gezond/actief/ for a mere sign of life."""

from __future__ import annotations

import dataclasses
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from health_check.base import HealthCheck
from health_check.exceptions import ServiceUnavailable, ServiceWarning
from health_check.views import HealthCheckView

from search.engines.registry import LEXICON_NAME, configured_engines
from search.indexing.status import FAIL_AFTER, WARN_AFTER, host_queues, queues


@dataclasses.dataclass
class SearchOutbox(HealthCheck):
    """Whether changes reach the search: how long the oldest one waits, and whether any was given up."""

    def run(self) -> None:
        """Raise a warning after a minute or when something was given up, and a failure after ten minutes."""
        with connection.temporary_connection():  # checks run in threads, whose connections nobody would close
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
    """Database, storage of files, and the outbox of the search."""

    checks = ("health_check.checks.Database", "health_check.checks.Storage", SearchOutbox)

    async def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The report; a warning is for people, only a failure takes a web process out of service."""
        response: HttpResponse = await super().get(request, *args, **kwargs)
        errors = [result.error for result in self.results if result.error]
        if errors and all(isinstance(error, ServiceWarning) for error in errors):
            response.status_code = 200
        return response


@require_safe
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """That the web process answers; it asks nobody else."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")
