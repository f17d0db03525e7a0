"""Themes, news, events and publications, live below the lists that every site has."""

from __future__ import annotations

import datetime as dt
from typing import Any

import factory
from django.core.files.base import ContentFile
from django.utils.timezone import now

from editorial.models import EventIndexPage, EventPage, NewsIndexPage, NewsPage, PublicationIndexPage, PublicationPage
from home.models import HomePage
from home.tree import ensure_home, ensure_index_pages
from hub.blocks import paragraphs
from hub.models import HubDocument
from solutions.models import ThemeIndexPage, ThemePage
from tests import pdf
from tests.factories.pages import _RecordFactory


def list_page(model: Any) -> Any:
    """The list of this kind, made with the rest of the site when there is none."""
    if not model.objects.exists():
        ensure_index_pages(HomePage.objects.first() or ensure_home("testserver", 80))
    return model.objects.get()


class ThemePageFactory(_RecordFactory):
    """A theme."""

    class Meta:
        model = ThemePage

    parent = factory.LazyFunction(lambda: list_page(ThemeIndexPage))
    title = "Melden en openbare ruimte"
    summary = "Hoe inwoners melden wat er op straat niet klopt."


class NewsPageFactory(_RecordFactory):
    """A piece of news."""

    class Meta:
        model = NewsPage

    parent = factory.LazyFunction(lambda: list_page(NewsIndexPage))
    title = "Súdwest-Fryslân deelt haar meldingenformulier"
    summary = "Het formulier werkt ook op de telefoon."
    body = factory.LazyFunction(lambda: paragraphs("Inwoners van Bolsward en Sneek hielpen bij het testen."))


class EventPageFactory(_RecordFactory):
    """An event, next week."""

    class Meta:
        model = EventPage

    parent = factory.LazyFunction(lambda: list_page(EventIndexPage))
    title = "Samen verder met zaaksystemen"
    summary = "Een middag over wat werkte en wat niet."
    starts_at = factory.LazyFunction(lambda: now() + dt.timedelta(days=7))
    ends_at = factory.LazyAttribute(lambda event: event.starts_at + dt.timedelta(hours=2))
    place = "Willemshof, Nassaulaan 12, Den Haag"


class PublicationPageFactory(_RecordFactory):
    """A publication with a small PDF."""

    class Meta:
        model = PublicationPage

    parent = factory.LazyFunction(lambda: list_page(PublicationIndexPage))
    title = "Handreiking hergebruik van formulieren"
    summary = "Wat nodig is om een formulier van een ander over te nemen."
    document = factory.LazyFunction(
        lambda: HubDocument.objects.create(
            title="Handreiking", file=ContentFile(pdf.pdf("Hergebruik"), name="handreiking.pdf")
        )
    )
    body = factory.LazyFunction(lambda: paragraphs("Begin met de vragen die inwoners stellen."))
