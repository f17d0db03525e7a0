"""What the admin says to an editor: in Dutch, with u, and nothing that is meant for developers."""

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.core import mail
from django.urls import reverse
from django.utils.functional import Promise
from wagtail.models import Page

from hub.models import User
from hub.settings.apps import APPS
from search.synonyms.models import SynonymEntry
from solutions.models import SolutionPage
from tests.functional.rights.test_posted_ids import solution_form

pytestmark = pytest.mark.django_db


def text_of(response):
    soup = BeautifulSoup(response.content, "html.parser")
    return " ".join(soup.get_text(" ").split())


def test_the_login_page_names_this_site_and_calls_every_field_by_a_dutch_name(client):
    soup = BeautifulSoup(client.get("/beheer/login/").content, "html.parser")
    assert soup.h1.get_text(strip=True) == "Inloggen bij Verderbouwen"
    assert [label.get_text(strip=True) for label in soup("label")][:2] == ["Gebruikersnaam*", "Wachtwoord*"]
    assert "Wagtail" not in soup.main.get_text()
    assert not soup.select(".login-logo, .wagtail-logo")


def test_a_wrong_password_is_told_politely(client, delft):
    answer = text_of(client.post("/beheer/login/", {"username": delft.editor.username, "password": "mis"}))
    assert "Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar. Probeer het opnieuw." in answer


@pytest.mark.parametrize(
    ("kind", "labels"),
    [
        ("external", ["URL", "Tekst van de link"]),
        ("anchor", ["#", "Tekst van de link"]),
        ("email", ["E-mailadres", "Tekst van de link", "Onderwerp van de e-mail", "Tekst van de e-mail"]),
        ("phone", ["Telefoonnummer", "Tekst van de link"]),
    ],
)
def test_the_dialogs_for_a_link_are_dutch_and_still_give_it(delft, kind, labels):
    address = reverse(f"wagtailadmin_choose_page_{kind}_link")
    form = BeautifulSoup(delft.client.get(address).json()["html"], "html.parser")
    assert [label.get_text(strip=True).rstrip("*") for label in form("label")] == labels
    fields = {
        "url": "https://delft.nl/",
        "email_address": "a@delft.nl",
        "phone_number": "14 015",
        "link_text": "Lees meer",
    }
    prefixed = {f"{kind}-link-chooser-{name}": value for name, value in fields.items()}
    assert delft.client.post(address, prefixed).json()["result"]["title"] == "Lees meer"


def test_recommended_results_have_a_dutch_name_for_every_field(vng):
    form = vng.get(reverse("wagtailsearchpromotions:add")).content.decode()
    assert "Tekst van de link naar buiten de site" in form
    assert "External link text" not in form


def test_a_page_that_nobody_published_has_no_publisher_called_none(vng):
    Page.objects.filter(depth__gt=1).update(last_published_at="2026-01-05T12:00Z")
    report = text_of(vng.get(reverse("wagtailadmin_reports:aging_pages")))
    assert "Niet bekend" in report
    assert "None" not in report


def test_yes_and_no_are_read_out_in_dutch(vng, delft):
    listed = text_of(vng.get("/beheer/snippets/organisations/organisation/"))
    assert "Ja" in listed.split()
    assert not {"True", "False", "None"} & set(listed.split())


def test_synonyms_say_in_dutch_why_they_are_there(vng):
    assert "voorganger" in text_of(vng.get("/beheer/zoeken/synoniemen/?q=wob"))
    notes = set(SynonymEntry.objects.values_list("note", flat=True))
    assert "verwant" in notes
    assert not {"broader", "related", "product", "need", "brand"} & notes


def test_every_model_has_names_that_can_be_translated():
    without = [
        model._meta.label
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        for name in ("verbose_name", "verbose_name_plural")
        if not isinstance(model._meta.original_attrs.get(name), Promise)
    ]
    assert without == []


def test_the_page_of_components_is_in_the_menu_of_who_keeps_the_house_style_only(delft, vng):
    assert "/onderdelen/" not in delft.client.get("/beheer/").content.decode()
    assert "/onderdelen/" in vng.get("/beheer/").content.decode()


def test_a_submitted_page_is_told_to_each_reviewer_once(delft, vng):
    User.objects.create_superuser("beheerder", "beheerder@example.org", "een lang wachtwoord")
    address = reverse("wagtailadmin_pages:edit", args=[delft.draft.pk])
    delft.client.post(address, solution_form(delft.draft, **{"action-submit": "1"}))
    assert SolutionPage.objects.get(pk=delft.draft.pk).current_workflow_state
    assert sorted(one.to[0] for one in mail.outbox) == ["beheerder@example.org", "vng@example.org"]
