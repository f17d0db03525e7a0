"""A visitor chooses "mijn gemeente": by the address, for this device, or as a member; and forgets it again."""

import re
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client, RequestFactory

from hub.models import User
from organisations.mine import ChoiceOrigin, choice_of, chosen_municipality
from organisations.models import OrganisationMembership, OrganisationSuccession
from organisations.similarity.table import recompute
from tests.factories import OrganisationFactory
from tests.shared_fixtures import shared_fixture

pytestmark = pytest.mark.django_db
MINE = "/mijn-gemeente/"


@shared_fixture
def delft():
    return OrganisationFactory(name="Delft", code="GM0503", slug="delft", inhabitants=109_577)


@shared_fixture
def fryslan():
    return OrganisationFactory(name="Súdwest-Fryslân", code="GM1900", slug="sudwest-fryslan", inhabitants=91_000)


@shared_fixture
def member(fryslan):
    user = User.objects.create_user("janna", "janna@example.org", "een lang wachtwoord")
    OrganisationMembership.objects.create(user=user, organisation=fryslan)
    return user


def asked(query="", *, user=None, session=None):
    request = RequestFactory().get(f"/zoeken/?{query}")
    request.user = user or AnonymousUser()
    request.session = SessionStore()
    if session:
        request.session.update(session)
    return request


def chosen(client, address="/mijn-gemeente/"):
    return client.get(address).context["choice"].organisation


