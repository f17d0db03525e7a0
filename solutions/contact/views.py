"""Where a visitor asks a question about a solution or an experience, or about the site as a whole."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from hub.branding import site_branding
from hub.breadcrumbs import breadcrumbs_of
from hub.limits import client_network
from hub.models import RecordPage
from solutions.contact.delivery import ask as keep
from solutions.contact.forms import PER_CLIENT, QuestionForm, client_mark, was_just_asked
from solutions.contact.recipients import who_receives
from solutions.models import ExperiencePage, SolutionPage

TOO_MANY = 429
REFUSED = 422
FORGED = 403
HOME = [{"title": "", "url": "/"}]
TOO_LATE = _("The form was open for a long time. Nothing was sent yet. Check your question and send it once more.")


@never_cache
@csrf_exempt  # checked below: a refused form comes back with what was typed instead of a page that lost it
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """The form; posted, it keeps the question and goes on to the page that says what happens now."""
    page = _public_page(pk) if pk is not None else None
    if request.method != "POST":
        return _form_page(request, page, QuestionForm())
    form = QuestionForm(request.POST)
    if _is_not_ours(request):
        form.add_error(None, ValidationError(TOO_LATE))
        return _form_page(request, page, form, status=FORGED)
    if not form.is_valid():
        return _form_page(request, page, form, status=REFUSED)
    client = client_mark(request)
    if was_just_asked(client, pk, form.cleaned_data["email"], form.cleaned_data["text"]):
        return HttpResponseRedirect(_address("ask_sent", "ask_editors_sent", page))
    if not PER_CLIENT.take(client_network(request)):
        response = _form_page(request, page, form, status=TOO_MANY)
        response["Retry-After"] = str(int(PER_CLIENT.window.total_seconds()))
        return response
    keep(page=page, title=_title(page), client=client, **form.cleaned_data)
    return HttpResponseRedirect(_address("ask_sent", "ask_editors_sent", page))


@require_safe
def sent(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """What happens now; nothing of the question is in its address, so it can be opened again."""
    return render(request, "solutions/ask_sent.html", _about(_public_page(pk) if pk is not None else None))


def _is_not_ours(request: HttpRequest) -> bool:
    """Whether the form lacks the token that our own page gave this browser: too old, or sent from elsewhere."""
    return CsrfViewMiddleware(lambda _request: HttpResponse()).process_view(request, _never, (), {}) is not None


def _never(request: HttpRequest) -> HttpResponse:
    """Stands for a view that wants to be guarded."""
    raise Http404


def _public_page(pk: int) -> RecordPage:
    """The solution or experience with this number that everybody may read; else 404."""
    for model in (SolutionPage, ExperiencePage):
        page = model.objects.shared_publicly().select_related("organisation").filter(pk=pk).first()
        if page is not None:
            return page
    raise Http404


def _address(name: str, without_page: str, page: RecordPage | None) -> str:
    """The address with this name for a page, the other one for a question about the site."""
    return reverse(name, args=[page.pk]) if page else reverse(without_page)


def _title(page: RecordPage | None) -> str:
    """What the question is about."""
    return page.title if page else site_branding().site_name or settings.WAGTAIL_SITE_NAME


def _about(page: RecordPage | None) -> dict[str, Any]:
    """What both pages say of what the question is about, of who receives it, and of the way back."""
    here = [*breadcrumbs_of(page), {"title": page.title, "url": page.get_url() or "/"}] if page else HOME
    receivers = who_receives(page, page.organisation if page else None)
    return {"subject": page, "about": _title(page), "steps": here, "who_receives": receivers}


def _form_page(request: HttpRequest, page: RecordPage | None, form: QuestionForm, status: int = 200) -> HttpResponse:
    context = {
        **_about(page),
        "action": _address("ask", "ask_editors", page),
        "form": form,
        "too_many": status == TOO_MANY,
        "days": settings.QUESTION_DAYS,
    }
    return render(request, "solutions/ask.html", context, status=status)
