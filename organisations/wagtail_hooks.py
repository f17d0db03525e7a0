"""What organisations add to Wagtail's admin."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import BaseButton, Button, ListingButton
from wagtail.snippets.models import register_snippet

from hub.admin.guard import allow_choosing
from hub.models import User
from organisations.models import Organisation
from organisations.participation.onboarding import OnboardingError, offboard, onboard
from organisations.viewsets import MembershipViewSet, OrganisationViewSet

register_snippet(OrganisationViewSet)
register_snippet(MembershipViewSet)
allow_choosing(Organisation)


LIST = "wagtailsnippets_organisations_organisation:list"


def take_part(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask before an organisation takes part; on yes onboard it and go back with word of what happened."""
    done = _("%(name)s takes part. Add its people under Memberships.")
    return _after_asking(request, pk, "organisations/admin/take_part.html", onboard, done)


def stop_taking_part(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask before an organisation stops taking part; on yes its people lose their rights, and its pages stay."""
    done = _("%(name)s no longer takes part. Its people cannot write any more; its pages are still on the site.")
    return _after_asking(request, pk, "organisations/admin/stop_taking_part.html", offboard, done)


def _after_asking(
    request: HttpRequest, pk: int, template: str, change: Callable[[Organisation], object], done: str
) -> HttpResponse:
    """Raises PermissionDenied for who may not change organisations."""
    if not request.user.has_perm("organisations.change_organisation"):
        raise PermissionDenied
    organisation = get_object_or_404(Organisation, pk=pk)
    if request.method != "POST":
        return render(request, template, {"organisation": organisation})
    try:
        change(organisation)
    except OnboardingError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, done % {"name": organisation.name})
    return redirect(reverse(LIST))


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    """The addresses of both actions."""
    return [
        path("organisaties/<int:pk>/doe-mee/", take_part, name="organisation_take_part"),
        path("organisaties/<int:pk>/stop/", stop_taking_part, name="organisation_stop_taking_part"),
    ]


@hooks.register("register_snippet_listing_buttons")
def participation_button(snippet: Any, user: User, next_url: str | None = None) -> Iterator[BaseButton]:
    """A button in the list of organisations to let one take part; for who takes part, an option to end that."""
    if not isinstance(snippet, Organisation):
        return
    if getattr(snippet, "takes_part", snippet.is_participating):
        url = reverse("organisation_stop_taking_part", args=[snippet.pk])
        yield Button(_("End its taking part"), url, icon_name="cross", priority=40)
    elif not snippet.is_participating and not snippet.ended_on:
        label, url = _("Let this organisation take part"), reverse("organisation_take_part", args=[snippet.pk])
        yield ListingButton(label, url, priority=30)
        yield Button(label, url, icon_name="check", priority=30)  # on a telephone the button is cut off
