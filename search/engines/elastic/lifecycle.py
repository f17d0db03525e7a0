"""The indices of the engine: one per target, and an alias for the live one.

A target is filled before it is searched and goes live in one step. Deletions are remembered for a while, so that a late
write with an older version cannot bring a deleted record back during a rebuild.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from elasticsearch import Elasticsearch, NotFoundError
from elasticsearch.dsl import Index, Search

from search.engines.elastic.client import translated
from search.engines.elastic.documents import NOT_RETURNED, RecordDocument
from search.engines.fingerprint import record_fingerprint
from search.query.engine import EngineUnavailable
from search.ranking import WEIGHTS, Weights
from search.types import StoredVersion

_BATCH = 2_000
_GENERATION_STEPS = 100


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """The shards and replicas of an index, its refresh interval, and how long a deletion is remembered."""

    shards: int = 1
    replicas: int = 0
    refresh: str = "1s"
    gc_deletes: str = "24h"


@dataclass(frozen=True, slots=True)
class LiveState:
    """The state of the live index that cached data is valid for.

    `generation` is coarse: the name of the index, and its document and deletion counts in steps of one percent of the
    documents. A small site gets a new one at every write; on a large site a cached top score may be one record in a
    hundred out of date. `revision` is exact: it changes when any shard copy applies a change (`seq_no`) and when it
    makes changes searchable (`external_total`); when a copy does not report, it is a value that never recurs.
    """

    generation: str
    revision: str

    @classmethod
    def of(cls, name: str, stats: Mapping[str, Any]) -> LiveState:
        """The state from the shard-level statistics of one index."""
        docs = stats["primaries"]["docs"]
        step = max(1, docs["count"] // _GENERATION_STEPS)
        copies = [copy for shard in sorted(stats["shards"]) for copy in stats["shards"][shard]]
        seen = sorted((copy["seq_no"]["max_seq_no"], copy["refresh"]["external_total"]) for copy in copies)
        return cls(
            generation=f"{name}.{docs['count'] // step}.{docs['deleted'] // step}",
            revision=f"{name}.{seen}",
        )


class Lifecycle:
    """Creates, promotes, reads and deletes the targets of one prefix; every method may raise EngineUnavailable."""

    def __init__(self, client: Elasticsearch, prefix: str, settings: IndexSettings, weights: Weights = WEIGHTS) -> None:
        self._client = client
        self._prefix = prefix
        self._settings = settings
        self._weights = weights
        self._name = re.compile(rf"{re.escape(prefix)}-[0-9]{{14}}-[0-9a-f]{{8}}")

    @property
    def alias(self) -> str:
        """The alias that is searched."""
        return self._prefix

    def live(self) -> str | None:
        """The index behind the alias, or None before the first promotion."""
        with translated():
            try:
                return next(iter(self._client.indices.get_alias(name=self.alias)))
            except NotFoundError:
                return None

    def create(self) -> str:
        """Create an empty index with the current analysis and mapping; returns its name."""
        moment = dt.datetime.now(tz=dt.UTC).strftime("%Y%m%d%H%M%S")
        name = f"{self._prefix}-{moment}-{secrets.token_hex(4)}"
        body = index_body(name, self._settings, self._weights)
        with translated():
            self._client.indices.create(index=name, **body)
        return name

    def promote(self, target: str) -> None:
        """Make the index searchable, then move the alias in one request, so that there is always a live index."""
        with translated():
            settings = {"refresh_interval": self._settings.refresh, "translog.durability": "request"}
            self._client.indices.put_settings(index=target, settings=settings)
            self._client.indices.flush(index=target)
            self._client.indices.refresh(index=target)
            self._client.indices.update_aliases(
                actions=[
                    {"remove": {"index": f"{self._prefix}-*", "alias": self.alias, "must_exist": False}},
                    {"add": {"index": target, "alias": self.alias}},
                ]
            )

    def prune(self, keep: Iterable[str]) -> list[str]:
        """Delete every target not in `keep`, except the live one; returns the deleted names."""
        kept = {*keep, self.live()}
        superfluous = [name for name in self.names() if name not in kept]
        with translated():
            for name in superfluous:
                self._client.indices.delete(index=name, ignore_unavailable=True)
        return superfluous

    def names(self) -> list[str]:
        """All targets, oldest first, without indices of a longer prefix that starts with this one."""
        with translated():
            found = self._client.indices.get_settings(index=f"{self._prefix}-*", name="index.uuid")
        return sorted(name for name in found if self._name.fullmatch(name))

    def refresh(self, target: str) -> None:
        with translated():
            self._client.indices.refresh(index=target)

    def count(self, target: str) -> int:
        with translated():
            return int(self._client.count(index=target)["count"])

    def versions(self, target: str) -> Iterator[StoredVersion]:
        """The key and version of every record in the target, as of the start of the iteration.

        The key is read from doc values: `_id` is a stored field, which would have to be decompressed.
        """
        search = (
            Search(using=self._client, index=target)
            .extra(stored_fields="_none_", docvalue_fields=["key"], version=True, size=_BATCH, track_total_hits=False)
            .sort("_shard_doc")
        )
        with translated():
            for hit in search.iterate(keep_alive="5m"):
                yield StoredVersion(hit.key[0], hit.meta.version)

    def state(self) -> LiveState:
        """The current state of the live index, from one request."""
        with translated():
            answer = self._client.indices.stats(
                index=self.alias,
                metric="docs,refresh",
                level="shards",
                filter_path="_shards.failed,indices.*.primaries.docs,indices.*.shards.*.refresh,indices.*.shards.*.seq_no",
            )
        if not answer.get("indices"):
            raise EngineUnavailable("the live index has no copy that answers")
        state = LiveState.of(*next(iter(answer["indices"].items())))
        return replace(state, revision=secrets.token_hex(8)) if answer["_shards"]["failed"] else state

    def fingerprint(self, target: str) -> str:
        """The fingerprint of the mapping, analysis and record code that the target was created with."""
        with translated():
            mapping = self._client.indices.get_mapping(index=target)[target]["mappings"]
        return str(mapping.get("_meta", {}).get("fingerprint", ""))


def write_alias(target: str) -> str:
    """The alias for writes. A write never creates it, so no write can bring back a deleted target."""
    return f"{target}-write"


def index_body(name: str, settings: IndexSettings, weights: Weights = WEIGHTS) -> dict[str, Any]:
    """The body to create an index: settings, analysis, mapping with its fingerprint, and the write alias."""
    index = Index(name)
    index.document(RecordDocument)
    index.settings(similarity={"default": {"type": "BM25", "k1": weights.k1, "b": weights.b}})
    body = index.to_dict()
    body["mappings"]["dynamic"] = "strict"
    body["mappings"]["_source"] = {"excludes": list(NOT_RETURNED)}
    body["mappings"]["_meta"] = {"fingerprint": _fingerprint(body)}
    body["settings"] |= {
        "number_of_shards": settings.shards,
        "number_of_replicas": settings.replicas,
        "refresh_interval": "-1",
        "gc_deletes": settings.gc_deletes,
        "translog.durability": "async",  # until it goes live: after a server crash the build starts again anyway
    }
    body["aliases"] = {write_alias(name): {}}
    return body


def current_fingerprint(weights: Weights = WEIGHTS) -> str:
    """The fingerprint a new target gets; a live target with another one needs a rebuild."""
    body = index_body("none", IndexSettings(), weights)
    return str(body["mappings"]["_meta"]["fingerprint"])


def _fingerprint(body: dict[str, Any]) -> str:
    made_with = {key: body[key] for key in ("settings", "mappings")} | {"records": record_fingerprint()}
    content = json.dumps(made_with, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:16]
