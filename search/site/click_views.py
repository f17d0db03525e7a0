"""The endpoint that records click-throughs from the search page."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from search.query_log.log import log_click

NO_CONTENT = 204


@transaction.non_atomic_requests
@csrf_exempt  # the signed token proves that the page was ours; the beacon sends no CSRF token
@require_POST
def chosen(request: HttpRequest) -> HttpResponse:
    """Log the click-through; responds 204 to invalid data too."""
    log_click(request.POST.get("token", ""), request.POST.get("rank", ""), request.POST.get("key", ""))
    return HttpResponse(status=NO_CONTENT)
