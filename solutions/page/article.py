"""The page of a solution or an experience without its frame: the same for many visitors, so it is kept a minute.

Only what everybody may see is kept: for who is logged in, and for a preview, it is made anew.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.safestring import SafeString

from hub.caching import FragmentCache
from organisations.mine import chosen_municipality
from solutions.models import ExperiencePage, SolutionPage
from solutions.page.experience import experience_context
from solutions.page.solution import solution_context

ARTICLES = FragmentCache("solutions.article")


def solution_article(solution: SolutionPage, request: HttpRequest) -> SafeString:
    """The article of a solution, as HTML; it names those similar to the municipality that this visitor chose."""
    municipality = chosen_municipality(request)
    return ARTICLES.html(
        solution,
        request,
        "solutions/_solution_article.html",
        lambda: solution_context(solution, request.user, municipality),
        municipality.code if municipality else "",
    )


def experience_article(experience: ExperiencePage, request: HttpRequest) -> SafeString:
    """The article of an experience, as HTML."""
    template = "solutions/_experience_article.html"
    return ARTICLES.html(experience, request, template, lambda: experience_context(experience))
