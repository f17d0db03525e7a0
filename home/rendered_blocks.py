"""The blocks of the front page as visitors see them, the same for everyone: put together once a minute."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from hub.caching import FragmentCache

BODIES = FragmentCache("home.rendered_blocks")


def blocks_html(body: Any, *, request: HttpRequest) -> SafeString:
    """The HTML of these blocks, at most a minute old; a preview is always made anew, and never kept."""
    if getattr(request, "is_preview", False):
        return _render(body)
    return BODIES.get(lambda: _render(body))


def _render(body: Any) -> SafeString:
    return render_to_string("home/_blocks.html", {"blocks": body})
