"""The open API of the search. Errors are problem details (RFC 9457) in Dutch; the documentation is openapi.json."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, NinjaAPI, Query, Schema
from ninja.errors import ValidationError

from organisations.mine import PARAMETER
from search.answering.service import SearchUnavailable
from search.answering.service import search as find
from search.facets import FACETS_BY_KEY
from search.query.engine import EngineUnavailable
from search.site.forms import DEEPEST, LARGEST_PAGE_SIZE, PAGE_SIZE, filters_from, is_literal
from search.site.labels import labels_for
from search.site.municipality import VisitorMunicipality
from search.types import SIMILAR, Hit, SearchRequest, SearchResult

PROBLEM = "application/problem+json"

api = NinjaAPI(
    title="Verderbouwen API",
    version="1.0.0",
    description="Zoek in de oplossingen, ervaringen, artikelen en organisaties van Verderbouwen.",
    docs_url=None,  # django-ninja's documentation page loads from a CDN
    openapi_url="/openapi.json",
    openapi_extra={"info": {"license": {"name": "EUPL-1.2", "url": "https://eupl.eu/1.2/nl/"}}},
)


class Question(Schema):  # its name is part of the public API description
    """The parameters of a search; any text is a valid question."""

    q: str = Field("", description="De vraag, in gewone woorden.")
    page: int = Field(1, ge=1, le=DEEPEST, description="Pagina, vanaf 1. Na de laatste pagina volgt de laatste.")
    pageSize: int = Field(  # noqa: N815 - a public parameter name
        PAGE_SIZE, ge=1, le=LARGEST_PAGE_SIZE, description="Aantal resultaten per pagina."
    )
    gemeente: str = Field(
        "",
        description="CBS-code of naam in het adres van een gemeente. Wat gemeenten zoals deze gebruiken, staat hoger; "
        "er valt niets weg. Met zoals-mijn=1 komt alleen dat terug.",
    )


class UserOut(Schema):
    """A municipality that confirmed that it uses a result."""

    code: str
    name: str


class ResultOut(Schema):
    """One found record."""

    id: str
    sourceId: str  # noqa: N815
    kind: str
    title: str
    url: str
    language: str = Field(description="De taal van de titel en de teksten, zoals nl of en.")
    softwareVersion: str = Field(description="De versie van de software; leeg als die niet bekend is.")  # noqa: N815
    releaseDate: dt.date | None = Field(description="De dag waarop die versie uitkwam.")  # noqa: N815
    score: float
    isExample: bool = Field(description="Waar als dit verzonnen is, om te laten zien hoe het eruitziet.")  # noqa: N815
    takenFrom: str = Field(  # noqa: N815
        description="Waaruit dit is overgenomen (publiccode of import); leeg als de organisatie het hier zelf plaatste."
    )
    lookalikeUsers: list[UserOut] = Field(  # noqa: N815
        description="Gemeenten zoals de gevraagde die dit gebruiken; de meest gelijkende eerst."
    )


class ValueOut(Schema):
    """One value of a facet, with the number of results it gives."""

    value: str
    label: str
    count: int


class SearchOut(Schema):
    """One page of results. `facets` has the names of the parameters that filter: soort, domein and so on."""

    count: int
    page: int
    pageSize: int  # noqa: N815
    results: list[ResultOut]
    facets: dict[str, list[ValueOut]]
    suggestion: str = Field(description="De vraag met verbeterde typefouten; leeg als niets is verbeterd.")
    offer: str = Field(description="Wat misschien bedoeld is; er is niet op gezocht. Leeg als er niets te vragen is.")
    engine: str
    degraded: bool = Field(description="Waar als de gewone zoekmachine niet antwoordde en de reserve het overnam.")


class Problem(Schema):
    """Problem details (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str


@api.get(
    "/zoeken",
    response={200: SearchOut, 400: Problem, 503: Problem},
    summary="Zoeken",
    url_name="search",
    operation_id="search_api_search",  # clients are generated from it, so it stays when the code moves
)
def search(request: HttpRequest, question: Query[Question]) -> dict[str, Any]:
    """Zoek in alles wat openbaar is. Filter met de namen onder `facets`, zoals soort en domein; herhaalbaar."""
    mine = VisitorMunicipality.from_code(question.gemeente)
    if mine is None:
        raise ValidationError([{"type": "value_error", "loc": ("query", PARAMETER), "msg": "unknown"}])
    asked = SearchRequest(
        question=question.q.replace("\x00", " ").strip(),
        filters=filters_from(request.GET),
        page=min(question.page, max(DEEPEST // question.pageSize, 1)),
        page_size=question.pageSize,
    )
    return _out(request, find(mine.applied_to(asked), literal=is_literal(request.GET)), mine)


def _out(request: HttpRequest, result: SearchResult, mine: VisitorMunicipality) -> dict[str, Any]:
    values = {key: [bucket.value for bucket in buckets] for key, buckets in result.facets.items()}
    labels = {**labels_for(values), SIMILAR: mine.labels()}
    return {
        "count": result.total,
        "page": result.request.page,
        "pageSize": result.request.page_size,
        "results": [_hit(request, hit, mine) for hit in result.hits],
        "facets": {
            FACETS_BY_KEY[key].parameter: [
                {
                    "value": bucket.value,
                    "label": labels.get(key, {}).get(bucket.value, bucket.value),
                    "count": bucket.count,
                }
                for bucket in buckets
            ]
            for key, buckets in result.facets.items()
        },
        "suggestion": result.suggestion,
        "offer": result.offer,
        "engine": result.engine,
        "degraded": result.degraded,
    }


def _hit(request: HttpRequest, hit: Hit, mine: VisitorMunicipality) -> dict[str, Any]:
    return {
        "id": hit.key,
        "sourceId": hit.source_id,
        "kind": hit.kind.value,
        "title": hit.title,
        "url": request.build_absolute_uri(hit.url),
        "language": hit.text_language or settings.LANGUAGE_CODE,
        "softwareVersion": hit.software_version,
        "releaseDate": hit.release_date,
        "score": hit.score,
        "isExample": hit.is_example,
        "takenFrom": hit.taken_from,
        "lookalikeUsers": [{"code": one.code, "name": one.name} for one in mine.users(hit.adopters)],
    }


def _problem(request: HttpRequest, status: int, title: str, detail: str) -> HttpResponse:
    problem = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    response = api.create_response(request, problem, status=status)
    response["Content-Type"] = PROBLEM
    return response


@api.exception_handler(ValidationError)
def wrong_parameter(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Return a 400 problem that names the invalid parameters."""
    names = ", ".join(dict.fromkeys(str(one["loc"][-1]) for one in error.errors))
    detail = _("Check the value of: %(names)s. The address of the documentation is /api/v1/openapi.json.")
    return _problem(request, 400, _("A parameter cannot be used"), detail % {"names": names})


@api.exception_handler(SearchUnavailable)
@api.exception_handler(EngineUnavailable)
def unavailable(request: HttpRequest, error: Exception) -> HttpResponse:
    """Return a 503 problem: no engine is available."""
    return _problem(request, 503, _("Searching is not possible now"), _("Try again in a minute."))