@pytest.mark.parametrize("value", ["GM0503", "gm0503", "delft", "Delft", "%20delft%20"])
def test_the_address_names_a_municipality_by_code_or_slug_in_one_query(value, delft, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert chosen_municipality(asked(f"gemeente={value}")) == delft


def test_without_a_choice_there_is_no_query_and_no_session(delft, django_assert_num_queries):
    request = asked("q=parkeren")
    with django_assert_num_queries(0):
        assert chosen_municipality(request) is None
    assert not request.session.modified


def test_the_address_wins_from_the_session_and_that_from_the_profile(delft, fryslan, member):
    gouda = OrganisationFactory(name="Gouda", code="GM0513")
    session = {"gemeente": "GM0503"}
    found = [
        choice_of(asked("gemeente=GM0513", user=member, session=session)),
        choice_of(asked(user=member, session=session)),
        choice_of(asked(user=member)),
    ]
    assert [(one.organisation, one.origin) for one in found] == [
        (gouda, ChoiceOrigin.ADDRESS),
        (delft, ChoiceOrigin.SESSION),
        (fryslan, ChoiceOrigin.PROFILE),
    ]


@pytest.mark.parametrize("value", ["GM9999", "verzonnen", "%00", "x" * 5_000, "' OR 1=1 --", "🚲"])
def test_what_does_not_exist_is_named_and_the_choice_made_before_stays(value, delft):
    choice = choice_of(asked(f"gemeente={quote(value, safe='%')}", session={"gemeente": "GM0503"}))
    assert choice.organisation == delft
    assert len(choice.unknown) <= 100
    assert bool(choice.unknown) == (value != "%00")


def test_other_kinds_and_municipalities_that_ended_cannot_be_chosen():
    OrganisationFactory(code="MAYKIN", kind="leverancier")
    OrganisationFactory(code="GM0491", ended_on="2015-01-01")
    for code in ("MAYKIN", "GM0491"):
        assert choice_of(asked(f"gemeente={code}")).unknown == code


def test_an_address_with_a_merged_municipality_leads_to_its_successor():
    before = OrganisationFactory(code="GM0491", slug="bergambacht", ended_on="2015-01-01")
    after = OrganisationFactory(name="Krimpenerwaard", code="GM1931")
    OrganisationSuccession.objects.create(predecessor=before, successor=after, on="2015-01-01")
    assert chosen_municipality(asked("gemeente=gm0491")) == after
    assert chosen_municipality(asked("gemeente=bergambacht")) == after


def test_choosing_keeps_it_for_this_device_and_goes_back_without_the_old_one(delft, fryslan):
    client = Client(enforce_csrf_checks=True)
    page = client.get(MINE + "?next=" + quote("/zoeken/?q=parkeren&gemeente=GM1900&soort=solution"))
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())[1]
    answer = client.post(MINE, {"gemeente": "GM0503", "next": page.context["next"], "csrfmiddlewaretoken": token})
    assert (answer.status_code, answer.url) == (302, "/zoeken/?q=parkeren&soort=solution")
    cookie = answer.cookies[django_settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert chosen(client) == delft


def test_a_choice_that_another_site_posts_is_refused(delft):
    client = Client(enforce_csrf_checks=True)
    assert client.post(MINE, {"gemeente": "GM0503"}).status_code == 403
    assert django_settings.SESSION_COOKIE_NAME not in client.cookies


@pytest.mark.parametrize(
    "address",
    ["https://evil.example/", "//evil.example/zoeken/", "///evil.example", "/\\evil.example", "\\\\evil.example",
     "https:evil.example", "javascript:alert(1)", "http://testserver@evil.example/", "http://[", "", "zoeken/",
     "http://evil.example\\@testserver/", "\x00//evil.example", "/zoeken/?q=" + "x" * 5_000],
)  # fmt: skip
def test_nobody_is_sent_to_another_site(address, delft, client):
    answer = client.post(MINE, {"gemeente": "GM0503", "next": address})
    assert (answer.status_code, answer.url) == (302, "/zoeken/")


def test_nobody_who_forgets_is_sent_to_another_site(client):
    answer = client.post(MINE, {"vergeten": "1", "next": "//evil.example/zoeken/"})
    assert (answer.status_code, answer.url) == (302, "/zoeken/")


@pytest.mark.parametrize("address", ["/oplossingen/?q=zaak&domein=zorg", "http://testserver/zoeken/?q=a%26b#inhoud"])
def test_the_own_site_is_where_one_goes_back_to(address, delft, client):
    after = client.post(MINE, {"gemeente": "GM0503", "next": address}).url
    assert (urlsplit(after).path, parse_qs(urlsplit(after).query)) == (
        urlsplit(address).path,
        parse_qs(urlsplit(address).query),
    )


@pytest.mark.parametrize("value", ["", "GM9999", "<script>alert(1)</script>"])
def test_choosing_nothing_or_nonsense_says_so_and_keeps_what_was(value, delft, client):
    client.post(MINE, {"gemeente": "GM0503"})
    answer = client.post(MINE, {"gemeente": value, "next": "/ervaringen/"})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="id_gemeente_error"' in html
    assert re.search(r'<select[^>]+aria-describedby="id_gemeente_error"', html)
    assert (chosen(client), answer.context["next"]) == (delft, "/ervaringen/")
    assert "<script>alert" not in html


def test_forgetting_removes_choice_and_cookie(delft, client):
    client.post(MINE, {"gemeente": "GM0503"})
    answer = client.post(MINE, {"vergeten": "1"})
    assert answer.cookies[django_settings.SESSION_COOKIE_NAME]["max-age"] == 0
    assert chosen(client) is None


def test_a_member_who_forgets_stays_logged_in_and_has_no_municipality_until_choosing_again(member, delft, fryslan):
    client = Client()
    client.force_login(member)
    assert chosen(client) == fryslan
    client.post(MINE, {"vergeten": "1"})
    assert chosen(client) is None
    client.post(MINE, {"gemeente": "GM0503"})
    assert chosen(client) == delft


def test_the_page_shows_who_is_alike_and_offers_all_municipalities(
    delft, fryslan, client, django_assert_max_num_queries
):
    OrganisationFactory(name="Bergambacht", ended_on="2015-01-01")
    recompute()
    client.get(MINE)
    with django_assert_max_num_queries(5):
        html = client.get(MINE + "?gemeente=delft").content.decode()
    assert re.findall(r'<option value="(GM\d+)"( selected)?>', html) == [("GM0503", " selected"), ("GM1900", "")]
    assert "Bergambacht" not in html
    assert "/organisaties/sudwest-fryslan/" in html


def test_the_profile_of_a_municipality_names_those_like_it(hub, client):
    for organisation in (hub["delft"].organisation, hub["venray"].organisation):
        organisation.inhabitants = 100_000
        organisation.save()
    assert 'id="zoals"' not in client.get("/organisaties/delft/").content.decode()
    recompute()
    html = client.get("/organisaties/delft/").content.decode()
    assert 'id="zoals"' in html
    assert hub["venray"].organisation.url in html
