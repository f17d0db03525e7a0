"""Every change of what is public, or of what a record repeats, is recorded; nothing that matters is missed."""

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from hub.models import ContentPage, Tag
from operations.schedule import publish_scheduled
from organisations.models import Organisation
from search.engines.registry import outbox_consumers
from search.indexing.changes import enqueue_subtree
from solutions.models import GemmaComponent, Reuse, SolutionPage, SolutionStandard, SolutionSupplier, Standard
from tests.factories import (
    ContentPageFactory,
    ExperiencePageFactory,
    OrganisationFactory,
    OrganisationPageFactory,
    PolicyDomainFactory,
    ReuseFactory,
    SolutionPageFactory,
    TagFactory,
)
from tests.shared_fixtures import shared_fixture

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@shared_fixture
def delft():
    return OrganisationPageFactory(organisation__name="Delft", organisation__code="GM0503")


@shared_fixture
def solution(delft):
    return SolutionPageFactory(parent=delft)


@shared_fixture
def article(delft):
    return ContentPageFactory(parent=delft)


def key(instance):
    kinds = {"SolutionPage": "solution", "ExperiencePage": "experience", "ContentPage": "article"}
    return f"{kinds.get(type(instance).__name__, 'organisation')}-{instance.pk}"


def organisation_key(page):
    return f"organisation-{page.organisation_id}"


def test_each_kind_of_page_is_recorded_when_it_is_made(recorded, delft):
    made = []
    assert recorded(lambda: made.append(SolutionPageFactory(parent=delft))) == {key(made[-1])}
    assert recorded(lambda: made.append(ExperiencePageFactory(parent=delft))) == {key(made[-1])}
    assert recorded(lambda: made.append(ContentPageFactory(parent=delft))) == {key(made[-1])}
    assert recorded(lambda: made.append(OrganisationFactory())) == {key(made[-1])}


def test_publishing_and_withdrawing_are_recorded(recorded, solution):
    solution.title = "Meldingen doen"
    revision = solution.save_revision()
    assert recorded(revision.publish) == {key(solution)}
    assert recorded(solution.unpublish) == {key(solution)}


def test_a_save_through_the_plain_page_is_recorded_under_the_key_of_its_kind(recorded, solution):
    assert recorded(Page.objects.get(pk=solution.pk).save) == {key(solution)}


def test_scheduled_publishing_and_expiry_are_recorded(recorded, solution):
    solution.expire_at = timezone.now() - dt.timedelta(minutes=1)
    solution.save()
    assert recorded(publish_scheduled) == {key(solution)}
    solution.refresh_from_db()
    assert (solution.live, solution.expired) == (False, True)
    solution.go_live_at, solution.expire_at = timezone.now() + dt.timedelta(minutes=1), None
    solution.save_revision().publish()
    assert not SolutionPage.objects.get(pk=solution.pk).live
    later = timezone.now() + dt.timedelta(minutes=2)
    assert recorded(lambda: publish_scheduled(later)) == {key(solution)}


def test_one_page_that_cannot_be_published_does_not_hold_back_the_next(recorded, solution, article, monkeypatch):
    for page in (solution, article):
        page.expire_at = timezone.now() - dt.timedelta(minutes=1)
        page.save()
    unpublish = SolutionPage.unpublish

    def refuse(page, **kwargs):
        raise ValueError("a hook that fails")

    monkeypatch.setattr(SolutionPage, "unpublish", refuse)
    assert recorded(publish_scheduled) == {key(article)}
    monkeypatch.setattr(SolutionPage, "unpublish", unpublish)
    assert recorded(publish_scheduled) == {key(solution)}


def test_a_new_slug_gives_everything_below_a_new_address(recorded, delft, solution, article):
    below = ContentPageFactory(parent=article)

    def rename():
        article.refresh_from_db()
        article.slug = "klantcontact"
        article.save()

    assert recorded(rename) == {key(article), key(below)}
    delft.refresh_from_db()
    delft.slug = "gemeente-delft"
    assert recorded(delft.save) == {organisation_key(delft), key(solution), key(article), key(below)}


def test_a_save_without_a_new_address_records_the_page_alone(recorded, delft, solution):
    assert recorded(delft.save) == {organisation_key(delft)}


