"""What the search page tells of a choice, and a recommendation as visitors see it."""

from __future__ import annotations

import pytest
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from search.answering import service
from search.query_log.models import AskedQuestion
from search.site import promotions
from solutions.models import SolutionPage

pytestmark = pytest.mark.saves

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
QUESTION = "/zoeken/?q=afspraak"


@pytest.fixture
def visitor(shelf, browser, live_server, monkeypatch):
    """A visitor whose browser does not say that it is a robot."""
    service.reset()
    monkeypatch.setattr(promotions, "CHECK_EVERY", 0.0)
    context = browser.new_context(base_url=live_server.url, locale="nl-NL", user_agent=FIREFOX)
    yield context.new_page()
    context.close()
    service.reset()


def recommend(solution):
    pick = SearchPromotion(query=Query.get("afspraken"), page=solution, description="Hiermee begon het.")
    pick.save()


def test_a_chosen_result_is_kept_with_its_rank(visitor):
    visitor.goto(QUESTION)
    third = visitor.locator(".hit").nth(2)
    key = third.get_attribute("data-key")
    with visitor.expect_response("**/zoeken/gekozen/") as sent:
        third.locator("h2 a").click()
    assert sent.value.status == 204
    asked = AskedQuestion.objects.get()
    assert (asked.text, asked.clicked_rank, asked.clicked_key) == ("afspraak", 3, key)


def test_a_choice_on_the_second_page_counts_on_and_is_no_new_question(visitor):
    visitor.goto(QUESTION)
    visitor.locator("nav a[href*='pagina=2']").first.click()
    visitor.wait_for_url("**pagina=2**")
    visitor.wait_for_function("document.querySelector('.hit').dataset.rank === '11'")
    with visitor.expect_response("**/zoeken/gekozen/"):
        visitor.locator(".hit h2 a").first.click()
    assert AskedQuestion.objects.get().clicked_rank == 11


def test_a_recommendation_stands_above_the_results_and_can_be_chosen(visitor):
    solution = SolutionPage.objects.get(title="Afspraak maken in Sneek")
    recommend(solution)
    visitor.goto(QUESTION)
    box = visitor.get_by_role("region", name="Aanbevolen door de redactie").or_(visitor.locator(".promoted")).first
    assert box.get_by_role("link").inner_text() == solution.title
    assert "Hiermee begon het." in box.inner_text()
    assert visitor.locator(f".hit a[href='{solution.url}']").count() == 0
    with visitor.expect_response("**/zoeken/gekozen/"):
        box.get_by_role("link").click()
    asked = AskedQuestion.objects.get()
    assert (asked.clicked_rank, asked.clicked_key) == (0, f"solution-{solution.pk}")
