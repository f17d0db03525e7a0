"""Where editors and developers look at the components."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access

from hub.styleguide.catalogue import components
from hub.styleguide.component import Component, Shown, State


@require_safe
@never_cache
@require_admin_access
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in its states, in the look of the public site; for who may enter the admin, and no robots."""
    context = {"components": [_shown(component) for component in components()], "page_title": _("Components")}
    response = render(request, "hub/components.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _shown(component: Component) -> dict[str, Any]:
    """The component with its states rendered: as HTML, or as text when its source is to be read."""
    states = [{"state": state, "html": _html(component, state)} for state in component.states]
    return {"component": component, "how": component.shown.value, "states": states}


def _html(component: Component, state: State) -> str:
    html = render_to_string(f"components/{component.name}.html", dict(state.arguments))
    return html.strip() if component.shown is Shown.SOURCE else html  # what is stripped is no longer safe to show
