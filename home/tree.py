"""The pages that every site has: the front page and the pages that the law and visitors ask for."""

from __future__ import annotations

from wagtail.models import Page, Site

from editorial.models import EventIndexPage, NewsIndexPage, PublicationIndexPage
from home.blocks import default_body
from home.models import HomePage
from home.required_pages import REQUIRED_PAGES, blocks_of
from hub.models import BasePage, ContentPage
from organisations.models import OrganisationIndexPage
from solutions.models import ThemeIndexPage

EXAMPLES = "Wie heeft een nieuw meldingenformulier?\nparkeervergunning digitaal aanvragen\nWoo-verzoeken afhandelen"


def ensure_home(hostname: str, port: int) -> HomePage:
    """The front page as root of the default site, made when there is none; Wagtail's welcome page goes."""
    home = HomePage.objects.first()
    if home is None:
        root = Page.get_first_root_node()
        home = HomePage(
            title="Verderbouwen",
            slug="verderbouwen",
            summary="Digitale oplossingen van gemeenten, en wat zij ervan leerden.",
            hero_title="Ontdek wat elders werkt en bouw daarop verder",
            hero_text="Gemeenten delen hier hun digitale oplossingen en wat zij ervan leerden.",
            examples=EXAMPLES,
            body=default_body(),
        )
        root.add_child(instance=home)
        home.save_revision().publish()
    _ensure_site(home, hostname, port)
    return home


def _ensure_site(home: HomePage, hostname: str, port: int) -> None:
    """Point the default site at the front page, and remove the page that Wagtail installs."""
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    wanted = {"hostname": hostname, "port": port, "root_page_id": home.pk, "site_name": "Verderbouwen"}
    if any(getattr(site, name) != value for name, value in wanted.items()):  # a save means indexing everything anew
        for name, value in wanted.items():
            setattr(site, name, value)
        site.save()
    Page.objects.filter(depth=2, content_type__model="page", content_type__app_label="wagtailcore").exclude(
        pk=site.root_page_id
    ).delete()


def ensure_required_pages(home: HomePage) -> None:
    """The pages of REQUIRED_PAGES below the front page; those that exist stay as editors left them."""
    existing = set(home.get_children().values_list("slug", flat=True))
    for required in REQUIRED_PAGES:
        if required.slug not in existing:
            page = ContentPage(
                title=required.title, slug=required.slug, summary=required.summary, body=blocks_of(required.text)
            )
            home.add_child(instance=page)
            page.save_revision().publish()


INDEX_PAGES: tuple[tuple[type[BasePage], str, str, str], ...] = (
    (
        OrganisationIndexPage,
        "organisaties",
        "Organisaties",
        "Alle gemeenten en samenwerkingsverbanden, en wat zij delen.",
    ),
    (NewsIndexPage, "nieuws", "Nieuws", "Nieuws over digitale oplossingen van gemeenten."),
    (EventIndexPage, "agenda", "Agenda", "Bijeenkomsten, webinars en trainingen voor gemeenten."),
    (PublicationIndexPage, "publicaties", "Publicaties", "Rapporten en handreikingen, met een samenvatting."),
    (ThemeIndexPage, "themas", "Thema's", "Onderwerpen waarover gemeenten van elkaar leren."),
)
"""The lists that every site has, each with its slug, title and summary."""


def ensure_index_pages(home: HomePage) -> None:
    """The lists of INDEX_PAGES below the front page; what exists stays as it is."""
    for model, slug, title, summary in INDEX_PAGES:
        ensure_index_page(home, model, slug, title, summary)


def ensure_index_page(home: HomePage, model: type[BasePage], slug: str, title: str, summary: str) -> None:
    """The one page of this kind below the front page; made, under a free address, when there is none."""
    if model.objects.exists():
        return
    taken = set(home.get_children().values_list("slug", flat=True))
    free = next(name for name in (slug, *(f"{slug}-{number}" for number in range(2, 100))) if name not in taken)
    page = model(title=title, slug=free, summary=summary)
    home.add_child(instance=page)
    page.save_revision().publish()
