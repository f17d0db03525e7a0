"""How complete a solution is, and how reusable: counted from facts, with the next thing named."""

from html import unescape

import pytest
from django.urls import reverse
from django.utils.translation import override

from hub.blocks import paragraphs
from solutions.completeness import FIRST_DRAFT, STEPS, completeness, filled_of
from solutions.models import SolutionStandard, Standard
from solutions.reusability import ReusabilityFacts, reusability
from tests.factories import PolicyDomainFactory, SolutionPageFactory


def test_the_first_draft_asks_for_six_things_in_order():
    assert tuple(STEPS)[:6] == FIRST_DRAFT
    empty = completeness(())
    assert (empty.done, empty.percentage, empty.is_draft) == (0, 0, True)
    assert empty.next_step is STEPS["title"]
    draft = completeness(FIRST_DRAFT)
    assert not draft.is_draft
    assert draft.next_step is STEPS["development_status"]


def test_complete_is_only_what_has_everything():
    assert completeness(set(STEPS) - {"image"}).percentage < 100
    assert completeness(set(STEPS) - {"image"}).next_step is STEPS["image"]
    whole = completeness(STEPS)
    assert (whole.percentage, whole.next_step) == (100, None)


@pytest.mark.django_db
def test_what_is_filled_in_is_read_from_the_solution(django_assert_max_num_queries):
    page = SolutionPageFactory(contact_email="meldingen@delft.example", cost_band_yearly="lt10k", tags=["melden"])
    page.policy_domains.add(PolicyDomainFactory())
    page.what_did_not_work = paragraphs("De koppeling met het zaaksysteem bleef uit.")
    page.standard_links.add(SolutionStandard(standard=Standard.objects.create(code="zrc", label="Zaken API")))
    page.save()
    fresh = type(page).objects.get(pk=page.pk)
    with django_assert_max_num_queries(4):
        filled = filled_of(fresh)
    assert filled == {*FIRST_DRAFT, "costs", "what_did_not_work", "standard_links", "tags"}
    assert filled <= set(STEPS)


@pytest.mark.django_db
def test_the_editor_names_the_next_step(admin_client):
    page = SolutionPageFactory()
    content = unescape(admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode())
    with override("nl"):
        assert str(STEPS["policy_domains"]) in content
    assert "<meter" in content


def test_the_first_missing_criterion_is_the_next_gap():
    nothing = reusability(ReusabilityFacts())
    assert (nothing.met, nothing.total) == (0, 7)
    assert nothing.next_gap.name == "open_licence"
    most = reusability(
        ReusabilityFacts(open_licence=True, source_public=True, documented=True, maintained=True, contact=True)
    )
    assert (most.met, most.next_gap.name) == (5, "reused")
    assert reusability(ReusabilityFacts(*[True] * 7)).next_gap is None
