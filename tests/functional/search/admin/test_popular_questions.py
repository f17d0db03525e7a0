"""Which questions of others are offered while typing: often asked, successful, and without anything personal."""

import datetime as dt

import pytest
from django.db.models import F
from django.utils import timezone

from search.query_log import log as questions_asked
from search.query_log.log import popular_questions
from search.query_log.models import AskedQuestion
from solutions.models import PolicyDomain
from tests.factories import OrganisationFactory, SolutionPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_popular():
    questions_asked._popular.clear()
    yield
    questions_asked._popular.clear()


def asked_in_hours(text, hours, **given):
    begin = timezone.now().replace(minute=0, second=0, microsecond=0)
    AskedQuestion.objects.bulk_create(
        AskedQuestion(**{"asked_at": begin - dt.timedelta(hours=hour), "text": text, "total": 4, **given})
        for hour in range(hours)
    )


@pytest.fixture(autouse=True)
def public_titles(home):
    """What everybody may read: words that a query of others may be made of."""
    for title in ("Parkeervergunning voor bewoners", "Parkeren en afval"):
        SolutionPageFactory(title=title)


def test_popular_questions_begin_as_typed_and_the_most_asked_comes_first():
    asked_in_hours("parkeren", 4)
    asked_in_hours("parkeervergunning", 6)
    asked_in_hours("afval", 9)
    assert popular_questions(" PARK", 5) == ["parkeervergunning", "parkeren"]
    assert popular_questions("park", 1) == ["parkeervergunning"]
    assert popular_questions("", 5) == []


def test_rare_masked_old_and_fruitless_questions_are_shown_to_nobody():
    asked_in_hours("zeldzaam", 2)
    asked_in_hours("zonder resultaat", 5, total=0)
    asked_in_hours("zaak van …", 5, is_masked=True)
    asked_in_hours("zo vaak in een uur", 5, asked_at=timezone.now())
    asked_in_hours("zolang geleden", 5)
    AskedQuestion.objects.filter(text="zolang geleden").update(asked_at=timezone.now() - dt.timedelta(days=100))
    assert popular_questions("z", 10) == []


def test_popular_questions_are_not_read_for_every_letter(django_assert_num_queries):
    asked_in_hours("parkeren", 4)
    assert popular_questions("p", 5) == ["parkeren"]
    with django_assert_num_queries(0):
        assert popular_questions("pa", 5) == ["parkeren"]


@pytest.mark.parametrize("text", ["parkeren jan jansen", "parkeren op evil.nl", "parkeren kost te veel fraudeur"])
def test_a_question_with_a_word_that_nobody_published_is_shown_to_nobody(text):
    asked_in_hours(text, 9)
    assert popular_questions("park", 5) == []


def test_words_of_titles_terms_tags_and_organisations_are_public_in_any_form():
    OrganisationFactory(name="Delft")
    PolicyDomain.objects.create(code="wonen", label="Wonen")
    page = SolutionPageFactory(title="Meldbalie")
    page.tags.add("openbare ruimte")
    page.save()
    texts = ["parkeervergunningen in delft", "parkeren en wonen", "parkeren openbare ruimte"]
    for text in texts:
        asked_in_hours(text, 4)
    assert set(popular_questions("park", 5)) == set(texts)


def test_a_word_of_a_draft_is_not_public():
    page = SolutionPageFactory(title="Fraudeur", live=False)
    page.tags.add("evil")
    page.save()
    asked_in_hours("parkeren fraudeur", 4)
    asked_in_hours("parkeren evil", 4)
    assert popular_questions("park", 5) == []


def test_rare_questions_leave_the_log_early_and_the_oldest_when_there_are_too_many(monkeypatch):
    now = timezone.now()
    asked_in_hours("zeldzaam", 2)
    asked_in_hours("vaak", 3)
    AskedQuestion.objects.update(asked_at=F("asked_at") - dt.timedelta(days=31))
    asked_in_hours("zojuist", 1)
    assert questions_asked.forget_old_questions(now) == 2
    assert set(AskedQuestion.objects.values_list("text", flat=True)) == {"vaak", "zojuist"}
    monkeypatch.setattr(questions_asked, "MOST_ROWS", 2)
    assert questions_asked.forget_old_questions(now) == 2
    assert AskedQuestion.objects.filter(text="zojuist").exists()
