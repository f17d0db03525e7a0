"""The kinds of pages of which the front page can show the newest."""

from __future__ import annotations

from home import editorial_parts, solution_parts

LISTED_KINDS = {kind.key: kind for kind in (*editorial_parts.KINDS, *solution_parts.KINDS)}
"""By key, in the order in which editors choose."""
