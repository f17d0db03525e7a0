"""The attachments of a solution that this visitor may open."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from hub.models import DocumentText, HubDocument, User, Visibility
from solutions.models import SolutionPage
from solutions.models.solution_parts import SolutionAttachment


@dataclass(frozen=True, slots=True)
class AttachmentLink:
    """An attachment as a page names it: `size` in bytes and `pages` are None when they are not known."""

    title: str
    url: str
    kind: str
    size: int | None
    pages: int | None
    for_whom: str


def attachments_for(solution: SolutionPage, user: User | AnonymousUser) -> list[AttachmentLink]:
    """The attachments that this user may open, in their editor's order; `for_whom` is empty when that is everyone."""
    rows: list[SolutionAttachment] = list(solution.attachments.select_related("document__text"))
    open_now = {one: solution.open_to(user, one) for one in {row.visibility for row in rows}}
    return [_link(row) for row in rows if open_now[row.visibility]]


def _link(row: SolutionAttachment) -> AttachmentLink:
    document: HubDocument = row.document
    return AttachmentLink(
        title=row.shown_title,
        url=document.url,
        kind=document.file_extension.upper(),
        size=document.file_size,
        pages=_pages(document),
        for_whom="" if row.visibility == Visibility.PUBLIC else row.get_visibility_display(),
    )


def _pages(document: HubDocument) -> int | None:
    try:
        return document.text.page_count or None
    except DocumentText.DoesNotExist:
        return None
