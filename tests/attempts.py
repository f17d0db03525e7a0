"""What was tried of Elasticsearch, and how long each try could have taken: bounds that no busy machine moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from elastic_transport import Urllib3HttpNode
from elastic_transport.client_utils import DEFAULT


@dataclass(frozen=True, slots=True)
class Attempt:
    """One request to one node."""

    port: int
    seconds: float


@pytest.fixture
def attempts(monkeypatch: pytest.MonkeyPatch) -> list[Attempt]:
    """Every try from now on, also those that a client makes anew; clear it to begin again."""
    noted: list[Attempt] = []
    perform = Urllib3HttpNode.perform_request

    def perform_and_note(
        node: Urllib3HttpNode, method: str, target: str, *args: Any, request_timeout: Any = DEFAULT, **options: Any
    ) -> Any:
        seconds = node.config.request_timeout if request_timeout is DEFAULT else request_timeout
        noted.append(Attempt(node.config.port, seconds))
        return perform(node, method, target, *args, request_timeout=request_timeout, **options)

    monkeypatch.setattr(Urllib3HttpNode, "perform_request", perform_and_note)
    return noted
