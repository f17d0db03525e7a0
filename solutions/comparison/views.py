"""Where visitors put solutions side by side, take the table along, and keep solutions while they search on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from hub.links import address_here
from hub.spreadsheet import csv_response
from organisations.mine import PARAMETER, ChoiceOrigin, MunicipalityChoice, choice_of
from solutions.comparison.candidates import find, newest, suggestions
from solutions.comparison.table import MOST, Chosen, Comparison, Group, chosen, compare
from solutions.comparison.tray import compare_address, keep, kept
from solutions.models import SolutionPage

LONGEST = 200  # characters of what somebody looks for
LONGEST_ADDRESS = 4000
SEARCHED = ("/zoeken/", "/oplossingen/")
ON = "/oplossingen/"
DIFFERENCES = ("verschil", "1")


@require_safe
@cache_control(private=True)
def compare_page(request: HttpRequest) -> HttpResponse:
    """The table, or what to do to get one: every address of it answers with 200."""
    asked = chosen(request.GET.getlist("o"))
    choice = choice_of(request)
    extra = _extra(request, choice)
    table = compare(asked.solutions, choice.organisation) if len(asked.solutions) > 1 else Comparison([], [])
    words = "".join(filter(str.isprintable, request.GET.get("zoek", ""))).strip()[:LONGEST]
    context = {
        "asked": asked,
        "most": MOST,
        "columns": _columns(asked, extra),
        "table": table,
        "groups": _groups(request, table),
        "only": DIFFERENCES in extra,
        "all_url": compare_address(asked.numbers, extra=_without(extra)),
        "differences_url": compare_address(asked.numbers, extra=[*_without(extra), DIFFERENCES]),
        "csv_url": compare_address(asked.numbers, "compare_csv", extra),
        "extra": extra,
        "choice": choice,
        "mine_url": f"{reverse('mine')}?{urlencode({'next': address_here(request)})}",
        "words": words,
        "next": _search_before(request),
        "steps": [{"title": _("Home"), "url": "/"}, {"title": _("Solutions"), "url": ON}],
        "page_title": _("Compare solutions"),
        **_offers(asked, words, kept(request), extra),
    }
    return render(request, "solutions/compare.html", context)


@require_safe
@cache_control(private=True)
def compare_csv(request: HttpRequest) -> HttpResponse:
    """The same table for a spreadsheet; without solutions only its headings."""
    asked = chosen(request.GET.getlist("o"))
    table = compare(asked.solutions, choice_of(request).organisation) if asked.solutions else Comparison([], [])
    heading = [_("Group"), _("Subject"), *(page.title for page in asked.solutions), _("Differs")]
    return csv_response("vergelijking", [heading, *_rows(_groups(request, table))])


@require_POST
def compare_keep(request: HttpRequest) -> HttpResponse:
    """Keeps exactly the posted solutions, without the one to take out; says what that left out, and goes back."""
    before = kept(request)
    posted = chosen(request.POST.getlist("o"))
    out = posted.numbers if "leeg" in request.POST else chosen(request.POST.getlist("eraf")).numbers
    now = [number for number in posted.numbers if number not in out]
    keep(request, now)
    if set(before) - set(now):
        back = format_html('<a href="{}">{}</a>', compare_address(before), _("Compare what you had"))
        messages.info(request, format_html("{} {}", _("You no longer keep everything that you kept before."), back))
    came_from = request.headers.get("Referer", "")
    return HttpResponseRedirect(_own(request, request.POST.get("next", "")) or _own(request, came_from) or ON)


def _groups(request: HttpRequest, table: Comparison) -> list[Group]:
    return table.only_differences() if request.GET.get(DIFFERENCES[0]) == DIFFERENCES[1] else table.groups


def _extra(request: HttpRequest, choice: MunicipalityChoice) -> list[tuple[str, str]]:
    """What stays in every link besides the solutions: the municipality that the address names, and what is shown."""
    extra = []
    if choice.organisation and choice.origin == ChoiceOrigin.ADDRESS:
        extra.append((PARAMETER, choice.organisation.slug))
    if request.GET.get(DIFFERENCES[0]) == DIFFERENCES[1]:
        extra.append(DIFFERENCES)
    return extra


def _without(extra: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [pair for pair in extra if pair != DIFFERENCES]


def _columns(asked: Chosen, extra: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    return [
        {"page": page, "without_url": compare_address([one for one in asked.numbers if one != page.pk], extra=extra)}
        for page in asked.solutions
    ]


def _offers(asked: Chosen, words: str, earlier: list[int], extra: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """What one can put beside the chosen ones, each with the address that does so; nothing when there is no room."""
    if asked.is_full:
        return {}
    before = chosen(str(number) for number in earlier if number not in asked.numbers).solutions

    def offered(pages: Iterable[SolutionPage]) -> list[dict[str, Any]]:
        return [{"page": page, "url": compare_address([*asked.numbers, page.pk], extra=extra)} for page in pages]

    near = suggestions(asked.solutions) if asked.solutions else []
    return {
        "kept": offered(before),
        "found": offered(find(words, asked.numbers)) if words else [],
        "near": offered(near),
        "newest": [] if near else offered(newest(asked.numbers)),
    }


def _rows(groups: Iterable[Group]) -> list[list[str]]:
    return [
        [
            str(group.title),
            str(row.label),
            *("; ".join(line.text for line in cell) or _("Not known") for cell in row.cells),
            _("yes") if row.differs else _("no"),
        ]
        for group in groups
        for row in group.rows
    ]


def _search_before(request: HttpRequest) -> str:
    """The search that the visitor came from, to go on with; else the list of all solutions."""
    before = _own(request, request.headers.get("Referer", ""))
    return before if before.startswith(SEARCHED) else ON


def _own(request: HttpRequest, address: str) -> str:
    """This address without its host when it is one of our own site; else nothing."""
    if len(address) > LONGEST_ADDRESS or not url_has_allowed_host_and_scheme(
        address, {request.get_host()}, require_https=request.is_secure()
    ):
        return ""
    parts = urlsplit(address.replace("\\", "/"))
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return path if path.startswith("/") and not path.startswith("//") else ""