def test_a_move_records_everything_that_moves(recorded, article):
    below = ContentPageFactory(parent=article)
    venray = OrganisationPageFactory(organisation__name="Venray")
    article.refresh_from_db()
    assert recorded(lambda: article.move(venray, pos="last-child")) == {key(article), key(below)}


def test_deleting_a_page_records_it_and_everything_below(recorded, delft, solution):
    article = ContentPageFactory(parent=delft)
    below = ContentPageFactory(parent=article)
    article.refresh_from_db()
    expected = {key(article), key(below)}
    assert recorded(article.delete) == expected
    assert not ContentPage.objects.descendant_of(delft).exists()


def test_deleting_through_the_plain_page_records_the_key_of_its_kind(recorded, solution):
    expected = key(solution)
    assert recorded(Page.objects.get(pk=solution.pk).delete) == {expected}


def test_privacy_records_the_page_and_everything_below(recorded, delft, solution):
    restriction = PageViewRestriction(page=delft, restriction_type=PageViewRestriction.LOGIN)
    everything = {organisation_key(delft), key(solution)}
    assert recorded(restriction.save) == everything
    assert recorded(restriction.delete) == everything


def test_another_host_name_or_root_concerns_every_page(recorded, delft, solution):
    assert recorded(Site.objects.get().save) >= {organisation_key(delft), key(solution)}


class TestTags:
    def test_a_new_name_concerns_every_page_with_the_tag(self, recorded, delft):
        solution = SolutionPageFactory(parent=delft, tags=["meldingen"])
        article = ContentPageFactory(parent=delft, tags=["meldingen", "formulieren"])
        SolutionPageFactory(parent=delft, tags=["formulieren"])
        tag = Tag.objects.get(name="meldingen")
        tag.name = "melden"
        assert recorded(tag.save) == {key(solution), key(article)}

    def test_merging_concerns_the_pages_of_both_tags(self, recorded, delft):
        one = SolutionPageFactory(parent=delft, tags=["woo"])
        other = ExperiencePageFactory(parent=delft, tags=["openbaarheid"])
        merged = Tag.objects.get(name="woo")
        merged.merged_into = Tag.objects.get(name="openbaarheid")
        assert recorded(merged.save) == {key(one), key(other)}
        merged.refresh_from_db()
        merged.merged_into = None
        assert recorded(merged.save) == {key(one), key(other)}

    def test_deleting_concerns_every_page_with_the_tag(self, recorded, delft):
        solution = SolutionPageFactory(parent=delft, tags=["meldingen"])
        assert recorded(Tag.objects.get(name="meldingen").delete) == {key(solution)}

    def test_a_tag_that_is_given_or_taken_apart_from_its_page_is_recorded(self, recorded, solution):
        tag = TagFactory()
        assert recorded(lambda: solution.tagged_items.model.objects.create(tag=tag, content_object=solution)) == {
            key(solution)
        }
        assert recorded(lambda: solution.tagged_items.model.objects.get().delete()) == {key(solution)}


class TestTerms:
    @pytest.fixture
    def domain(self, solution):
        domain = PolicyDomainFactory(label="Openbare orde")
        solution.policy_domains.add(domain)
        solution.save()
        return domain

    def test_a_new_label_concerns_the_solutions_with_the_term(self, recorded, delft, solution, domain):
        SolutionPageFactory(parent=delft)
        domain.label = "Veiligheid"
        assert recorded(domain.save) == {key(solution)}

    def test_deleting_concerns_the_solutions_with_the_term(self, recorded, solution, domain):
        assert recorded(domain.delete) == {key(solution)}

    def test_a_component_counts_as_well(self, recorded, solution):
        component = GemmaComponent.objects.create(code="g1", label="Zaakregistratiecomponent")
        solution.gemma_components.add(component)
        assert recorded(solution.save) == {key(solution)}
        assert recorded(component.save) == {key(solution)}

    def test_a_standard_counts_as_well(self, recorded, solution):
        standard = Standard.objects.create(code="stuf", label="StUF")
        solution.standard_links.add(SolutionStandard(standard=standard))
        assert recorded(solution.save) == {key(solution)}
        assert recorded(standard.save) == {key(solution)}
        assert recorded(standard.delete) == {key(solution)}

    def test_a_supplier_with_a_new_name_concerns_what_it_supplies(self, recorded, solution):
        supplier = OrganisationFactory(name="Dimpact")
        solution.supplier_links.add(SolutionSupplier(organisation=supplier))
        solution.save()
        supplier.name = "Dimpact Twente"
        assert recorded(supplier.save) == {f"organisation-{supplier.pk}", key(solution)}

    def test_giving_a_term_its_solutions_is_recorded(self, recorded, solution):
        domain = PolicyDomainFactory()
        assert recorded(lambda: domain.solutions.add(solution)) == {key(solution)}
        assert recorded(domain.solutions.clear) == {key(solution)}


