"""Elasticsearch clients, and the translation of their errors to those of `search.query.engine`.

Searching and administration use separate clients: a search has a short timeout, building an index a long one.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError
from elasticsearch.serializer import NdjsonSerializer, OrjsonSerializer

from search.query.engine import EngineUnavailable

logger = logging.getLogger(__name__)

ADMIN_TIMEOUT = 60.0  # seconds per administrative request
WRITE_TIMEOUT = 15.0  # seconds per bulk request; shorter than the lease of a worker, see search.indexing.outbox


class OrjsonLines(NdjsonSerializer):
    """A JSON document per line, for several searches in one request."""

    json_dumps = OrjsonSerializer.json_dumps
    json_loads = OrjsonSerializer.json_loads


SERIALIZERS = {
    **{kind: OrjsonSerializer() for kind in ("application/json", "application/vnd.elasticsearch+json")},
    **{kind: OrjsonLines() for kind in ("application/x-ndjson", "application/vnd.elasticsearch+x-ndjson")},
}
"""orjson, for large payloads: seven kilobytes per record in a rebuild, and pages of hits with facets."""

_EXPECTED = frozenset({401, 403, 404, 408, 429})
"""Statuses below 500 that are due to the state of the server; any other means that the request is wrong."""


def connect(url: str, timeout: float) -> Elasticsearch:
    """A client that gives each attempt at most `timeout` seconds; `url` may list several nodes, separated by commas.

    When one of several nodes refuses or drops the connection, as on shutdown, the request is retried once on another
    node and the failed node is skipped for a while; this costs no time. A node that hangs uses the whole timeout, so
    there is no retry after it, and a single node is never retried. A repeated write is harmless because of its version.
    """
    hosts = list(dict.fromkeys(host.strip() for host in url.split(",") if host.strip()))
    return Elasticsearch(
        hosts,
        serializers=SERIALIZERS,
        request_timeout=timeout,
        max_retries=min(len(hosts) - 1, 1),
        retry_on_timeout=False,
        retry_on_status=(),
    )


class ClientsByTimeout:
    """Clients that share the connections of one client and differ in their timeout.

    They are kept, because each takes half a millisecond to make; to keep them few, timeouts are rounded down.
    """

    TICK = 0.02  # seconds

    def __init__(self, client: Elasticsearch) -> None:
        self._client = client
        self._kept: dict[int, Elasticsearch] = {}

    def with_timeout(self, seconds: float) -> Elasticsearch:
        """The client that waits this long, or less than a tick shorter."""
        ticks = max(int(seconds / self.TICK), 1)
        if ticks not in self._kept:
            self._kept[ticks] = self._client.options(request_timeout=ticks * self.TICK)
        return self._kept[ticks]


@contextmanager
def translated() -> Iterator[None]:
    """Raise EngineUnavailable for any error of Elasticsearch.

    That includes a request it rejects, so that visitors get an answer from the other engine; such a request is a bug
    and is logged as one.
    """
    try:
        yield
    except NotFoundError as error:
        raise EngineUnavailable(f"there is no such index: {error.error}") from error
    except ApiError as error:
        if error.status_code not in _EXPECTED and error.status_code < 500:  # noqa: PLR2004 - an HTTP status
            # Without the error itself: its reason may quote what a visitor typed.
            refused = {"status": error.status_code, "error": error.error}
            logger.error("elastic_request_refused", extra=refused, stack_info=True)
        raise EngineUnavailable(f"Elasticsearch answered {error.status_code}: {error.error}") from error
    except TransportError as error:
        raise EngineUnavailable(f"Elasticsearch did not answer: {error}") from error
