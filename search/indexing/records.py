"""From objects to what the engines hold of them: the public state, as plain text.

`records_for` reads any number of objects in a bounded number of queries. What is not public gives None, which
an engine takes as a deletion; so a withdrawal goes by key and never by asking what is public now.
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
from hub.models import ContentPage, public_condition
from organisations.models import Kind as OrganisationKind
from organisations.models import Organisation, OrganisationPage
from search.indexing.record_context import Owner, RecordContext, Terms, address_of, site_roots
from search.indexing.text import text_of_html, text_of_stream
from search.types import IndexRecord, Kind
from solutions.evidence import step_for
from solutions.models import ExperiencePage, SolutionPage, ThemePage

PAGE_MODELS: dict[type[Page], Kind] = {
    SolutionPage: Kind.SOLUTION,
    ExperiencePage: Kind.EXPERIENCE,
    ContentPage: Kind.ARTICLE,
    ThemePage: Kind.THEME,
    NewsPage: Kind.NEWS,
    EventPage: Kind.EVENT,
    PublicationPage: Kind.PUBLICATION,
}
MODELS: dict[Kind, type[models.Model]] = {
    **{kind: model for model, kind in PAGE_MODELS.items()},
    Kind.ORGANISATION: Organisation,
}
SOLUTION_STREAMS = ("problem", "approach", "result", "what_did_not_work")


def make_key(kind: Kind, pk: int) -> str:
    """The key of an object in every engine."""
    return f"{kind.value}-{pk}"


def split_key(key: str) -> tuple[Kind, int]:
    """The kind and number in a key."""
    kind, _dash, pk = key.rpartition("-")
    return Kind(kind), int(pk)


def key_of(instance: models.Model) -> str | None:
    """The key under which this object is found, or None when it never is.

    The page of an organisation stands for the organisation.
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
        kind = PAGE_MODELS.get(model)
        return make_key(kind, instance.pk) if kind else None
    return None


def to_record(instance: models.Model) -> IndexRecord | None:
    """The public record of one object, or None when anonymous visitors may not read it now."""
    key = key_of(instance)
    return records_for([key])[key] if key else None


def records_for(keys: Iterable[str]) -> dict[str, IndexRecord | None]:
    """The public record of each object, None for what is gone or not public; the queries do not grow with the keys."""
    wanted: dict[str, IndexRecord | None] = dict.fromkeys(keys)
    by_kind: dict[Kind, list[int]] = {}
    for key in wanted:
        kind, pk = split_key(key)
        by_kind.setdefault(kind, []).append(pk)
    instances = {
        kind: list(MODELS[kind]._default_manager.filter(pk__in=pks).defer(*_NOT_NEEDED[kind]))
        for kind, pks in by_kind.items()
    }
    context = RecordContext.of(instances)
    for kind, found in instances.items():
        for instance in found:
            wanted[make_key(kind, instance.pk)] = _MAKERS[kind](instance, context)
    return wanted


def all_keys() -> Iterator[str]:
    """The key of every object that might be public, kind by kind."""
    for kind, model in MODELS.items():
        for pk in model._default_manager.order_by("pk").values_list("pk", flat=True).iterator():
            yield make_key(kind, pk)


def public_keys() -> Iterator[str]:
    """The key of every object that has a record, by the rule of `records_for` but without reading any text."""
    roots, public = site_roots(), public_condition()
    for kind, model in MODELS.items():
        if kind is Kind.ORGANISATION:
            found = Organisation.objects.existing().values_list("pk", flat=True)
            yield from (make_key(kind, pk) for pk in found.iterator())
            continue
        pages = model._default_manager.filter(public).values_list("pk", "url_path")
        for pk, url_path in pages.iterator():
            if address_of(url_path, roots) is not None:
                yield make_key(kind, pk)


def _page(page: Any, kind: Kind, context: RecordContext, *, body: str, **more: Any) -> IndexRecord | None:
    """What all pages have in common."""
    url = context.url_of(page)
    if url is None or not context.is_public(page):
        return None
    owner = context.owner_of(page)
    tags = context.tags_of(kind, page.pk)
    facets = {**(owner.facets if owner else {}), "tag": tuple(tags.slugs), **more.pop("facets", {})}
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
        facets=facets,
        published=more.pop("published", page.first_published_at),
        confirmed=page.last_confirmed_at,
        attachments=context.attachments.get(page.pk, ()),
        is_example=page.is_example,
        **more,
    )


def _solution(page: SolutionPage, context: RecordContext) -> IndexRecord | None:
    owner = context.owner_of(page)
    uses = [use for use in context.uses.get(page.pk, ()) if owner is None or use.organisation != owner.code]
    adopters = tuple(use.organisation for use in uses)
    terms = context.terms.get(page.pk, Terms())
    step = step_for(
        status=page.development_status, confirmed_reuse=len(uses), good_experiences=sum(use.again for use in uses)
    )
    texts = [text_of_stream(getattr(page, name)) for name in SOLUTION_STREAMS]
    suppliers = context.suppliers.get(page.pk, ())
    body = "\n".join(filter(None, [page.for_whom, *texts, *terms.labels, *suppliers]))
    return _page(
        page,
        Kind.SOLUTION,
        context,
        body=body,
        facets={
            "policy_domain": tuple(terms.policy_domains),
            "gemma_component": tuple(terms.gemma_components),
            "solution_kind": (page.kind,),
            "development_status": tuple(filter(None, [page.development_status])),
            "licence": tuple(filter(None, [context.licences.get(page.licence_id)])),
            "evidence": (str(int(step)),),
        },
        confirmed_reuse=len(adopters),
        adopters=adopters,
    )


