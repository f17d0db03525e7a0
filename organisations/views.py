"""Where a visitor chooses or forgets "mijn gemeente"."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from organisations.mine import back_to, choice_of, choosable, choose, forget
from organisations.models import Organisation
from organisations.similarity.table import similar_to

SHOWN = 6
TEMPLATE = "organisations/mine.html"


class MunicipalityForm(forms.Form):
    """The list of municipalities to choose from."""

    gemeente: forms.ModelChoiceField = forms.ModelChoiceField(
        label=gettext_lazy("Municipality"),
        queryset=Organisation.objects.none(),
        to_field_name="code",
        empty_label=gettext_lazy("Choose a municipality"),
        error_messages={
            "required": gettext_lazy("Choose a municipality from the list."),
            "invalid_choice": gettext_lazy("This municipality is not in the list. Choose another one."),
        },
        widget=forms.Select(attrs={"class": "utrecht-textbox", "autocomplete": "off"}),
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, label_suffix="")
        self.use_required_attribute = False
        self.fields["gemeente"].queryset = choosable()  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """The form; posted, it keeps the chosen municipality (or forgets it) and goes back to `next`."""
    after = back_to(request, request.POST.get("next") or request.GET.get("next", ""))
    if request.method != "POST":
        return _page(request, MunicipalityForm(), after)
    if "vergeten" in request.POST:
        forget(request)
        return HttpResponseRedirect(after)
    form = MunicipalityForm(request.POST)
    if not form.is_valid():
        return _page(request, form, after)
    choose(request, form.cleaned_data["gemeente"])
    return HttpResponseRedirect(after)


def _page(request: HttpRequest, form: MunicipalityForm, after: str) -> HttpResponse:
    choice = choice_of(request)
    if choice.organisation and not form.is_bound:
        form.initial["gemeente"] = choice.organisation.code
    context = {
        "form": form,
        "choice": choice,
        "similar": similar_to(choice.organisation, SHOWN) if choice.organisation else [],
        "next": after,
        "breadcrumb_steps": [{"title": _("Home"), "url": "/"}],
    }
    return render(request, TEMPLATE, context)
