"""The site that pages are measured on: like a real one, and the same each time."""

import pytest

from benchmarks import page_texts
from benchmarks.page_site import EVERY, fill
from benchmarks.page_times import PageTime, report
from hub.models.pages import SUMMARY_LENGTH
from solutions.models import ExperiencePage, Reuse, SolutionPage


def test_a_number_always_gives_the_same_texts_and_another_number_others():
    assert page_texts.section(7, "problem") == page_texts.section(7, "problem") != page_texts.section(8, "problem")
    assert page_texts.tags(7) == page_texts.tags(7)
    assert len({page_texts.title(number) for number in range(2_000)}) == 2_000


def test_texts_have_the_length_of_real_ones():
    lengths = [len(page_texts.section(number, "approach").split()) for number in range(200)]
    assert min(lengths) > 40
    assert 100 < sum(lengths) / len(lengths) < 250
    assert max(lengths) < 400


@pytest.mark.django_db
def test_a_filled_site_has_solutions_with_texts_users_and_experiences(client):
    filled = fill(12, participating=3)
    assert (filled.solutions, filled.experiences) == (12, -(-12 // EVERY))
    assert filled.uses == Reuse.objects.count() > 0
    assert filled.organisations == 342
    solution = SolutionPage.objects.order_by("pk").first()
    assert solution.tags.count() >= 3
    assert solution.policy_domains.count() == 2
    assert len(solution.summary) <= SUMMARY_LENGTH
    assert client.get(solution.url).status_code == 200
    assert client.get(ExperiencePage.objects.order_by("pk").first().url).status_code == 200
    assert solution.title in client.get("/zoeken/", {"q": solution.title}).content.decode()
    with pytest.raises(ValueError, match="empty folder"):
        fill(12)


@pytest.mark.django_db
def test_the_report_sets_every_page_beside_the_bare_one():
    times = [PageTime("bare page", 4.0, 5.0, 5.0, 6, 1_000), PageTime("solution", 7.0, 9.0, 20.0, 24, 6_100)]
    text = report(
        times, type("Filled", (), {"solutions": 2_000, "experiences": 400, "uses": 9, "organisations": 342}), 40
    )
    assert "2,000 solutions" in text
    assert "| solution | 7.0 | 9.0 | 1.8 | 20.0 | 4.0 | 24 | 6,100 |" in text
