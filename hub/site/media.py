"""Renditions, served by the name that the database has for them."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from django.views.static import serve
from wagtail.images import get_image_model

MAX_AGE = 24 * 60 * 60  # seconds; a picture that is taken off a page is gone from caches within a day


@require_safe
def rendition(request: HttpRequest, name: str) -> HttpResponseBase:
    """The file of a rendition whose stored name is exactly this; 404 for any other name, however it is written."""
    found = get_image_model().get_rendition_model().objects.filter(file=name).first()
    if found is None:
        raise Http404
    response = serve(request, found.file.name, document_root=found.file.storage.location)
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    return response
