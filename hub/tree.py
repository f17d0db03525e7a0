"""The pages that every site has: the front page and the pages that the law and visitors ask for."""

from __future__ import annotations

from dataclasses import dataclass

from wagtail.models import Page, Site

from hub.blocks import paragraphs
from hub.hooks import site_makers
from hub.models import BasePage, ContentPage, EventIndexPage, HomePage, NewsIndexPage, PublicationIndexPage

EXAMPLES = "Wie heeft een nieuw meldingenformulier?\nparkeervergunning digitaal aanvragen\nWoo-verzoeken afhandelen"


@dataclass(frozen=True, slots=True)
class RequiredPage:
    """A page of text that every site starts with; editors may change it afterwards."""

    slug: str
    title: str
    summary: str
    text: str


REQUIRED_PAGES = (
    RequiredPage(
        "over",
        "Over Verderbouwen",
        "Wat Verderbouwen is, voor wie het is en hoe het werkt.",
        "Gemeenten lossen dezelfde vragen op. Op Verderbouwen deelt een gemeente wat zij heeft gemaakt of gekocht en "
        "wat zij ervan heeft geleerd.\n\nEen projectleider elders vindt wat werkte, voor wie en tegen welke kosten. "
        "Daarna neemt die contact op met een collega en bouwt verder.\n\nIedere pagina wordt gelezen "
        "door een redacteur "
        "van de VNG voordat zij op de site komt.\n\nHoe sterk het bewijs is, staat bij elke oplossing. "
        "De trap loopt van "
        "idee naar hergebruik met goede ervaringen. Alleen hergebruik dat de gemeente zelf heeft bevestigd, telt mee.",
    ),
    RequiredPage(
        "toegankelijkheid",
        "Toegankelijkheid",
        "Hoe wij ervoor zorgen dat iedereen deze site kan gebruiken.",
        "Wij bouwen deze site volgens WCAG 2.2, niveau AA, en testen iedere pagina met een programma en met het "
        "toetsenbord.\n\nEen onafhankelijk onderzoek is nog niet gedaan. Daarom staat hier nog geen "
        "toegankelijkheidsverklaring.\n\nLoopt u ergens tegenaan? Laat het ons weten. Noem de pagina en "
        "wat u probeerde.",
    ),
    RequiredPage(
        "privacy",
        "Privacy",
        "Welke gegevens wij bewaren en waarom.",
        "U kunt deze site gebruiken zonder account. Wij plaatsen geen cookies om u te volgen en laden niets van andere "
        "sites.\n\nWie inlogt om te schrijven, heeft een account met een naam en een e-mailadres. Bij een pagina staat "
        "welke organisatie haar deelt.\n\nWilt u weten welke gegevens wij van u hebben, of wilt u ze "
        "laten verwijderen? "
        "Neem dan contact op met de beheerder van deze site.",
    ),
    RequiredPage(
        "kwetsbaarheid-melden",
        "Kwetsbaarheid melden",
        "Hebt u een zwakke plek in deze site gevonden? Zo meldt u die.",
        "Hebt u een zwakke plek gevonden, meld die dan aan de beheerder van deze site voordat u er met anderen over "
        "spreekt.\n\nBeschrijf wat u deed en wat u zag, zodat wij het kunnen nadoen. Gebruik de zwakke "
        "plek niet verder "
        "dan nodig is om haar aan te tonen, en bewaar geen gegevens van anderen.\n\nWij doen geen aangifte als u zich "
        "hieraan houdt.",
    ),
)


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
                title=required.title, slug=required.slug, summary=required.summary, body=paragraphs(required.text)
            )
            home.add_child(instance=page)
            page.save_revision().publish()


def ensure_lists(home: HomePage) -> None:
    """The lists of news, events and publications, and those that live above this app; what exists stays as it is."""
    ensure_list(home, NewsIndexPage, "nieuws", "Nieuws", "Nieuws over digitale oplossingen van gemeenten.")
    ensure_list(home, EventIndexPage, "agenda", "Agenda", "Bijeenkomsten, webinars en trainingen voor gemeenten.")
    ensure_list(
        home, PublicationIndexPage, "publicaties", "Publicaties", "Rapporten en handreikingen, met een samenvatting."
    )
    for maker in site_makers():
        maker(home)


def ensure_list(home: HomePage, model: type[BasePage], slug: str, title: str, summary: str) -> None:
    """The one page of this kind below the front page; made, under a free address, when there is none."""
    if model.objects.exists():
        return
    taken = set(home.get_children().values_list("slug", flat=True))
    free = next(name for name in (slug, *(f"{slug}-{number}" for number in range(2, 100))) if name not in taken)
    page = model(title=title, slug=free, summary=summary)
    home.add_child(instance=page)
    page.save_revision().publish()
