"""Where editors read the questions that came in for them, see whether they arrived, send one again or erase it."""

from __future__ import annotations

import logging

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.permission_policies.pages import PagePermissionPolicy

from organisations.models import OrganisationPage
from solutions.contact.delivery import try_again
from solutions.models import ContactRequest, ContactRequestState

logger = logging.getLogger(__name__)

PER_PAGE = 30


class QuestionMenuItem(MenuItem):
    """Shown to who may read a question, now or later."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_read_questions(request)


def may_read_questions(request: HttpRequest) -> bool:
    """Whether this user works for an organisation with a page, or for VNG."""
    if request.user.has_perm("solutions.view_contactrequest"):
        return True
    own = PagePermissionPolicy().instances_user_has_permission_for(request.user, "change")
    return bool(OrganisationPage.objects.filter(pk__in=own.values("pk")).exists())


def menu_item() -> QuestionMenuItem:
    """The way to the list."""
    return QuestionMenuItem(gettext_lazy("Questions"), reverse("question_list"), icon_name="mail", order=130)


@require_safe
def question_list(request: HttpRequest) -> HttpResponse:
    """The questions that this user may read, newest first, all or those in one state."""
    if not may_read_questions(request):
        raise PermissionDenied
    readable = ContactRequest.objects.readable_by(request.user).select_related("organisation")
    state = request.GET.get("status", "")
    shown = readable.filter(state=state) if state in ContactRequestState.values else readable
    context = {
        "questions": Paginator(shown, PER_PAGE).get_page(request.GET.get("p")),
        "states": ContactRequestState.choices,
        "state": state,
    }
    return render(request, "solutions/admin/questions.html", context)


@require_safe
def question_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One question with who asked it; 404 for who may not read it."""
    readable = ContactRequest.objects.readable_by(request.user).select_related("organisation", "page")
    return render(request, "solutions/admin/question.html", {"question": get_object_or_404(readable, pk=pk)})


@require_POST
def question_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a question that could not be delivered once more, and go back to it."""
    question = get_object_or_404(ContactRequest.objects.readable_by(request.user), pk=pk)
    if try_again(question):
        messages.success(request, _("The question is sent again. Look here in a few minutes whether it arrived."))
    else:
        messages.warning(request, _("This question is on its way or was delivered. Nothing was sent again."))
    return redirect("question_detail", pk=pk)


class DeleteQuestion(PermissionRequiredMixin, View):
    """Erases a question, or all questions from the same address: who asked may want that (AVG, article 17)."""

    permission_required = "solutions.delete_contactrequest"
    raise_exception = True

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Which questions there are, and what deleting them means."""
        question = get_object_or_404(ContactRequest, pk=pk)
        context = {"question": question, "same_sender": _of_same_sender(question).count()}
        return render(request, "solutions/admin/question_delete.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Delete this one, or with `all` in the form every one of its sender; a question on its way is not sent."""
        question = get_object_or_404(ContactRequest, pk=pk)
        chosen = _of_same_sender(question) if "all" in request.POST else ContactRequest.objects.filter(pk=pk)
        number, _per_model = chosen.delete()
        logger.info("questions_erased", extra={"questions": number})
        told = ngettext("%(number)d question is deleted.", "%(number)d questions are deleted.", number)
        messages.success(request, told % {"number": number})
        return redirect("question_list")


def _of_same_sender(question: ContactRequest) -> QuerySet[ContactRequest]:
    return ContactRequest.objects.filter(email__iexact=question.email)


urls: list[URLPattern] = [
    path("vragen/", question_list, name="question_list"),
    path("vragen/<int:pk>/", question_detail, name="question_detail"),
    path("vragen/<int:pk>/opnieuw/", question_retry, name="question_retry"),
    path("vragen/<int:pk>/verwijderen/", DeleteQuestion.as_view(), name="question_delete"),
]
