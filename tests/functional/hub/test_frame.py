"""What stands around every page: house style, icons, the list for search engines, and the pages of errors."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.images.tests.utils import get_test_image_file

from hub.branding import brand_css, site_branding
from hub.colour import contrast
from hub.models import BrandSettings, ContentPage, HubImage, Visibility
from organisations.participation.onboarding import onboard
from tests.factories import NewsPageFactory, OrganisationFactory, SolutionPageFactory
from tests.functional.conftest import built_and_drained
from tests.shared_fixtures import shared_fixture

pytestmark = pytest.mark.django_db

NAMING = (
    "/",
    "/colofon/",
    "/site.webmanifest",
    "/feeds/agenda.ics",
    "/feeds/nieuws/",
    "/feeds/agenda/",
    "/feeds/publicaties/",
    "/feeds/oplossingen/",
    "/feeds/ervaringen/",
    "/feeds/organisatie/delft/",
    "/feeds/zoeken/?q=melding",
)


@shared_fixture
def delft():
    cache.clear()
    return onboard(OrganisationFactory(name="Delft", code="GM0503", slug="delft"))


def head(client, url):
    return BeautifulSoup(client.get(url).content, "html.parser")


def test_own_name_logo_and_colours_show_on_every_page(delft, client):
    logo = HubImage.objects.create(title="Logo", file=get_test_image_file(size=(400, 200)))
    BrandSettings.objects.create(
        site_name="Samen Beter", primary_colour="#4A0B55", logo=logo, footer_text="Een site van Delft."
    )
    page = head(client, "/")
    assert page.title.get_text().endswith("Samen Beter")
    assert "Een site van Delft." in page.footer.get_text()
    shown = page.select_one(".site-header__logo img")
    assert int(shown["width"]) == 192
    sheet = page.find("link", href=lambda href: href and href.startswith("/huisstijl.css"))
    answer = client.get(sheet["href"])
    assert "#4a0b55" in answer.content.decode()
    assert "immutable" in answer["Cache-Control"]


def test_an_own_name_stands_wherever_the_site_names_itself(delft, client):
    NewsPageFactory(title="Delft deelt")
    built_and_drained()
    BrandSettings.objects.create(site_name="Samen Beter", primary_colour="#4a0b55")
    told = {url: client.get(url).content.decode() for url in (*NAMING, "/bestaat-niet/")}
    assert [url for url, text in told.items() if "Samen Beter" not in text] == []
    assert [url for url in NAMING if url.startswith("/feeds/") and " Verderbouwen" in told[url]] == []
    assert head(client, "/").select_one(".site-header__logo").get_text(strip=True) == "Samen Beter"
    assert json.loads(told["/site.webmanifest"])["theme_color"] == "#4a0b55"
    assert "/huisstijl.css" in told["/bestaat-niet/"]
    assert head(client, "/").find("meta", property="og:title")["content"].startswith("Ontdek")


def test_without_own_colours_there_is_no_further_sheet(delft, client):
    assert "/huisstijl.css" not in client.get("/").content.decode()


def test_an_old_address_of_the_sheet_is_not_kept_for_a_year(delft, client):
    assert "immutable" not in client.get("/huisstijl.css?v=oud")["Cache-Control"]


def test_a_missing_logo_file_leaves_the_mark_of_the_site(delft, client):
    logo = HubImage.objects.create(title="Logo", file=get_test_image_file())
    logo.file.storage.delete(logo.file.name)
    BrandSettings.objects.create(logo=logo)
    assert client.get("/").status_code == 200
    assert site_branding().logo is None


@pytest.mark.parametrize("colour", ["#8a8a8a", "petrol", "#fff", "#0b4a5g", ""])
def test_a_colour_that_reads_badly_is_refused(colour):
    with pytest.raises(ValidationError) as refused:
        BrandSettings(primary_colour=colour).full_clean()
    assert "primary_colour" in refused.value.message_dict


def test_words_read_well_on_the_tints_of_the_lightest_colour_that_is_accepted():
    lightest = "#595959"
    BrandSettings(primary_colour=lightest, accent_colour=lightest).full_clean()
    values = dict(line.strip(" ;").split(": ") for line in brand_css(lightest, lightest).splitlines()[1:-1])
    assert contrast(values["--basis-color-petrol"], values["--basis-color-petrol-light"]) >= 4.5
    assert contrast(values["--basis-color-amber"], values["--basis-color-amber-light"]) >= 4.5
    assert contrast(values["--basis-color-petrol-dark"], "#ffffff") >= 7


def test_the_frame_asks_the_database_once_for_many_pages(delft, client, django_assert_num_queries):
    site_branding()
    with django_assert_num_queries(0):
        site_branding()


def test_the_menu_holds_what_editors_put_there(delft, client):
    over = delft.get_site().root_page.get_children().get(slug="privacy")
    over.show_in_menus = True
    over.save()
    cache.clear()
    assert "/privacy/" in [link["href"] for link in head(client, "/").select(".site-nav a")]
    ContentPage.objects.filter(pk=over.pk).update(visibility=Visibility.MUNICIPALITIES)
    cache.clear()
    assert "/privacy/" not in [link["href"] for link in head(client, "/").select(".site-nav a")]


def test_a_page_names_its_address_without_the_choices_of_a_visitor(delft, client):
    solution = SolutionPageFactory(parent=delft, slug="meldingen", summary="Eén formulier voor alle meldingen.")
    page = head(client, f"{solution.url}?utm_source=nieuwsbrief")
    assert page.find("link", rel="canonical")["href"].endswith("/organisaties/delft/meldingen/")
    assert page.find("meta", property="og:title")["content"] == solution.title
    assert page.find("meta", property="og:description")["content"] == solution.summary
    assert page.find("meta", property="og:image")["content"].startswith("http")


def test_the_picture_of_a_page_goes_along_and_a_lost_one_breaks_nothing(delft, client):
    image = HubImage.objects.create(title="Balie", file=get_test_image_file(size=(1600, 1200)))
    solution = SolutionPageFactory(parent=delft, slug="balie", image=image)
    picture = head(client, solution.url).find("meta", property="og:image")["content"]
    assert "/media/images/" in picture
    image.renditions.all().delete()
    image.file.storage.delete(image.file.name)
    cache.clear()
    assert "shared" in head(client, solution.url).find("meta", property="og:image")["content"]


def test_the_sitemap_lists_public_pages_only(delft, client):
    shown = SolutionPageFactory(parent=delft, slug="open")
    SolutionPageFactory(parent=delft, slug="besloten", visibility=Visibility.MUNICIPALITIES)
    SolutionPageFactory(parent=delft, slug="concept", live=False)
    places = re.findall("<loc>(.*?)</loc>", client.get("/sitemap.xml").content.decode())
    assert any(place.endswith(shown.url) for place in places)
    assert not [place for place in places if "besloten" in place or "concept" in place]
    assert len(places) == len(set(places))


def test_robots_may_read_pages_but_not_the_admin(delft, client):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /beheer/" in text
    assert "/sitemap.xml" in text


def test_the_manifest_and_its_icons_exist(delft, client):
    manifest = json.loads(client.get("/site.webmanifest").content)
    assert manifest["name"] == "Verderbouwen"
    for icon in manifest["icons"]:
        answer = client.get(icon["src"])
        assert b"".join(answer.streaming_content).startswith(b"\x89PNG")
        answer.close()


def test_a_page_that_is_not_there_offers_search_and_ways_on(delft, client):
    answer = client.get("/bestaat-niet/")
    page = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 404
    assert page.main.find("input", attrs={"name": "q"})
    assert {"/oplossingen/", "/organisaties/"} <= {link["href"] for link in page.main("a")}


def test_a_form_that_stayed_open_too_long_gets_an_answer_one_can_use(delft):
    answer = Client(enforce_csrf_checks=True).post("/mijn-gemeente/", {"gemeente": "delft"})
    assert answer.status_code == 403
    assert "cookies" in answer.content.decode()
