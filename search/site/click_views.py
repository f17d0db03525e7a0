"""Where the search page tells which result a visitor chose."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from search.query_log.log import log_click

NO_CONTENT = 204


@transaction.non_atomic_requests
@csrf_exempt  # the signed token says that the page was ours; a browser that leaves sends no more than this
@require_POST
def chosen(request: HttpRequest) -> HttpResponse:
    """Keep the choice; whoever sends nonsense hears nothing about it."""
    log_click(request.POST.get("token", ""), request.POST.get("rank", ""), request.POST.get("key", ""))
    return HttpResponse(status=NO_CONTENT)
