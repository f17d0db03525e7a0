"""Builds the index records of objects: their public state, as plain text.

`records_for` reads any number of objects in a bounded number of queries. An object that is not public yields None,
which an engine treats as a deletion; so deletion is by key, never by asking what is public now.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone, translation
from django.utils.formats import date_format
from wagtail.models import Page

from editorial.models import EventPage, NewsPage, PublicationPage
from hub.models import public_condition
from organisations.models import Kind as OrganisationKind
from organisations.models import Organisation, OrganisationPage
from search.facets import values_of
from search.indexing.record_context import RecordContext, address_of, site_roots
from search.indexing.text import text_of_html, text_of_stream
from search.kinds import KINDS, SPECS, page_models
from search.types import IndexRecord, Kind
from solutions.models import ExperiencePage, SolutionPage

SOLUTION_STREAMS = ("problem", "approach", "result", "what_did_not_work")


def make_key(kind: Kind, pk: int) -> str:
    """The key of an object in every engine."""
    return f"{kind.value}-{pk}"


def split_key(key: str) -> tuple[Kind, int]:
    """The kind and pk in a key."""
    kind, _dash, pk = key.rpartition("-")
    return Kind(kind), int(pk)


def key_of(instance: models.Model) -> str | None:
    """The key of this object's record, or None when its model is not indexed.

    An organisation page has the key of its organisation.
    """
    if isinstance(instance, Organisation):
        return make_key(Kind.ORGANISATION, instance.pk)
    if isinstance(instance, OrganisationPage):
        return make_key(Kind.ORGANISATION, instance.organisation_id)
    if isinstance(instance, Page):
        model = instance.cached_content_type.model_class() if type(instance) is Page else type(instance)
        if model is OrganisationPage:
            owner = OrganisationPage.objects.filter(pk=instance.pk).values_list("organisation_id", flat=True).first()
            return make_key(Kind.ORGANISATION, owner) if owner else None
        kind = page_models().get(model)
        return make_key(kind, instance.pk) if kind else None
    return None


def to_record(instance: models.Model) -> IndexRecord | None:
    """The public record of one object, or None when anonymous visitors may not read it now."""
    key = key_of(instance)
    return records_for([key])[key] if key else None


def records_for(keys: Iterable[str]) -> dict[str, IndexRecord | None]:
    """The public record of each object, None if deleted or not public; the number of queries is bounded."""
    wanted: dict[str, IndexRecord | None] = dict.fromkeys(keys)
    by_kind: dict[Kind, list[int]] = {}
    for key in wanted:
        kind, pk = split_key(key)
        by_kind.setdefault(kind, []).append(pk)
    instances = {
        kind: list(SPECS[kind].model._default_manager.filter(pk__in=pks).defer(*SPECS[kind].never_read))
        for kind, pks in by_kind.items()
    }
    context = RecordContext.of(instances)
    for kind, found in instances.items():
        for instance in found:
            wanted[make_key(kind, instance.pk)] = _MAKERS.get(kind, _with_body)(instance, kind, context)
    return wanted


def all_keys() -> Iterator[str]:
    """The key of every object that may be public, kind by kind."""
    for spec in KINDS:
        for pk in spec.model._default_manager.order_by("pk").values_list("pk", flat=True).iterator():
            yield make_key(spec.kind, pk)


def public_keys() -> Iterator[str]:
    """The key of every object that `records_for` makes a record of, without reading any text."""
    roots, public = site_roots(), public_condition()
    for model, kind in page_models().items():
        pages = model._default_manager.filter(public).values_list("pk", "url_path")
        for pk, url_path in pages.iterator():
            if address_of(url_path, roots) is not None:
                yield make_key(kind, pk)
    organisations = Organisation.objects.existing().values_list("pk", flat=True)
    yield from (make_key(Kind.ORGANISATION, pk) for pk in organisations.iterator())


def _page(page: Any, kind: Kind, context: RecordContext, *, body: str, **more: Any) -> IndexRecord | None:
    """The record of a page of any kind; None when it is not public or outside every site."""
    url = context.url_of(page)
    if url is None or not context.is_public(page):
        return None
    owner = context.owner_of(page)
    tags = context.tags_of(page)
    return IndexRecord(
        key=make_key(kind, page.pk),
        kind=kind,
        title=page.title,
        url=url,
        summary=page.summary,
        body=body,
        tags=tuple(tags.names),
        organisation=owner.name if owner else "",
        source_id=page.source_id,
        facets=values_of(page, kind, context),
        published=more.pop("published", page.first_published_at),
        confirmed=page.confirmed_on,
        attachments=context.attachments.get(page.pk, ()),
        is_example=page.is_example,
        taken_from=page.source if page.is_taken_over else "",
        **more,
    )


def _with_body(page: Any, kind: Kind, context: RecordContext) -> IndexRecord | None:
    """The record of a page whose text is its body."""
    return _page(page, kind, context, body=text_of_stream(page.body))


def _solution(page: SolutionPage, kind: Kind, context: RecordContext) -> IndexRecord | None:
    adopters = tuple(use.organisation for use in context.uses_elsewhere(page))
    texts = [text_of_stream(getattr(page, name)) for name in SOLUTION_STREAMS]
    suppliers = context.suppliers.get(page.pk, ())
    body = "\n".join(filter(None, [page.for_whom, *texts, *context.terms_of(page).labels, *suppliers]))
    return _page(
        page,
        kind,
        context,
        body=body,
        confirmed_reuse=len(adopters),
        adopters=adopters,
        text_language=page.text_language,
        software_version=page.software_version,
        release_date=page.release_date,
    )


def _experience(page: ExperiencePage, kind: Kind, context: RecordContext) -> IndexRecord | None:
    sections = [text_of_html(getattr(page, name)) for name in ExperiencePage.SECTIONS]
    streams = [text_of_stream(page.indicators), text_of_stream(page.body)]
    names = ", ".join(name for _code, name in context.partners.get(page.pk, ()))
    body = "\n".join(filter(None, [*sections, page.pull_quote, *streams, names]))
    return _page(page, kind, context, body=body)


def _news(page: NewsPage, kind: Kind, context: RecordContext) -> IndexRecord | None:
    return _page(page, kind, context, body=text_of_stream(page.body), published=page.published_at)


def _event(page: EventPage, kind: Kind, context: RecordContext) -> IndexRecord | None:
    with translation.override(settings.LANGUAGE_CODE):
        day = date_format(timezone.localtime(page.starts_at), "l j F Y")
    body = "\n".join(filter(None, [text_of_stream(page.body), page.place, page.organiser, day]))
    return _page(page, kind, context, body=body)


def _publication(page: PublicationPage, kind: Kind, context: RecordContext) -> IndexRecord | None:
    body = "\n".join(filter(None, [text_of_stream(page.body), page.authors]))
    published = timezone.make_aware(dt.datetime.combine(page.published_on, dt.time()))
    return _page(page, kind, context, body=body, published=published)


def _organisation(organisation: Organisation, kind: Kind, context: RecordContext) -> IndexRecord | None:
    """The record of an organisation, participating or not; None once it has ended."""
    if organisation.ended_on:
        return None
    with translation.override(settings.LANGUAGE_CODE):  # records are in one language, whoever builds them
        sort = str(organisation.get_kind_display())
    introduction, published = context.introductions.get(organisation.pk, ("", None))
    return IndexRecord(
        key=make_key(kind, organisation.pk),
        kind=kind,
        title=_title(organisation),
        url=organisation.get_absolute_url(),
        summary=_summary(organisation, sort),
        body="\n".join(filter(None, [_facts(organisation), text_of_html(introduction)])),
        tags=(sort,),
        source_id=organisation.source_id,
        facets=values_of(organisation, kind, context),
        published=published,
        is_example=organisation.is_example,
    )


def _title(organisation: Organisation) -> str:
    """The name as people search for it: municipalities get the prefix Gemeente."""
    named = organisation.kind != OrganisationKind.MUNICIPALITY or organisation.name.startswith("Gemeente ")
    return organisation.name if named else f"Gemeente {organisation.name}"


def _summary(organisation: Organisation, sort: str) -> str:
    """The kind, province and number of inhabitants, as a sentence."""
    place = f" in de provincie {organisation.province}" if organisation.province else ""
    people = f", {organisation.inhabitants} inwoners" if organisation.inhabitants else ""
    return f"{sort}{place}{people}."


def _facts(organisation: Organisation) -> str:
    names = dict.fromkeys([organisation.official_name, organisation.name])
    seat = f"Hoofdplaats {organisation.seat}" if organisation.seat else ""
    return ". ".join(filter(None, [*names, seat, organisation.code]))


_MAKERS: dict[Kind, Callable[[Any, Kind, RecordContext], IndexRecord | None]] = {
    Kind.SOLUTION: _solution,
    Kind.EXPERIENCE: _experience,
    Kind.ORGANISATION: _organisation,
    Kind.NEWS: _news,
    Kind.EVENT: _event,
    Kind.PUBLICATION: _publication,
}
"""The function that builds the record, per kind; other kinds use `_with_body`."""
