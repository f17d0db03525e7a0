"""What organisations add to Wagtail's admin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import ListingButton
from wagtail.snippets.models import register_snippet

from hub.admin.guard import allow_choosing
from hub.models import User
from organisations.models import Organisation
from organisations.participation.onboarding import OnboardingError, onboard
from organisations.viewsets import MembershipViewSet, OrganisationViewSet

register_snippet(OrganisationViewSet)
register_snippet(MembershipViewSet)
allow_choosing(Organisation)


def take_part(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask before an organisation takes part; on yes onboard it and go back with word of what happened."""
    if not request.user.has_perm("organisations.change_organisation"):
        raise PermissionDenied
    organisation = get_object_or_404(Organisation, pk=pk)
    if request.method != "POST":
        return render(request, "organisations/admin/take_part.html", {"organisation": organisation})
    try:
        onboard(organisation)
    except OnboardingError as error:
        messages.error(request, " ".join(error.messages))
    else:
        done = _("%(name)s takes part. Add its people under Memberships.") % {"name": organisation.name}
        messages.success(request, done)
    return redirect(reverse("wagtailsnippets_organisations_organisation:list"))


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    """The address of the action."""
    return [path("organisaties/<int:pk>/doe-mee/", take_part, name="organisation_take_part")]


@hooks.register("register_snippet_listing_buttons")
def take_part_button(snippet: Any, user: User, next_url: str | None = None) -> Iterator[ListingButton]:
    """A button in the list of organisations for those that do not take part yet."""
    if isinstance(snippet, Organisation) and not snippet.is_participating and not snippet.ended_on:
        yield ListingButton(
            _("Let this organisation take part"), reverse("organisation_take_part", args=[snippet.pk]), priority=30
        )
