"""The living page of components: complete, in the public look, and for editors only."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from hub.models import User
from hub.styleguide.catalogue import components
from hub.styleguide.component import Shown
from organisations.models import Role
from organisations.participation.onboarding import onboard, set_role
from tests.factories import OrganisationFactory

ADDRESS = "/onderdelen/"
FOLDER = Path(__file__).resolve().parents[3] / "templates" / "components"
MOST_QUERIES = 12

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    delft = OrganisationFactory(name="Delft", code="GM0503", slug="delft")
    onboard(delft)
    user = User.objects.create_user("redacteur", "redacteur@example.org", "een heel lang wachtwoord")
    set_role(user, delft, Role.EDITOR)
    client.force_login(user)
    return client


@pytest.fixture
def page(editor):
    return BeautifulSoup(editor.get(ADDRESS).content, "html.parser")


def test_every_component_is_in_the_list():
    files = {path.stem for path in FOLDER.glob("*.html") if not path.name.startswith("_")}
    assert {component.name for component in components()} == files, "add it to hub/styleguide/catalogue.py"


def test_every_component_stands_on_the_page_with_when_to_use_it_and_its_states(page):
    for component in components():
        section = page.find("section", attrs={"aria-labelledby": f"onderdeel-{component.name}"})
        assert section.h2.get_text() == component.name
        assert section.p.get_text() == str(component.use)
        states = section.select(".styleguide-item__state")
        assert len(states) == len(component.states)
        assert component.states or component.shown is Shown.AROUND
        for state in states:
            state.select_one(".styleguide-item__label").decompose()
            assert state.get_text().strip() or state.find(["input", "img"]), component.name


def test_the_source_of_what_cannot_be_seen_is_shown_as_text(page):
    sources = [code.get_text() for code in page.select(".styleguide-item__source code")]
    assert len(sources) == 2
    assert all("<link" in source or "<meta" in source for source in sources)


def test_no_two_parts_of_the_page_share_an_id(page):
    ids = [tag["id"] for tag in page.select("[id]")]
    assert sorted(ids) == sorted(set(ids))


def test_it_has_the_look_of_the_public_site_and_stays_out_of_search_engines(editor):
    response = editor.get(ADDRESS)
    sheets = {sheet["href"] for sheet in BeautifulSoup(response.content, "html.parser")("link", rel="stylesheet")}
    assert {"/static/vendor/components.css", "/static/hub/css/tokens.css", "/static/hub/css/parts.css"} <= sheets
    assert {f"/static/hub/css/{name}.css" for name in ("solution", "impact", "map", "styleguide")} <= sheets
    assert response["X-Robots-Tag"] == "noindex"
    assert "unsafe-inline" not in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]


def test_visitors_are_sent_to_the_login(client):
    response = client.get(ADDRESS)
    assert response.status_code == 302
    assert response["Location"] == f"/beheer/login/?next={ADDRESS}"


def test_an_account_without_a_place_in_the_admin_sees_nothing(client):
    client.force_login(User.objects.create_user("lezer", "lezer@example.org", "een heel lang wachtwoord"))
    response = client.get(ADDRESS)
    assert response.status_code == 302


def test_the_page_asks_the_database_hardly_anything(editor, django_assert_max_num_queries):
    editor.get(ADDRESS)
    with django_assert_max_num_queries(MOST_QUERIES):
        editor.get(ADDRESS)


def test_editors_find_the_page_in_the_menu(admin_client):
    assert ADDRESS in admin_client.get("/beheer/").content.decode()
