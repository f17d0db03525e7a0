"""Bulk writes, each with the version of its record, so that replays and races are harmless."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from http import HTTPStatus
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from search.engines.elastic import documents
from search.engines.elastic.client import WRITE_TIMEOUT, translated
from search.engines.elastic.lifecycle import write_alias
from search.query.engine import EngineUnavailable
from search.types import IndexWrite, WriteFailure

CHUNK = 500  # records
CHUNK_BYTES = 8 * 1024 * 1024


def write(client: Elasticsearch, target: str, writes: Sequence[IndexWrite]) -> list[WriteFailure]:
    """Apply the writes in order; returns those refused for their content."""
    failures: list[WriteFailure] = []
    actions = _actions(target, writes, failures)
    with translated():
        answers = streaming_bulk(
            client.options(request_timeout=WRITE_TIMEOUT),
            actions,
            chunk_size=CHUNK,
            max_chunk_bytes=CHUNK_BYTES,
            raise_on_error=False,
            require_alias=True,
        )
        for accepted, item in answers:
            if not accepted and (failure := _failure(item)):
                failures.append(failure)
    return failures


def _actions(target: str, writes: Sequence[IndexWrite], failures: list[WriteFailure]) -> Iterator[dict[str, Any]]:
    for one in writes:
        try:
            yield _action(target, one)
        except ValueError as error:
            failures.append(WriteFailure(one.key, str(error)))


def _action(target: str, one: IndexWrite) -> dict[str, Any]:
    one.key.encode("utf-8")
    action = {
        "_index": write_alias(target),
        "_id": one.key,
        "version": one.version,
        "version_type": "external_gte",
    }
    if one.record is None:
        return {**action, "_op_type": "delete"}
    return {**action, "_op_type": "index", "_source": documents.source(one.record)}


def _failure(item: dict[str, dict[str, Any]]) -> WriteFailure | None:
    """The failure of a write; None for a version conflict (a newer write came first) or a delete of a missing document.

    Raises EngineUnavailable when it failed for another reason than its content.
    """
    operation, answer = next(iter(item.items()))
    status, error = answer["status"], answer.get("error")
    if status == HTTPStatus.CONFLICT or (operation == "delete" and status == HTTPStatus.NOT_FOUND and not error):
        return None
    reason = _reason(error)
    if status == HTTPStatus.BAD_REQUEST:
        return WriteFailure(answer["_id"], reason)
    raise EngineUnavailable(f"Elasticsearch could not write {answer['_id']}: {status} {reason}")


def _reason(error: Any) -> str:
    if not isinstance(error, dict):
        return str(error)
    cause = error.get("caused_by", {}).get("reason")
    return f"{error.get('reason')} ({cause})" if cause else str(error.get("reason"))
