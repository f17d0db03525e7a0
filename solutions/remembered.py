"""The page of a solution or an experience without its frame: the same for many visitors, so it is kept a minute.

Only what everybody may see is kept: for who is logged in, and for a preview, it is made anew.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from hub.kept import Kept, same_for_all
from organisations.mine import chosen_municipality
from solutions.experience_presentation import experience_context
from solutions.models import ExperiencePage, SolutionPage
from solutions.solution_presentation import solution_context

ARTICLES = Kept("solutions.article")


def solution_article(solution: SolutionPage, request: HttpRequest) -> SafeString:
    """The article of a solution, as HTML; it names the look-alikes of the municipality that this visitor chose."""
    municipality = chosen_municipality(request)

    def made() -> SafeString:
        context = {"page": solution, **solution_context(solution, request.user, municipality)}
        return render_to_string("solutions/_solution_article.html", context, request)

    if not same_for_all(request, solution):
        return made()
    return ARTICLES.get(made, solution.pk, municipality.code if municipality else "")


def experience_article(experience: ExperiencePage, request: HttpRequest) -> SafeString:
    """The article of an experience, as HTML."""

    def made() -> SafeString:
        context = {"page": experience, **experience_context(experience)}
        return render_to_string("solutions/_experience_article.html", context, request)

    return ARTICLES.get(made, experience.pk) if same_for_all(request, experience) else made()
