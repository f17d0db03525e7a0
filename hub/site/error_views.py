"""The answers when something went wrong. That of the server itself needs no database, session or user."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string

from hub.branding import cached_branding

logger = logging.getLogger(__name__)

BARE = (
    '<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>Er ging iets mis</title></head><body><main>'
    "<h1>Er ging iets mis</h1><p>Dat ligt niet aan u. Probeer het over een paar minuten opnieuw.</p>"
    '<p><a href="/">Naar de voorpagina</a></p></main></body></html>'
)
"""What is left when even the page of an error cannot be made."""


def server_error(request: HttpRequest) -> HttpResponse:
    """That something broke here, in the look of the site, whatever it was that broke."""
    return HttpResponseServerError(_standing_alone("500.html"))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """That the request cannot be answered; made without looking at that request."""
    return HttpResponseBadRequest(_standing_alone("400.html"))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open for too long, or came from elsewhere: how to send it after all."""
    return render(request, "403_csrf.html", status=403)


def _standing_alone(template: str) -> str:
    """The page of this template, of which only what is in memory is asked: no request, no database."""
    try:
        return render_to_string(template, {"branding": cached_branding()})
    except Exception:  # a boundary: nothing may break while telling that something broke
        logger.exception("error_page_not_made")
        return BARE