def _experience(page: ExperiencePage, context: RecordContext) -> IndexRecord | None:
    sections = [text_of_html(getattr(page, name)) for name in ExperiencePage.SECTIONS]
    partners = context.partners.get(page.pk, ())
    streams = [text_of_stream(page.indicators), text_of_stream(page.body)]
    names = ", ".join(name for _code, name in partners)
    body = "\n".join(filter(None, [*sections, page.pull_quote, *streams, names]))
    owner = context.owner_of(page)
    codes = dict.fromkeys([*(owner.facets["organisation"] if owner else ()), *(code for code, _name in partners)])
    return _page(page, Kind.EXPERIENCE, context, body=body, facets={"organisation": tuple(codes)} if codes else {})


def _article(page: ContentPage, context: RecordContext) -> IndexRecord | None:
    return _page(page, Kind.ARTICLE, context, body=text_of_stream(page.body))


def _theme(page: ThemePage, context: RecordContext) -> IndexRecord | None:
    return _page(page, Kind.THEME, context, body=text_of_stream(page.body))


def _news(page: NewsPage, context: RecordContext) -> IndexRecord | None:
    return _page(page, Kind.NEWS, context, body=text_of_stream(page.body), published=page.published_at)


def _event(page: EventPage, context: RecordContext) -> IndexRecord | None:
    with translation.override(settings.LANGUAGE_CODE):
        day = date_format(timezone.localtime(page.starts_at), "l j F Y")
    body = "\n".join(filter(None, [text_of_stream(page.body), page.place, page.organiser, day]))
    return _page(page, Kind.EVENT, context, body=body)


def _publication(page: PublicationPage, context: RecordContext) -> IndexRecord | None:
    body = "\n".join(filter(None, [text_of_stream(page.body), page.authors]))
    published = timezone.make_aware(dt.datetime.combine(page.published_on, dt.time()))
    return _page(page, Kind.PUBLICATION, context, body=body, published=published)


def _organisation(organisation: Organisation, context: RecordContext) -> IndexRecord | None:
    """An organisation has a public profile until it ends, taking part or not."""
    if organisation.ended_on:
        return None
    with translation.override(settings.LANGUAGE_CODE):  # records speak one language, whoever makes them
        kind = str(organisation.get_kind_display())
    introduction, published = context.introductions.get(organisation.pk, ("", None))
    return IndexRecord(
        key=make_key(Kind.ORGANISATION, organisation.pk),
        kind=Kind.ORGANISATION,
        title=_title(organisation),
        url=organisation.get_absolute_url(),
        summary=_summary(organisation, kind),
        body="\n".join(filter(None, [_facts(organisation), text_of_html(introduction)])),
        tags=(kind,),
        source_id=organisation.source_id,
        facets=Owner.of(organisation).province_facet,
        published=published,
        is_example=organisation.is_example,
    )


def _title(organisation: Organisation) -> str:
    """The name as people look for it: a municipality is more than a place."""
    named = organisation.kind != OrganisationKind.GEMEENTE or organisation.name.startswith("Gemeente ")
    return organisation.name if named else f"Gemeente {organisation.name}"


def _summary(organisation: Organisation, kind: str) -> str:
    """What it is, where, and how many people live there."""
    place = f" in de provincie {organisation.province}" if organisation.province else ""
    people = f", {organisation.inhabitants} inwoners" if organisation.inhabitants else ""
    return f"{kind}{place}{people}."


def _facts(organisation: Organisation) -> str:
    names = dict.fromkeys([organisation.official_name, organisation.name])
    seat = f"Hoofdplaats {organisation.seat}" if organisation.seat else ""
    return ". ".join(filter(None, [*names, seat, organisation.code]))


_ALWAYS_LEFT_OUT = ("provenance", "search_description", "seo_title")
_NOT_NEEDED: dict[Kind, tuple[str, ...]] = {
    **dict.fromkeys(PAGE_MODELS.values(), _ALWAYS_LEFT_OUT),
    Kind.ORGANISATION: ("mail_domains",),
}
_MAKERS: dict[Kind, Callable[[Any, RecordContext], IndexRecord | None]] = {
    Kind.SOLUTION: _solution,
    Kind.EXPERIENCE: _experience,
    Kind.ARTICLE: _article,
    Kind.ORGANISATION: _organisation,
    Kind.THEME: _theme,
    Kind.NEWS: _news,
    Kind.EVENT: _event,
    Kind.PUBLICATION: _publication,
}
