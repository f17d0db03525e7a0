"""Organisations in the words of schema.org."""

from __future__ import annotations

from typing import Any

from hub.links import absolute_url
from organisations.models import Kind, Organisation

GOVERNMENT = {Kind.MUNICIPALITY, Kind.PARTNERSHIP, Kind.PROVINCE, Kind.WATER_AUTHORITY, Kind.NATIONAL_GOVERNMENT}


def describe_organisation(organisation: Organisation) -> dict[str, Any]:
    """A profile: name, codes, website and place."""
    return {
        **reference(organisation),
        "legalName": organisation.official_name,
        "identifier": organisation.code,
        "sameAs": [one for one in (organisation.tooi_uri, organisation.website) if one],
        "location": _place(organisation),
        "dissolutionDate": organisation.ended_on.isoformat() if organisation.ended_on else None,
    }


def reference(organisation: Organisation | None) -> dict[str, Any]:
    """An organisation as something else refers to it: what it is, its name and its profile."""
    if organisation is None:
        return {}
    address = absolute_url(organisation.get_absolute_url())
    kind = "GovernmentOrganization" if organisation.kind in GOVERNMENT else "Organization"
    return {"@type": kind, "@id": address, "name": organisation.name, "url": address}


def _place(organisation: Organisation) -> dict[str, Any]:
    if organisation.latitude is None or organisation.longitude is None:
        return {}
    geo = {"@type": "GeoCoordinates", "latitude": organisation.latitude, "longitude": organisation.longitude}
    return {"@type": "Place", "name": organisation.seat, "geo": geo}
