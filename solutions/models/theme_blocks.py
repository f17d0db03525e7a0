"""What the text of a theme may hold besides the usual blocks: a question to the search that is asked at every visit."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hub.blocks import BodyBlock
from hub.models import Tag
from solutions.evidence import LABELS
from solutions.models.solution import DevelopmentStatus, SolutionKind
from solutions.models.vocabulary import PolicyDomain

FILTERS = ("kind", "solution_kind", "policy_domain", "tag", "evidence", "development_status")
"""The filters that a block can save, under the names that the search has for them."""

KINDS = [
    ("solution", _("Solutions")),
    ("experience", _("Experiences")),
    ("news", _("News")),
    ("event", _("Events")),
    ("publication", _("Publications")),
    ("article", _("Articles")),
    ("organisation", _("Organisations")),
]
MOST_SHOWN = 24


def policy_domains() -> list[tuple[str, str]]:
    """The policy domains that may be chosen, by name."""
    return list(PolicyDomain.objects.current().order_by("label").values_list("code", "label"))


def subjects() -> list[tuple[str, str]]:
    """The tags that stand for themselves, by name."""
    return list(Tag.objects.preferred().order_by("name").values_list("slug", "name"))


def evidence_steps() -> list[tuple[str, Any]]:
    """The steps of the evidence ladder, lowest first."""
    return [(str(int(step)), label) for step, label in LABELS.items()]


def _choices(label: Any, choices: Any) -> blocks.MultipleChoiceBlock:
    return blocks.MultipleChoiceBlock(label=label, choices=choices, required=False)


class LiveQueryBlock(blocks.StructBlock):
    """A saved question: visitors always see what the search finds now."""

    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    question = blocks.CharBlock(
        label=_("question"), required=False, max_length=200, help_text=_("As a visitor would type it. May stay empty.")
    )
    kind = _choices(_("kind"), KINDS)
    solution_kind = _choices(_("kind of solution"), SolutionKind.choices)
    policy_domain = _choices(_("policy domain"), policy_domains)
    tag = _choices(_("tags"), subjects)
    evidence = _choices(_("evidence of use"), evidence_steps)
    development_status = _choices(_("status"), DevelopmentStatus.choices)
    sort = blocks.ChoiceBlock(
        label=_("order"),
        choices=[
            ("relevance", _("Most relevant first")),
            ("newest", _("Newest first")),
            ("most_used", _("Most used first")),
        ],
        default="relevance",
    )
    shown = blocks.IntegerBlock(label=_("how many to show"), min_value=1, max_value=MOST_SHOWN, default=6)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not cleaned.get("question") and not any(cleaned.get(name) for name in FILTERS):
            raise blocks.StructBlockValidationError(
                block_errors={"question": ValidationError(_("Type a question or choose at least one filter."))}
            )
        return cleaned

    class Meta:
        icon = "search"
        label = _("Live list")
        template = "blocks/live_query.html"


class ThemeBlock(BodyBlock):
    """The blocks that the text of a theme may hold."""

    live_query = LiveQueryBlock()
