"""Taking part: pages, group, collection and people, together and repeatable."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, GroupPagePermission, Page

from hub.models import User
from organisations.models import Organisation, OrganisationPage, Role
from organisations.models.owner import owner_of
from organisations.participation.access import set_all_rights
from organisations.participation.onboarding import OnboardingError, offboard, onboard, set_role
from organisations.participation.rights import EDITORS, grant_on_collection, grant_on_page
from solutions.models import SolutionPage
from tests.factories import OrganisationFactory, SolutionPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(home):
    return home


@pytest.fixture
def venray(site):
    return OrganisationFactory(name="Venray", code="GM0984", slug="venray")


@pytest.fixture
def person():
    return User.objects.create_user("iemand", "iemand@example.org", "een lang wachtwoord")


def actions_of(organisation):
    rows = GroupPagePermission.objects.filter(page=organisation.page, group__name__contains=organisation.code)
    return set(rows.values_list("permission__codename", flat=True))


def test_an_organisation_gets_everything_at_once(venray, client):
    page = onboard(venray)
    assert page.live
    assert client.get("/organisaties/venray/").status_code == 200
    assert actions_of(venray) == {"add_page", "change_page"}
    assert Collection.objects.filter(name="Venray (GM0984)").count() == 1


def test_repeating_it_changes_nothing(venray):
    onboard(venray)
    before = (Page.objects.count(), Group.objects.count(), Collection.objects.count())
    onboard(venray)
    assert (Page.objects.count(), Group.objects.count(), Collection.objects.count()) == before


def test_a_group_of_that_name_that_stood_there_gives_nothing_of_its_own(venray):
    stranger = User.objects.create_user("iemand", "iemand@example.org")
    group = Group.objects.create(name="Venray (GM0984)")
    group.permissions.add(Permission.objects.get(codename="change_user"))
    group.user_set.add(stranger)
    onboard(venray)
    assert venray.access.group == group
    assert set(group.permissions.values_list("codename", flat=True)) == {"access_admin"}
    assert not group.user_set.exists()


def test_the_address_of_another_organisation_is_not_taken(venray):
    page = onboard(venray)
    OrganisationFactory(name="Deurne", slug="deurne", code="GM0762")
    page.slug = "deurne"
    with pytest.raises(ValidationError, match="andere organisatie"):
        page.full_clean()
    page.slug = "gemeente-venray"
    page.full_clean()


def test_a_new_name_renames_the_group(venray):
    onboard(venray)
    venray.name = "Nieuw-Venray"
    venray.save()
    assert Group.objects.filter(name="Nieuw-Venray (GM0984)").count() == 1
    assert not Group.objects.filter(name="Venray (GM0984)").exists()


def test_a_trusted_organisation_may_publish_and_loses_it_with_the_trust(venray):
    venray.is_trusted = True
    venray.save()
    onboard(venray)
    assert "publish_page" in actions_of(venray)
    venray.is_trusted = False
    venray.save()
    assert "publish_page" not in actions_of(venray)
    venray.is_trusted = True
    venray.save()
    assert "publish_page" in actions_of(venray)


def test_an_organisation_that_ended_cannot_take_part(venray):
    venray.ended_on = "2025-01-01"
    with pytest.raises(OnboardingError):
        onboard(venray)


@pytest.mark.parametrize(("role", "writes"), [(Role.MEMBER, False), (Role.EDITOR, True), (Role.MANAGER, True)])
def test_the_role_decides_who_writes(role, writes, venray, person):
    onboard(venray)
    set_role(person, venray, role)
    assert person.groups.exists() == writes


@pytest.mark.parametrize("changes", ["organisation", "user"])
def test_a_membership_that_moves_leaves_no_rights_behind(changes, venray, person):
    onboard(venray)
    membership = set_role(person, venray, Role.EDITOR)
    zwolle = OrganisationFactory(name="Zwolle", code="GM0193", slug="zwolle")
    onboard(zwolle)
    colleague = User.objects.create_user("collega", "collega@example.org", "een lang wachtwoord")
    setattr(membership, changes, {"organisation": zwolle, "user": colleague}[changes])
    membership.save()
    assert not person.groups.filter(name__contains="GM0984").exists()
    assert membership.user.groups.get().name == f"{membership.organisation.name} ({membership.organisation.code})"


def test_people_who_were_added_before_come_along(venray, person):
    set_role(person, venray, Role.EDITOR)
    assert not person.groups.exists()
    onboard(venray)
    assert person.groups.exists()


def test_ending_it_takes_the_rights_and_keeps_the_pages(venray, person):
    onboard(venray)
    set_role(person, venray, Role.EDITOR)
    offboard(venray)
    assert actions_of(venray) == set()
    assert not person.groups.exists()
    assert OrganisationPage.objects.filter(organisation=venray).exists()


def test_one_that_stopped_takes_part_again_with_its_people(venray, person):
    onboard(venray)
    set_role(person, venray, Role.EDITOR)
    offboard(venray)
    assert not Organisation.objects.get(pk=venray.pk).is_participating
    assert venray not in Organisation.objects.participating()
    onboard(venray)
    assert actions_of(venray) == {"add_page", "change_page"}
    assert person.groups.exists()
    assert venray in Organisation.objects.participating()


@pytest.mark.parametrize(("days", "writes"), [(-1, False), (0, False), (1, True)])
def test_the_rights_end_on_the_day_that_the_organisation_ends(venray, person, days, writes):
    onboard(venray)
    set_role(person, venray, Role.EDITOR)
    venray.ended_on = timezone.localdate() + dt.timedelta(days=days)
    venray.save()
    assert person.groups.exists() == writes
    assert bool(actions_of(venray)) == writes


def test_rights_follow_an_organisation_whose_code_changes(venray, person):
    """They were found by the code at the end of a name, and stayed with whoever had them."""
    onboard(venray)
    membership = set_role(person, venray, Role.EDITOR)
    venray.code = "GM1984"
    venray.save()
    assert person.groups.get().name == "Venray (GM1984)"
    assert Organisation.objects.get(pk=venray.pk).access.collection.name == "Venray (GM1984)"
    membership.delete()
    assert not person.groups.exists()


def test_two_changes_of_a_membership_leave_nothing_behind(venray, person):
    onboard(venray)
    membership = set_role(person, venray, Role.EDITOR)
    membership.organisation = onboard(OrganisationFactory(name="Zwolle", code="GM0193")).organisation
    membership.save()
    membership.delete()
    assert not person.groups.exists()


def test_without_its_page_nobody_writes(venray, person):
    onboard(venray)
    set_role(person, venray, Role.EDITOR)
    OrganisationPage.objects.get(organisation=venray).delete()
    assert not person.groups.exists()


def test_what_was_given_or_taken_by_hand_is_put_right(venray, person):
    page = onboard(venray)
    stranger = User.objects.create_user("vreemd", "vreemd@example.org", "een lang wachtwoord")
    set_role(person, venray, Role.EDITOR)
    group = Organisation.objects.get(pk=venray.pk).access.group
    assert set_all_rights() == []
    stranger.groups.add(group)
    person.groups.remove(group)
    grant_on_page(group, page.get_parent(), ["publish"])
    grant_on_collection(group, Collection.get_first_root_node(), ["add"])
    assert set_all_rights() == ["GM0984"]
    assert list(group.user_set.all()) == [person]
    assert actions_of(venray) == {"add_page", "change_page"}
    assert set(group.page_permissions.values_list("page", flat=True)) == {page.pk}
    assert set(group.collection_permissions.values_list("collection", flat=True)) == {
        Organisation.objects.get(pk=venray.pk).access.collection_id
    }
    assert set_all_rights() == []


def test_the_group_of_vng_is_nobodys_organisation(venray, person):
    onboard(venray)
    editors = Group.objects.get(name=EDITORS)
    person.groups.add(editors)
    set_role(person, venray, Role.EDITOR).delete()
    assert list(person.groups.all()) == [editors]


def test_the_owner_follows_the_tree(venray):
    page = onboard(venray)
    zwolle = onboard(OrganisationFactory(name="Zwolle", code="GM0193"))
    solution = SolutionPageFactory(parent=page)
    assert solution.organisation == owner_of(solution) == venray
    solution.move(zwolle, pos="last-child")
    assert SolutionPage.objects.get().organisation == zwolle.organisation


def test_pages_of_the_site_itself_have_no_owner(site):
    assert owner_of(site) is None


def test_the_command_onboards_by_code(venray, capsys):
    call_command("onboard_organisation", "gm0984")
    assert "/organisaties/venray/" in capsys.readouterr().out
    with pytest.raises(CommandError, match="GM0000"):
        call_command("onboard_organisation", "GM0000")


def test_the_action_in_the_admin_asks_first_and_is_for_vng_only(venray, person, client):
    url = reverse("organisation_take_part", args=[venray.pk])
    zwolle = OrganisationFactory(name="Zwolle", code="GM0193")
    onboard(zwolle)
    set_role(person, zwolle, Role.EDITOR)
    client.force_login(person)
    client.post(url)
    assert not OrganisationPage.objects.filter(organisation=venray).exists()
    person.groups.add(Group.objects.get(name="VNG-redactie"))
    assert "Ja, laat meedoen" in client.get(url).content.decode()
    assert not OrganisationPage.objects.filter(organisation=venray).exists()
    client.post(url)
    assert OrganisationPage.objects.filter(organisation=venray).exists()


def test_the_groups_that_wagtail_installs_on_the_root_are_gone(site):
    assert not Group.objects.filter(name__in=["Editors", "Moderators"]).exists()


def test_ending_it_is_asked_first_and_is_for_vng_only(venray, person, client):
    onboard(venray)
    set_role(person, venray, Role.EDITOR)
    url = reverse("organisation_stop_taking_part", args=[venray.pk])
    client.force_login(person)
    client.post(url)
    assert Organisation.objects.get(pk=venray.pk).is_participating
    vng = User.objects.create_user("vng", "vng@example.org", "een lang wachtwoord")
    vng.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(vng)
    assert client.get(url).status_code == 200
    assert Organisation.objects.get(pk=venray.pk).is_participating
    client.post(url)
    assert not Organisation.objects.get(pk=venray.pk).is_participating
    assert not person.groups.exists()


def test_the_list_offers_what_can_be_done_and_says_it_whole_on_a_telephone(venray, client):
    """Beside the button, which is cut off there, stands the same among the options."""
    vng = User.objects.create_user("vng", "vng@example.org", "een lang wachtwoord")
    vng.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(vng)
    address = reverse("wagtailsnippets_organisations_organisation:list")
    take_part, stop = "organisation_take_part", "organisation_stop_taking_part"
    assert client.get(address).content.decode().count(reverse(take_part, args=[venray.pk])) == 2
    onboard(venray)
    page = client.get(address).content.decode()
    assert reverse(take_part, args=[venray.pk]) not in page
    assert page.count(reverse(stop, args=[venray.pk])) == 1
