"""Who may download a document."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page, ReferenceIndex

from hub.models import RecordPage, User, is_public
from hub.rights import usable_files


def may_read(document: AbstractDocument, user: User | AnonymousUser) -> bool:
    """Whether this user may download the document: a page that they may read shows it, or they may choose it."""
    if user.is_superuser or is_used_publicly(document):
        return True
    if not user.is_authenticated:
        return False
    return bool(usable_files(user, type(document)).filter(pk=document.pk).exists()) or _shown_to(document, user)


def is_used_publicly(document: AbstractDocument) -> bool:
    """Whether a page that anonymous visitors may read shows the document in its published text, to them too."""
    return any(is_public(page) and _shows(page, document, path, AnonymousUser()) for page, path in _uses(document))


def _shown_to(document: AbstractDocument, user: User) -> bool:
    """Whether a live page that is for this user shows the document to them."""
    return any(
        page.visible_to(user) and not page.get_view_restrictions() and _shows(page, document, path, user)
        for page, path in _uses(document)
        if isinstance(page, RecordPage)
    )


def _shows(page: Page, document: AbstractDocument, path: str, user: User | AnonymousUser) -> bool:
    """Pages of other kinds than records show all that they refer to."""
    return not isinstance(page, RecordPage) or page.shows_document(document, path, user)


def _uses(document: AbstractDocument) -> Iterator[tuple[Page, str]]:
    """The live pages that refer to the document, each with the place in it where it does."""
    references = ReferenceIndex.get_references_to(document).filter(base_content_type__in=_page_types())
    places = [(int(pk), path) for pk, path in references.values_list("object_id", "model_path")]
    pages = Page.objects.filter(pk__in=[pk for pk, _path in places], live=True).specific().in_bulk()
    return ((pages[pk], path) for pk, path in places if pk in pages)


def _page_types() -> list[int]:
    return [ContentType.objects.get_for_model(Page).pk]
