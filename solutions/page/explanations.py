"""Words of the trade, explained where they stand."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from solutions.models.solution import CommonGroundLayer

LAYERS: dict[str, str | Promise] = {
    CommonGroundLayer.INTERACTION: _("What people see and use, such as a website, an app or a screen at the counter."),
    CommonGroundLayer.PROCESS: _("The steps of the work: who does what, and when."),
    CommonGroundLayer.INTEGRATION: _("What brings questions and answers safely from one program to another."),
    CommonGroundLayer.SERVICES: _("Fixed entrances, called APIs, through which programs ask for data."),
    CommonGroundLayer.DATA: _("Where the data themselves are kept, once and at the source."),
}
"""The five layers of Common Ground, each in one sentence."""
