"""What templates need to show of organisations."""

from __future__ import annotations

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from organisations.models import Kind, Organisation
from organisations.page.profile import profile_html
from organisations.similarity.table import SimilarMunicipality, similar_to

register = template.Library()

SHOWN = 6


@register.simple_tag(takes_context=True)
def organisation_profile(context: Context) -> SafeString:
    """The profile of the organisation whose page this is, or that the list of all shows from the registry."""
    return profile_html(context["organisation"], context["page"], context["request"])


@register.simple_tag
def municipalities_like(organisation: Organisation) -> list[SimilarMunicipality]:
    """The six municipalities most like this one, with the reasons in words, in one query; none for other kinds."""
    return similar_to(organisation, SHOWN) if organisation.kind == Kind.MUNICIPALITY else []
