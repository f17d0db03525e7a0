"""What lies under every map: the land and its borders, as one drawing that browsers keep."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from organisations.boundaries.shapes import shipped

DAY = 86_400
YEAR = 365 * DAY


@require_safe
@gzip_page
def netherlands(request: HttpRequest) -> HttpResponse:
    """The drawing, to point at with `use`: #land, #borders and #provinces. With its version in the address it stays."""
    shapes = shipped()
    if shapes is None:
        raise Http404
    response = render(request, "organisations/netherlands.svg", {"shapes": shapes}, content_type="image/svg+xml")
    kept = f"{YEAR}, immutable" if request.GET.get("v") == shapes.version else str(DAY)
    response["Cache-Control"] = f"public, max-age={kept}"
    return response
