"""The page of a solution without its frame: the same for all who chose the same municipality, so it is kept a minute.

Only what everybody may see is kept: for who is logged in, and for a preview, it is made anew.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from hub.kept import Kept, same_for_all
from organisations.mine import chosen_municipality
from solutions.models import SolutionPage
from solutions.solution_presentation import solution_context

ARTICLES = Kept("solutions.article")
TEMPLATE = "solutions/_solution_article.html"


def article_of(solution: SolutionPage, request: HttpRequest) -> SafeString:
    """The article of a solution for this visitor, as HTML."""
    municipality = chosen_municipality(request)

    def made() -> SafeString:
        context = {"page": solution, **solution_context(solution, request.user, municipality)}
        return render_to_string(TEMPLATE, context, request)

    if not same_for_all(request, solution):
        return made()
    return ARTICLES.get(made, solution.pk, municipality.code if municipality else "")
