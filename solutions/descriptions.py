"""Solutions, experiences and themes in the words of schema.org."""

from __future__ import annotations

from typing import Any

from hub.structured_data.descriptions import image_address, page_description, publisher
from organisations.descriptions import reference
from solutions.models import ExperiencePage, SolutionPage, ThemePage
from solutions.models.solution import SolutionKind
from solutions.page.experience import tellers_of

PROGRAMS = {SolutionKind.SOFTWARE, SolutionKind.COMPONENT}


def kind_of(solution: SolutionPage) -> str:
    """The class of schema.org: a program with its source shown, a program, a data set, or another work."""
    if solution.kind in PROGRAMS:
        return "SoftwareSourceCode" if solution.repository_url else "SoftwareApplication"
    return "Dataset" if solution.kind == SolutionKind.DATASET else "CreativeWork"


def describe_solution(solution: SolutionPage) -> dict[str, Any]:
    """A solution, with its owner, licence, source and subjects; what only programs have only for those."""
    kind = kind_of(solution)
    owner = reference(solution.organisation)
    licence = solution.licence
    tags = [item.tag.name for item in solution.tagged_items.select_related("tag")]
    data = {
        **page_description(solution, kind),
        "additionalType": solution.get_kind_display(),
        "author": owner,
        "publisher": publisher() if solution.is_taken_over else owner,
        "license": (licence.uri or licence.code) if licence else None,
        "keywords": [*tags, *(domain.label for domain in solution.policy_domains.all())],
        "image": image_address(solution.image),
        "creativeWorkStatus": solution.get_development_status_display(),
        "version": solution.software_version,
    }
    if solution.text_language:
        data["inLanguage"] = solution.text_language
    if kind == "SoftwareSourceCode":
        data["codeRepository"] = solution.repository_url
    if kind == "SoftwareApplication":
        data |= {"applicationCategory": "BusinessApplication", "softwareHelp": solution.documentation_url}
    return data


def describe_experience(experience: ExperiencePage) -> dict[str, Any]:
    """An article by those who tell it, about the solutions that everyone may read."""
    solutions = SolutionPage.objects.shared_publicly().filter(pk__in=[one.pk for one in experience.solutions.all()])
    return {
        **page_description(experience, "Article"),
        "headline": experience.title,
        "author": [reference(one) for one in tellers_of(experience)],
        "publisher": publisher(),
        "image": image_address(experience.image),
        "keywords": [item.tag.name for item in experience.tagged_items.select_related("tag")],
        "about": [page_reference(one) for one in solutions],
    }


def describe_theme(theme: ThemePage) -> dict[str, Any]:
    """A collection, with what the editors picked for it."""
    return {
        **page_description(theme, "CollectionPage"),
        "publisher": publisher(),
        "hasPart": [page_reference(pick["page"]) for pick in theme.public_picks()],
    }


def page_reference(page: Any) -> dict[str, Any]:
    """A page as something else refers to it."""
    address = page_description(page, "WebPage")["url"]
    return {"@id": address, "@type": kind_of(page) if isinstance(page, SolutionPage) else "WebPage", "name": page.title}
