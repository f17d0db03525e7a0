"""The indices behind an engine: one per target, and an alias that names the live one.

A target is filled before anyone reads it and goes live in one step. Deletions are remembered for a while, so
that an older write that arrives late during a rebuild cannot bring a deleted record back.
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
    """How an index is spread over a cluster, how soon a write is found, and how long a deletion is remembered."""

    shards: int = 1
    replicas: int = 0
    refresh: str = "1s"
    gc_deletes: str = "24h"


@dataclass(frozen=True, slots=True)
class LiveState:
    """What caches of the live index are valid for.

    `generation` is the index and the hundredth of its records that changes brought it to: a small hub sees it renewed
    at every write; in a large one a cached top score may lag by one record in a hundred. `revision` is exact: it moves
    when any copy of a shard took in a change (`seq_no`) and when it let searches see its changes (`external_total`);
    a copy that does not tell makes it one that never comes back.
    """

    generation: str
    revision: str

    @classmethod
    def of(cls, name: str, stats: Mapping[str, Any]) -> LiveState:
        """The state in the server's statistics of one index, by shard."""
        docs = stats["primaries"]["docs"]
        step = max(1, docs["count"] // _GENERATION_STEPS)
        copies = [copy for shard in sorted(stats["shards"]) for copy in stats["shards"][shard]]
        seen = sorted((copy["seq_no"]["max_seq_no"], copy["refresh"]["external_total"]) for copy in copies)
        return cls(
            generation=f"{name}.{docs['count'] // step}.{docs['deleted'] // step}",
            revision=f"{name}.{seen}",
        )


class Lifecycle:
    """Makes, promotes, reads and removes the targets of one prefix; every method may raise EngineUnavailable."""

    def __init__(self, client: Elasticsearch, prefix: str, settings: IndexSettings, weights: Weights = WEIGHTS) -> None:
        self._client = client
        self._prefix = prefix
        self._settings = settings
        self._weights = weights
        self._name = re.compile(rf"{re.escape(prefix)}-[0-9]{{14}}-[0-9a-f]{{8}}")

    @property
    def alias(self) -> str:
        """What readers search."""
        return self._prefix

    def live(self) -> str | None:
        """The index behind the alias, or None before the first promotion."""
        with translated():
            try:
                return next(iter(self._client.indices.get_alias(name=self.alias)))
            except NotFoundError:
                return None

    def create(self) -> str:
        """A new empty index with the analysis and mapping of now."""
        moment = dt.datetime.now(tz=dt.UTC).strftime("%Y%m%d%H%M%S")
        name = f"{self._prefix}-{moment}-{secrets.token_hex(4)}"
        body = index_body(name, self._settings, self._weights)
        with translated():
            self._client.indices.create(index=name, **body)
        return name

    def promote(self, target: str) -> None:
        """Make the index findable, then move the alias: one request, so there is no moment without a live one."""
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
        """Remove every target that is not named; the live one always stays."""
        kept = {*keep, self.live()}
        superfluous = [name for name in self.names() if name not in kept]
        with translated():
            for name in superfluous:
                self._client.indices.delete(index=name, ignore_unavailable=True)
        return superfluous

    def names(self) -> list[str]:
        """All targets, oldest first; indices of another prefix that begins the same are not among them."""
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
        """Every record of the target, as it was when the reading began.

        The key is read from its column: the `_id` stands among the stored texts, which would have to be unpacked.
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
        """What the live index holds at this moment, from one request."""
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
        """The fingerprint of the mapping and analysis that the target was made with."""
        with translated():
            mapping = self._client.indices.get_mapping(index=target)[target]["mappings"]
        return str(mapping.get("_meta", {}).get("fingerprint", ""))


def write_alias(target: str) -> str:
    """What writes go to: an alias that is never made by a write, so no write can bring back a removed target."""
    return f"{target}-write"


def index_body(name: str, settings: IndexSettings, weights: Weights = WEIGHTS) -> dict[str, Any]:
    """Everything an index is made with: settings, analysis, mapping with its fingerprint, and the write alias."""
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
        "translog.durability": "async",  # until it goes live: a build that the server does not survive begins anew
    }
    body["aliases"] = {write_alias(name): {}}
    return body


def current_fingerprint(weights: Weights = WEIGHTS) -> str:
    """The fingerprint a new target would have; a live target with another one needs a rebuild."""
    body = index_body("none", IndexSettings(), weights)
    return str(body["mappings"]["_meta"]["fingerprint"])


def _fingerprint(body: dict[str, Any]) -> str:
    made_with = {key: body[key] for key in ("settings", "mappings")} | {"records": record_fingerprint()}
    content = json.dumps(made_with, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:16]
