"""The last part of the address of a page, when its editor was quicker than the script that fills it in."""

import pytest
from django.urls import reverse

from solutions.models import SolutionPage
from tests.factories import EventPageFactory, NewsPageFactory, PublicationPageFactory, ThemePageFactory
from tests.functional.rights.test_posted_ids import solution_form

pytestmark = pytest.mark.django_db


def save(municipality, **changes):
    address = reverse("wagtailadmin_pages:add", args=["solutions", "solutionpage", municipality.page.pk])
    return municipality.client.post(address, solution_form(municipality.draft, **changes))


def test_a_page_without_an_address_gets_one_from_its_title(delft):
    assert save(delft, title="Parkeervergunning zonder papier", slug="").status_code == 302
    assert SolutionPage.objects.get(title="Parkeervergunning zonder papier").slug == "parkeervergunning-zonder-papier"


def test_a_second_page_of_that_title_gets_an_address_of_its_own(delft):
    for _time in range(2):
        assert save(delft, title="Parkeervergunning", slug="").status_code == 302
    assert set(SolutionPage.objects.filter(title="Parkeervergunning").values_list("slug", flat=True)) == {
        "parkeervergunning",
        "parkeervergunning-2",
    }


def test_an_address_that_is_taken_or_wrong_is_still_refused(delft):
    for slug in (delft.live.slug, "twee woorden", "a/b", "<b>"):
        assert save(delft, title="Nog een", slug=slug).status_code == 200, slug
    assert not SolutionPage.objects.filter(title="Nog een").exists()


def test_an_address_begins_with_a_letter_whatever_the_script_made_of_the_title(delft):
    taken = [save(delft, title=title, slug="-zomerfeest").status_code for title in ("🎉 Zomerfeest", "🎉 Zomerfeest!")]
    assert taken == [302, 302]
    assert [SolutionPage.objects.get(title=title).slug for title in ("🎉 Zomerfeest", "🎉 Zomerfeest!")] == [
        "zomerfeest",
        "zomerfeest-2",
    ]


@pytest.mark.parametrize("slug", ["", "-", "---_"])
def test_a_title_without_a_letter_has_an_address_too(delft, slug):
    for title in ("🎉🎉", "…!"):
        assert save(delft, title=title, slug=slug).status_code == 302
    assert {SolutionPage.objects.get(title=title).slug for title in ("🎉🎉", "…!")} == {"pagina", "pagina-2"}


def test_a_copy_under_the_same_address_with_a_hyphen_gets_one_of_its_own(delft):
    address = reverse("wagtailadmin_pages:copy", args=[delft.draft.pk])
    form = {"new_title": "Kopie", "new_slug": f"-{delft.draft.slug}", "new_parent_page": delft.page.pk}
    assert delft.client.post(address, form).status_code == 302
    assert SolutionPage.objects.get(title="Kopie").slug == f"{delft.draft.slug}-2"


@pytest.mark.parametrize("factory", [NewsPageFactory, EventPageFactory, PublicationPageFactory, ThemePageFactory])
def test_every_kind_of_page_gets_such_an_address(factory, site):
    assert factory(title="🎉 Feest", slug="-feest").slug == "feest"
