"""The map of use: of everything, or of one solution, each with the same as a table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from organisations.models import Organisation
from solutions.models import PolicyDomain, Reuse, SolutionPage
from solutions.usage_map.all_solutions import map_of_all
from solutions.usage_map.one_solution import map_of
from solutions.usage_map.usage import UsageRow, UseMap

CHOICES = 100  # solutions in the list; whoever misses one opens the map from its page
ORDERS = {
    "naam": lambda row: row.organisation.name.lower(),
    "provincie": lambda row: (row.organisation.province or "~", row.organisation.name.lower()),
    "gebruik": lambda row: (-row.order, row.organisation.name.lower()),
}


class MapForm(forms.Form):
    """What the address says: a solution, a province, a policy domain, an order; what is unknown counts as not said."""

    provincie: forms.Field = forms.ChoiceField(required=False)
    domein: forms.Field = forms.ChoiceField(required=False)
    sorteer: forms.Field = forms.ChoiceField(choices=[(name, name) for name in ORDERS], required=False)

    def __init__(self, data: Any, *, provinces: Iterable[str], domains: Iterable[str]) -> None:
        super().__init__(data)
        self.fields["provincie"].choices = [(name, name) for name in provinces]  # type: ignore[attr-defined]
        self.fields["domein"].choices = [(code, code) for code in domains]  # type: ignore[attr-defined]

    def said(self, name: str) -> str:
        """The value of this field, or "" when the address does not say it or says something unknown."""
        self.is_valid()
        return self.cleaned_data.get(name, "")


@require_safe
@gzip_page
def use_map(request: HttpRequest) -> HttpResponse:
    """The page; 404 for a solution that is not there or not for everyone."""
    provinces = Organisation.objects.municipalities().existing().provinces()
    domains = _domains()
    form = MapForm(request.GET, provinces=provinces, domains=domains)
    solution = _solution(request.GET.get("o", ""))
    province, order = form.said("provincie"), form.said("sorteer") or "naam"
    domain = None if solution else domains.get(form.said("domein"))
    drawn = map_of(solution, province=province) if solution else map_of_all(province=province, domain=domain)
    context = {
        "map": _ordered(drawn, order),
        "solution": solution,
        "province": province,
        "domain": domain,
        "order": order,
        "sort_links": _sort_links(request, order),
        "provinces": provinces,
        "domains": list(domains.values()),
        "solutions": _choices(solution),
        "steps": [{"title": "", "url": "/"}],
    }
    return render(request, "solutions/map.html", context)


def _domains() -> dict[str, PolicyDomain]:
    """The policy domains with a public solution, by code, in the order of their labels."""
    public = SolutionPage.objects.shared_publicly().order_by().values("pk")
    return {one.code: one for one in PolicyDomain.objects.filter(solutions__in=public).distinct()}


def _solution(number: str) -> SolutionPage | None:
    """The public solution with this number; None when no number is given."""
    if not number:
        return None
    public = SolutionPage.objects.shared_publicly().select_related("organisation")
    found = public.filter(pk=int(number)).first() if re.fullmatch(r"[0-9]{1,9}", number) else None
    if found is None:
        raise Http404
    return found


def _choices(solution: SolutionPage | None) -> list[SolutionPage]:
    """The public solutions that most organisations use or are said to use, by title, and the one that is shown."""
    used = Reuse.objects.order_by().values("solution").annotate(users=Count("organisation", distinct=True))
    public = used.filter(solution__in=SolutionPage.objects.shared_publicly().order_by().values("pk"))
    numbers = [row["solution"] for row in public.order_by("-users", "solution")[:CHOICES]]
    found = {one.pk: one for one in SolutionPage.objects.filter(pk__in=numbers).only("pk", "title")}
    if solution:
        found[solution.pk] = solution
    return sorted(found.values(), key=lambda one: one.title.lower())


def _ordered(drawn: UseMap, order: str) -> UseMap:
    def key(row: UsageRow) -> Any:
        return ORDERS[order](row)

    return replace(drawn, rows=sorted(drawn.rows, key=key), areas=sorted(drawn.areas, key=lambda area: key(area.row)))


LABELS = {
    "naam": gettext_lazy("Organisation"),
    "provincie": gettext_lazy("Province"),
    "gebruik": gettext_lazy("Use"),
}


def _sort_links(request: HttpRequest, order: str) -> list[dict[str, Any]]:
    """The ways to order the table, each as a link that keeps everything else."""
    kept = [(name, request.GET[name]) for name in ("o", "provincie", "domein") if request.GET.get(name)]
    return [
        {"label": label, "url": f"?{urlencode([*kept, ('sorteer', name)])}#kaart-tabel", "current": name == order}
        for name, label in LABELS.items()
    ]
