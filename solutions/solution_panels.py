"""How a solution is filled in: six things for a first draft, the rest in groups that open when wanted."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel

from solutions.completeness import completeness, filled_of

CLOSED = "collapsed"
SEVERAL = _("Hold Ctrl to choose several (Mac: Cmd).")


class CompletenessPanel(HelpPanel):
    """How complete the solution is as it was last saved, and what to add first."""

    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            found = completeness(filled_of(self.instance)) if self.instance.pk else completeness(())
            return {**super().get_context_data(parent_context), "completeness": found}


start_panels = [
    HelpPanel(
        _(
            "Six things are enough for a first draft: title, summary, kind, problem, policy domain and contact. "
            "Below are groups with more. Open what you know; the rest can wait."
        )
    ),
    CompletenessPanel(template="solutions/admin/completeness.html"),
]
"""Stand above the title: what to do, and how far it is."""
draft_panels = [
    FieldPanel("kind"),
    FieldPanel("problem"),
    MultiFieldPanel(
        [
            FieldPanel("policy_domains", help_text=_("Visitors filter by it. Hold Ctrl to choose several (Mac: Cmd).")),
            FieldPanel("tags"),
        ],
        heading=_("What it is about"),
    ),
    MultiFieldPanel([FieldPanel("contact_name"), FieldPanel("contact_email")], heading=_("Who can tell more")),
    HelpPanel(_("That was the first draft: you can save it now. Open a group below when you know more.")),
]
more_panels = [
    MultiFieldPanel(
        [FieldPanel(name) for name in ("for_whom", "approach", "result", "what_did_not_work", "text_language")],
        heading=_("The story"),
        classname=CLOSED,
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("development_status"), FieldPanel("maintenance_type")]),
            FieldRowPanel([FieldPanel("reuse_level"), FieldPanel("licence")]),
            FieldRowPanel([FieldPanel("hosting"), FieldPanel("personal_data")]),
            FieldRowPanel([FieldPanel("software_version"), FieldPanel("release_date")]),
        ],
        heading=_("Status and reuse"),
        classname=CLOSED,
    ),
    MultiFieldPanel(
        [FieldPanel("repository_url"), FieldPanel("demo_url"), FieldPanel("documentation_url")],
        heading=_("Addresses"),
        classname=CLOSED,
    ),
    MultiFieldPanel(
        [
            FieldPanel("cost_model"),
            FieldRowPanel([FieldPanel("cost_band_once"), FieldPanel("cost_band_yearly")]),
            FieldPanel("costs_actual"),
        ],
        heading=_("Costs"),
        classname=CLOSED,
    ),
    MultiFieldPanel(
        [FieldPanel("gemma_components", help_text=SEVERAL), FieldPanel("common_ground_layer")],
        heading=_("Architecture"),
        classname=CLOSED,
    ),
    InlinePanel("standard_links", heading=_("Standards"), label=_("standard"), classname=CLOSED),
    InlinePanel("supplier_links", heading=_("Suppliers"), label=_("supplier"), classname=CLOSED),
    InlinePanel("relation_links", heading=_("Other solutions"), label=_("solution"), classname=CLOSED),
    InlinePanel("attachments", heading=_("Attachments"), label=_("attachment"), classname=CLOSED),
    MultiFieldPanel(
        [FieldPanel("image"), InlinePanel("images", heading=_("More pictures"), label=_("picture"))],
        heading=_("Pictures"),
        classname=CLOSED,
    ),
]
