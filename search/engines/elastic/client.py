"""Connections to Elasticsearch, and its errors in the words of `search.query.engine`.

Visitors and administration use separate clients: a search is given up at once, building an index may take long.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError
from elasticsearch.serializer import OrjsonSerializer

from search.query.engine import EngineUnavailable

logger = logging.getLogger(__name__)

ADMIN_TIMEOUT = 60.0  # seconds for one change of an index
WRITE_TIMEOUT = 15.0  # seconds for one bulk request; shorter than the lease of a worker, see search.indexing.outbox

SERIALIZERS = {kind: OrjsonSerializer() for kind in ("application/json", "application/vnd.elasticsearch+json")}
"""A rebuild sends seven kilobytes a record, and a page of hits with its facets is not small either."""

_EXPECTED = frozenset({401, 403, 404, 408, 429})
"""Statuses below 500 that tell of the server's state; any other one means that we asked something wrong."""


def connect(url: str, timeout: float) -> Elasticsearch:
    """A client that gives each try at most `timeout` seconds; `url` may name several nodes, with commas between.

    When one of several nodes refuses or breaks the connection, as it does when it ends, another is asked once; the
    one that failed is left alone for a while. That is no time lost. A node that hangs costs the whole timeout, so
    nothing is tried after it, and a single node is never asked twice. A repeated write is harmless by its version.
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


@contextmanager
def translated() -> Iterator[None]:
    """Raise EngineUnavailable for whatever keeps Elasticsearch from answering.

    That includes a request it does not accept, so that visitors get an answer from the other engine; such a
    request is our mistake and is logged as one.
    """
    try:
        yield
    except NotFoundError as error:
        raise EngineUnavailable(f"there is no such index: {error.error}") from error
    except ApiError as error:
        if error.status_code not in _EXPECTED and error.status_code < 500:  # noqa: PLR2004 - an HTTP status
            logger.exception("elastic_request_refused", extra={"status": error.status_code})
        raise EngineUnavailable(f"Elasticsearch answered {error.status_code}: {error.error}") from error
    except TransportError as error:
        raise EngineUnavailable(f"Elasticsearch did not answer: {error}") from error
