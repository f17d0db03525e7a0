"""The passwords of restricted pages and documents: asked in the look of the site, and not to be guessed.

Wagtail's own views know no limit, and show a form for any page that an address names.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from wagtail.documents.views.serve import authenticate_with_password as open_collection
from wagtail.forms import PasswordViewRestrictionForm
from wagtail.models import BaseViewRestriction, CollectionViewRestriction, Page, PageViewRestriction
from wagtail.views import authenticate_with_password as open_page

from hub.limits import Limit, client_network

logger = logging.getLogger(__name__)

QUARTER = dt.timedelta(minutes=15)
GUESSES_PER_CLIENT = Limit("password.client", 10, QUARTER)
GUESSES_PER_PASSWORD = Limit("password.restriction", 200, QUARTER)
TEMPLATE = "hub/password_required.html"


@never_cache
def page_password(request: HttpRequest, page_view_restriction_id: int, page_id: int) -> HttpResponse:
    """Ask for the password of a live page; 429 after ten guesses, 404 for a page that this password does not open."""
    restriction = get_object_or_404(PageViewRestriction, **_with_password(page_view_restriction_id))
    get_object_or_404(Page.objects.live().descendant_of(restriction.page, inclusive=True), pk=page_id)
    return _limited(request, restriction, lambda: open_page(request, restriction.pk, page_id))


@never_cache
def document_password(request: HttpRequest, restriction_id: int) -> HttpResponse:
    """Ask for the password of a collection of documents; 429 after ten guesses."""
    restriction = get_object_or_404(CollectionViewRestriction, **_with_password(restriction_id))
    return _limited(request, restriction, lambda: open_collection(request, restriction.pk))


def _with_password(pk: int) -> dict[str, object]:
    return {"pk": pk, "restriction_type": BaseViewRestriction.PASSWORD}


def _limited(request: HttpRequest, restriction: BaseViewRestriction, view: Callable[[], HttpResponse]) -> HttpResponse:
    if request.method != "POST":
        return view()
    place = f"{restriction._meta.label_lower}.{restriction.pk}"
    client = f"{place}.{client_network(request)}"
    if not (GUESSES_PER_CLIENT.take(client) and GUESSES_PER_PASSWORD.take(place)):
        logger.warning("password_limited")
        form = PasswordViewRestrictionForm(
            instance=restriction, initial={"return_url": request.POST.get("return_url", "/")}
        )
        context = {"form": form, "action_url": request.path, "too_often": True}
        return render(request, TEMPLATE, context, status=HTTPStatus.TOO_MANY_REQUESTS)
    response = view()
    if isinstance(response, HttpResponseRedirect):  # the password was right
        GUESSES_PER_CLIENT.give_back(client)
        GUESSES_PER_PASSWORD.give_back(place)
    return response
