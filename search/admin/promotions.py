"""Wagtail's forms for promoted results, with help text that fits how queries are matched here.

They override the URLs of Wagtail's own forms, so that every link leads here.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.search_promotions import views
from wagtail.contrib.search_promotions.forms import QueryForm, SearchPromotionsFormSet
from wagtail.contrib.search_promotions.models import Query

LONGEST_QUESTION = 200


class QuestionForm(QueryForm):
    """The query that results are promoted for."""

    query_string = forms.CharField(
        label=_("Question"),
        max_length=LONGEST_QUESTION,
        help_text=_(
            "What visitors type. The same words in another order or inflection match too, and so do their synonyms."
        ),
    )


class RecommendedFormSet(SearchPromotionsFormSet):
    """The results that are recommended; Wagtail gives one of their fields no name."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["external_link_text"].label = _("Text of the link outside this site")


class WithOurFormSet:
    """A form of recommended results with our names of the fields."""

    request: HttpRequest
    object: Query | None

    @cached_property
    def searchpicks_formset(self) -> RecommendedFormSet:
        return RecommendedFormSet(self.request.POST or None, instance=self.object)


class RecommendView(WithOurFormSet, views.CreateView):
    """Promote results for a query, which a link from a report fills in."""

    form_class = QuestionForm
    template_name = "search/admin/promotion_form.html"

    def get_initial(self) -> dict[str, Any]:
        question = self.request.GET.get("vraag", "")[:LONGEST_QUESTION]
        return {**super().get_initial(), **({"query_string": question} if question else {})}


class RecommendedView(WithOurFormSet, views.EditView):
    """Change the results that are promoted for a query."""

    form_class = QuestionForm
    template_name = "search/admin/promotion_form.html"


urlpatterns: list[URLPattern] = [
    path("searchpicks/add/", RecommendView.as_view()),
    path("searchpicks/<int:query_id>/", RecommendedView.as_view()),
]
