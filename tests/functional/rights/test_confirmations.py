"""A confirmation is of a day that came, and by who gave it; what invented organisations do confirms nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from organisations.models import Role
from organisations.participation.onboarding import set_role
from search.indexing.records import to_record
from solutions.models import Reuse, SolutionPage
from solutions.page.uses import uses_of
from solutions.usage_map.all_solutions import map_of_all
from solutions.usage_map.one_solution import map_of
from tests.factories import OrganisationFactory, ReuseFactory
from tests.functional.rights.test_posted_ids import edit, latest, solution_form
from tests.functional.solution_shelf import parts

pytestmark = pytest.mark.django_db
TOMORROW, TODAY = timezone.localdate() + dt.timedelta(days=1), timezone.localdate()


def test_a_page_cannot_be_confirmed_on_a_day_that_has_yet_to_come(delft):
    response = edit(delft.client, delft.draft, last_confirmed_at=TOMORROW.isoformat())
    assert response.context["form"].errors["last_confirmed_at"] == [
        "Deze dag moet nog komen. Kies vandaag of een eerdere dag."
    ]
    edit(delft.client, delft.draft, last_confirmed_at=TODAY.isoformat())
    assert latest(delft.draft).last_confirmed_at == TODAY


def test_the_page_names_its_owner_only_when_somebody_of_the_owner_confirmed(client, delft, vng):
    address = reverse("wagtailadmin_pages:edit", args=[delft.live.pk])
    posted = solution_form(delft.live, last_confirmed_at="2026-03-03", **{"action-publish": "1"})
    vng.post(address, posted)
    assert "Bevestigd op 3 maart 2026" in stamp(client, delft.live)
    delft.client.post(address, solution_form(delft.live, last_confirmed_at="2026-03-04"))
    latest(delft.live).get_latest_revision().publish()
    assert "Bevestigd door Delft, 4 maart 2026" in stamp(client, delft.live)
    vng.post(address, solution_form(delft.live, last_confirmed_at="", **{"action-publish": "1"}))
    assert SolutionPage.objects.get(pk=delft.live.pk).last_confirmed_by is None


def stamp(client, solution):
    page = parts(client, SolutionPage.objects.get(pk=solution.pk)).soup
    return " ".join(page.select_one(".freshness").get_text(" ").split())


def test_a_day_in_the_future_that_is_stored_confirms_nothing(client, delft):
    set_role(delft.editor, delft.organisation, Role.EDITOR)
    SolutionPage.objects.filter(pk=delft.live.pk).update(last_confirmed_at=TOMORROW, last_confirmed_by=delft.editor)
    assert "Nog niet bevestigd" in stamp(client, delft.live)
    assert to_record(SolutionPage.objects.get(pk=delft.live.pk)).confirmed is None


def test_a_use_cannot_be_confirmed_on_a_day_that_has_yet_to_come(delft, venray):
    row = Reuse(solution=delft.live, organisation=venray.organisation, confirmed_at=TOMORROW)
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert list(refused.value.message_dict) == ["confirmed_at"]
    Reuse(solution=delft.live, organisation=venray.organisation, confirmed_at=TODAY).full_clean()


@pytest.mark.both_databases
def test_a_use_that_is_confirmed_in_the_future_is_a_claim_everywhere(delft, venray):
    row = ReuseFactory(solution=delft.live, organisation=venray.organisation, confirmed_at=TOMORROW)
    assert not row.is_confirmed
    assert list(Reuse.objects.claimed()) == [row]
    assert not Reuse.objects.confirmed() | Reuse.objects.counted()
    assert SolutionPage.objects.with_confirmed_reuse().get(pk=delft.live.pk).confirmed_reuse == 0
    assert not SolutionPage.objects.used_by(venray.organisation)
    assert [str(line.words) for line in map_of(delft.live).rows] == ["in gebruik, nog niet bevestigd"]
    assert [line.cells for line in map_of_all().rows] == [(0, 1)]
    row.confirmed_at = TODAY
    row.save()
    assert [line.cells for line in map_of_all().rows] == [(1, 0)]


def test_invented_use_of_a_real_solution_stands_apart_and_is_confirmed_nowhere(client, delft):
    voorbeeldstad = OrganisationFactory(name="Voorbeeldstad", is_example=True)
    ReuseFactory(solution=delft.live, organisation=voorbeeldstad, lesson="Begin klein.", cost_band_once="lt10k")
    uses = uses_of(SolutionPage.objects.get(pk=delft.live.pk))
    assert (uses.confirmed, uses.claimed, uses.counted) == ([], [], [])
    words = parts(client, delft.live)("gebruik")
    assert (
        words.index("Nog geen andere organisatie") < words.index("Verzonnen, als voorbeeld") < words.index("Voorbeelds")
    )
    assert "Deze organisaties bestaan niet." in words
    assert not map_of(delft.live).rows
    assert not [key for key in map_of(delft.live).legend if key.count]


def test_on_an_invented_solution_invented_use_is_shown_as_use(delft):
    SolutionPage.objects.filter(pk=delft.live.pk).update(is_example=True)
    ReuseFactory(solution=delft.live, organisation=OrganisationFactory(name="Voorbeeldstad", is_example=True))
    uses = uses_of(SolutionPage.objects.get(pk=delft.live.pk))
    assert (len(uses.users), uses.invented) == (1, [])


def test_the_legend_counts_what_is_drawn(delft):
    ReuseFactory(solution=delft.live, organisation=OrganisationFactory(name="Urk", code="GM0184"))
    ReuseFactory(solution=delft.live, organisation=OrganisationFactory(kind="samenwerkingsverband"))
    drawn = map_of(delft.live)
    assert len(drawn.rows) == 2
    assert sum(key.count for key in drawn.legend) == len(drawn.areas) == 1
