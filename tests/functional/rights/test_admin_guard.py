"""The guard before the admin: every parameter of every address has a rule, and an unknown one is refused."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.test import RequestFactory
from django.urls import ResolverMatch, reverse

from hub.admin import guard
from hub.models import Visibility
from tests.factories import SolutionPageFactory
from tests.functional.rights.test_admin_walk import admin_patterns

pytestmark = pytest.mark.django_db


def test_every_parameter_of_the_admin_has_a_rule():
    """An address that an upgrade of Wagtail adds stands here, before it is refused to editors."""
    unknown = []
    for name, route, parameters in admin_patterns():
        for parameter in parameters:
            try:
                guard.rule_for(name, parameter)
            except Http404:
                unknown.append(f"{name} {route} {parameter}")
    own = "wagtailadmin_password_reset_confirm"  # for who is not logged in
    assert {line for line in unknown if not line.startswith((own, "wagtailadmin_api:"))} <= {
        line for line in unknown if " beheer/searchpicks/" in line
    }


def asked(user, name, **kwargs):
    request = RequestFactory().get(reverse("wagtailadmin_home"), kwargs.pop("query", {}))
    request.user = user
    request.resolver_match = ResolverMatch(lambda request: None, (), kwargs, url_name=name)
    return guard.AdminGuard(lambda request: None).process_view(request, None, (), kwargs)


def test_an_address_with_an_unknown_parameter_is_refused(delft, vng):
    with pytest.raises(Http404):
        asked(delft.editor, "of_an_upgrade", animal_id=1)
    with pytest.raises(Http404):
        asked(delft.editor, "wagtailadmin_home", query={"id": "1"})


def test_nobody_is_asked_before_they_log_in(delft):
    assert asked(AnonymousUser(), "wagtailadmin_pages:edit", page_id=delft.draft.pk) is None


def test_ones_own_pages_pass_and_drafts_of_others_do_not(delft, venray):
    assert asked(delft.editor, "wagtailadmin_explore", parent_page_id=delft.draft.pk) is None
    with pytest.raises(Http404):
        asked(venray.editor, "wagtailadmin_explore", parent_page_id=delft.draft.pk)
    assert asked(venray.editor, "wagtailadmin_explore", parent_page_id=delft.live.pk) is None


@pytest.mark.parametrize(
    ("visibility", "passes"), [("public", True), ("municipalities", True), ("organisation", False)]
)
def test_a_live_page_passes_for_whom_it_is(delft, venray, visibility, passes):
    page = SolutionPageFactory(parent=delft.page, visibility=Visibility(visibility))
    page.save_revision().publish()
    if passes:
        assert asked(venray.editor, "wagtailadmin_choose_page_child", parent_page_id=page.pk) is None
    else:
        with pytest.raises(Http404):
            asked(venray.editor, "wagtailadmin_choose_page_child", parent_page_id=page.pk)


def test_an_address_that_names_no_model_is_not_found(delft):
    with pytest.raises(Http404):
        asked(delft.editor, "wagtail_bulk_action", app_label="x", model_name="y", action="delete", query={"id": "1"})


def test_an_id_that_is_no_number_is_not_found(delft):
    with pytest.raises(Http404):
        asked(delft.editor, "wagtailimages_chooser:chosen", pk="x")


def test_vng_opens_what_belongs_to_anybody(vng, delft):
    for address in (
        reverse("wagtailadmin_pages:edit", args=[delft.draft.pk]),
        reverse("wagtailimages:edit", args=[delft.image.pk]),
        reverse("wagtaildocs:edit", args=[delft.document.pk]),
        reverse("wagtailsnippetchoosers_organisations_organisationmembership:choose"),
        reverse("wagtailadmin_reports:page_types_usage"),
    ):
        assert vng.get(address).status_code == 200, address


def test_public_lists_can_be_chosen_from_and_people_cannot(venray):
    choose = "wagtailsnippetchoosers_{}:choose".format
    assert venray.client.get(reverse(choose("organisations_organisation"))).status_code == 200
    assert venray.client.get(reverse(choose("solutions_standard"))).status_code == 200
    assert venray.client.get(reverse(choose("organisations_organisationmembership"))).status_code == 404
    assert venray.client.get(reverse(choose("solutions_reuse"))).status_code == 404
