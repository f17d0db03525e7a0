"""Where a visitor asks a question about a solution or an experience."""

from __future__ import annotations

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

from hub.breadcrumbs import breadcrumbs_of
from hub.limits import client_network
from hub.models import RecordPage
from solutions.contact.delivery import ask as keep
from solutions.contact.forms import PER_CLIENT, QuestionForm, client_mark, was_just_asked
from solutions.models import ExperiencePage, SolutionPage

TOO_MANY = 429
REFUSED = 422
FORGED = 403
TOO_LATE = _("The form was open for a long time. Nothing was sent yet. Check your question and send it once more.")


@never_cache
@csrf_exempt  # checked below: a refused form comes back with what was typed instead of a page that lost it
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """The form; posted, it keeps the question and goes on to the page that says what happens now."""
    page = _public_page(pk)
    if request.method != "POST":
        return _form_page(request, page, QuestionForm())
    form = QuestionForm(request.POST)
    if _is_not_ours(request):
        form.add_error(None, ValidationError(TOO_LATE))
        return _form_page(request, page, form, status=FORGED)
    if not form.is_valid():
        return _form_page(request, page, form, status=REFUSED)
    client = client_mark(request)
    if was_just_asked(client, page.pk, form.cleaned_data["email"], form.cleaned_data["text"]):
        return HttpResponseRedirect(reverse("ask_sent", args=[page.pk]))
    if not PER_CLIENT.take(client_network(request)):
        response = _form_page(request, page, form, status=TOO_MANY)
        response["Retry-After"] = str(int(PER_CLIENT.window.total_seconds()))
        return response
    keep(page=page, client=client, **form.cleaned_data)
    return HttpResponseRedirect(reverse("ask_sent", args=[page.pk]))


@require_safe
def sent(request: HttpRequest, pk: int) -> HttpResponse:
    """What happens now; nothing of the question is in its address, so it can be opened again."""
    page = _public_page(pk)
    return render(request, "solutions/ask_sent.html", {"subject": page, "steps": _way_back(page)})


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


def _way_back(page: RecordPage) -> list[dict[str, str]]:
    """The steps of the breadcrumb down to the page that the question is about."""
    return [*breadcrumbs_of(page), {"title": page.title, "url": page.get_url() or "/"}]


def _form_page(request: HttpRequest, page: RecordPage, form: QuestionForm, status: int = 200) -> HttpResponse:
    context = {
        "subject": page,
        "steps": _way_back(page),
        "form": form,
        "too_many": status == TOO_MANY,
        "days": settings.QUESTION_DAYS,
    }
    return render(request, "solutions/ask.html", context, status=status)
