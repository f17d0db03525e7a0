"""The evidence ladder counts what was confirmed, and nothing else."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from solutions.evidence import Step, evidence_of, step_for
from solutions.models import Reuse, SolutionPage
from tests.factories import OrganisationFactory, SolutionPageFactory

pytestmark = pytest.mark.both_databases

TODAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("status", "reuse", "good", "step"),
    [
        ("", 0, 0, Step.UNKNOWN),
        ("concept", 0, 0, Step.IDEA),
        ("development", 0, 0, Step.IN_DEVELOPMENT),
        ("beta", 0, 0, Step.IN_DEVELOPMENT),
        ("stable", 0, 0, Step.READY),
        ("obsolete", 0, 0, Step.RETIRED),
        ("obsolete", 1, 0, Step.REUSED_ONCE),
        ("", 1, 0, Step.REUSED_ONCE),
        ("beta", 1, 0, Step.REUSED_ONCE),
        ("stable", 1, 1, Step.REUSED_ONCE),
        ("stable", 2, 0, Step.REUSED_BY_SEVERAL),
        ("stable", 2, 1, Step.REUSED_WITH_EXPERIENCES),
    ],
)
def test_the_highest_step_that_the_facts_carry(status, reuse, good, step):
    assert step_for(status=status, confirmed_reuse=reuse, good_experiences=good) == step


@pytest.fixture
def solution(db):
    return SolutionPageFactory(development_status="stable")


def use(solution, **values):
    organisation = values.pop("organisation", None) or OrganisationFactory()
    return Reuse.objects.create(solution=solution, organisation=organisation, **{"confirmed_at": TODAY, **values})


def test_claims_count_for_nothing(solution):
    use(solution, confirmed_at=None)
    assert evidence_of(solution).confirmed_reuse == 0


@pytest.mark.parametrize(
    ("status", "counts"),
    [("pilot", 1), ("in_use", 1), ("interest", 0), ("exploring", 0), ("stopped", 0), ("rejected", 0)],
)
def test_only_use_counts_as_use(status, counts, solution):
    use(solution, status=status)
    assert evidence_of(solution).confirmed_reuse == counts


def test_the_owner_is_no_reuse(solution):
    use(solution, organisation=solution.organisation)
    assert evidence_of(solution).step == Step.READY


def test_an_organisation_counts_once(solution):
    organisation = OrganisationFactory()
    use(solution, organisation=organisation, status="pilot")
    use(solution, organisation=organisation, status="in_use", would_do_again=True)
    assert evidence_of(solution).confirmed_reuse == 1
    assert evidence_of(solution).step == Step.REUSED_ONCE
    use(solution)
    assert evidence_of(solution).step == Step.REUSED_WITH_EXPERIENCES


def test_an_invented_organisation_proves_nothing_of_a_real_solution(solution):
    use(solution, organisation=OrganisationFactory(is_example=True))
    assert evidence_of(solution).confirmed_reuse == 0
    SolutionPage.objects.update(is_example=True)
    assert evidence_of(SolutionPage.objects.get()).confirmed_reuse == 1


def test_evidence_takes_one_query(solution, django_assert_num_queries):
    use(solution)
    page = SolutionPage.objects.select_related("organisation").get(pk=solution.pk)
    with django_assert_num_queries(1):
        evidence_of(page)


def test_the_ladder_shows_what_was_reached(solution):
    steps = evidence_of(solution).steps
    assert [step.reached for step in steps] == [True, True, True, False, False, False]
    assert [step.number for step in steps if step.current] == [3]


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (
            "",
            "Niet bekend. Niemand heeft gezegd hoe ver het is, en geen andere organisatie heeft bevestigd dat zij het",
        ),
        ("obsolete", "Niet meer onderhouden. De eigenaar onderhoudt het niet meer, en geen andere organisatie"),
    ],
)
def test_what_nobody_said_or_is_over_reaches_no_step_and_is_said_in_words(client, home, status, says):
    page = SolutionPageFactory(development_status=status)
    assert not any(step.reached for step in evidence_of(page).steps)
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    ladder = soup.select_one("section[aria-labelledby=bewijs]")
    assert says in " ".join(ladder.get_text(" ").split())
    assert not ladder.select(".is-reached, [aria-current]")
    assert "In gebruik bij de eigenaar" not in soup.get_text()


def test_used_by_reads_only_confirmed_use(solution):
    delft, venray = OrganisationFactory(), OrganisationFactory()
    use(solution, organisation=delft)
    use(solution, organisation=venray, confirmed_at=None)
    assert list(SolutionPage.objects.used_by(delft)) == [solution]
    assert list(SolutionPage.objects.used_by(venray)) == []


def test_use_cannot_end_before_it_began(solution):
    row = Reuse(solution=solution, organisation=OrganisationFactory(), since=TODAY, until=dt.date(2020, 1, 1))
    with pytest.raises(ValidationError, match="begin"):
        row.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize("since", [None, TODAY])
def test_the_same_use_is_not_recorded_twice(since, solution):
    organisation = OrganisationFactory()
    use(solution, organisation=organisation, since=since)
    with pytest.raises(IntegrityError), transaction.atomic():
        use(solution, organisation=organisation, since=since)