class TestReuse:
    def test_a_use_is_recorded_when_it_is_made_changed_and_deleted(self, recorded, solution):
        made = []
        venray = OrganisationFactory(name="Venray")
        assert recorded(lambda: made.append(ReuseFactory(solution=solution, organisation=venray))) == {key(solution)}
        assert recorded(made[0].save) == {key(solution)}
        assert recorded(made[0].delete) == {key(solution)}

    def test_a_use_that_turns_out_to_be_of_another_solution_concerns_both(self, recorded, delft, solution):
        reuse = ReuseFactory(solution=solution)
        other = SolutionPageFactory(parent=delft)
        reuse.solution = other
        assert recorded(reuse.save) == {key(solution), key(other)}


class TestOrganisation:
    def test_a_new_name_concerns_all_that_it_shares_and_uses(self, recorded, delft, solution, article):
        used = SolutionPageFactory()
        ReuseFactory(solution=used, organisation=delft.organisation)
        organisation = Organisation.objects.get(pk=delft.organisation_id)
        organisation.name = "Delft (nieuw)"
        assert recorded(organisation.save) == {organisation_key(delft), key(solution), key(article), key(used)}

    def test_a_fact_that_no_record_repeats_concerns_the_organisation_alone(self, recorded, delft, solution):
        organisation = Organisation.objects.get(pk=delft.organisation_id)
        organisation.inhabitants = 110_000
        assert recorded(organisation.save) == {organisation_key(delft)}

    def test_deleting_concerns_the_organisation_and_what_it_used(self, recorded, solution):
        venray = OrganisationFactory(name="Venray")
        ReuseFactory(solution=solution, organisation=venray)
        expected = {key(venray), key(solution)}
        assert recorded(venray.delete) == expected
        assert not Reuse.objects.exists()


def test_a_write_without_signals_is_recorded_by_hand(recorded, delft, solution, article):
    def correct_in_bulk():
        SolutionPage.objects.filter(path__startswith=delft.path).update(summary="Verbeterd.")
        enqueue_subtree(delft.path)

    assert recorded(correct_in_bulk) == {organisation_key(delft), key(solution), key(article)}


@pytest.mark.parametrize(
    "model",
    [Organisation, Reuse, Tag, GemmaComponent, PageViewRestriction, Site, SolutionPage],
    ids=lambda model: model.__name__,
)
def test_a_save_and_its_event_are_one_transaction(model, solution, monkeypatch):
    """Whatever goes wrong while an event is written takes the change with it."""
    instance = {
        Organisation: Organisation.objects.first,
        Reuse: lambda: ReuseFactory(solution=solution),
        Tag: TagFactory,
        GemmaComponent: lambda: GemmaComponent.objects.create(code="g1", label="Zaakregistratiecomponent"),
        PageViewRestriction: lambda: PageViewRestriction.objects.create(page=solution, restriction_type="login"),
        Site: Site.objects.get,
        SolutionPage: lambda: solution,
    }[model]()
    depths = []

    def note_depth(*args):
        depths.append(len(connection.savepoint_ids))
        return outbox_consumers()

    monkeypatch.setattr("search.indexing.outbox.outbox_consumers", note_depth)
    if model is Tag:
        ContentPageFactory(tags=[instance.name])
    if model is GemmaComponent:
        solution.gemma_components.add(instance)
        solution.save()
    depths.clear()
    outside = len(connection.savepoint_ids)
    instance.save()
    assert min(depths, default=0) > outside
