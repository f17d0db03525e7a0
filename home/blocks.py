"""The blocks that editors put the front page together from. Each asks the database only for what it shows."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.kinds import LISTED_KINDS
from home.solution_parts import domains, figures, themes
from hub.blocks import TEXT_FEATURES
from hub.models.visibility import readable_pages

MOST_PAGES = 12
MOST_DOMAINS = 24
SHARE_URL = "/over/#meedoen"
FIGURES_URL = "/cijfers/"
HOW_MANY = _("how many to show")


def kind_choices() -> list[tuple[str, Any]]:
    """The kinds of pages that a list can be of."""
    return [(kind.key, kind.label) for kind in LISTED_KINDS.values()]


def _heading(**options: Any) -> blocks.CharBlock:
    return blocks.CharBlock(label=_("heading"), max_length=80, **options)


def _number(default: int, *, least: int = 1, most: int = MOST_PAGES, label: Any = HOW_MANY) -> Any:
    return blocks.IntegerBlock(label=label, min_value=least, max_value=most, default=default)


class StepBlock(blocks.StructBlock):
    """One step of the idea: what to do, in a few words, and what comes of it."""

    title = blocks.CharBlock(label=_("step"), max_length=60)
    text = blocks.TextBlock(label=_("text"), max_length=200, help_text=_("One or two short sentences."), rows=2)


class StepsBlock(blocks.StructBlock):
    """The idea of the site in a few numbered steps."""

    heading = _heading()
    steps = blocks.ListBlock(StepBlock(), label=_("steps"), min_num=2, max_num=4)

    class Meta:
        icon = "list-ol"
        label = _("The idea in steps")
        template = "blocks/home/steps.html"


class ThemesBlock(blocks.StructBlock):
    """Ways in by subject: the themes of the editors and the policy domains that have solutions."""

    heading = _heading()
    themes = _number(6, least=0, label=_("how many themes"))
    domains = _number(12, least=0, most=MOST_DOMAINS, label=_("how many policy domains"))

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        return {
            **context,
            "themes": themes(value.get("themes") or 0),
            "domains": domains(value.get("domains") or 0),
        }

    class Meta:
        icon = "tag"
        label = _("Themes and policy domains")
        template = "blocks/home/themes.html"


class NewestBlock(blocks.StructBlock):
    """The newest of one kind of pages; of events the first to come. It keeps itself up to date."""

    heading = _heading(required=False, help_text=_("Leave empty to use the name of the kind."))
    kind = blocks.ChoiceBlock(label=_("kind"), choices=kind_choices)
    number = _number(3)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        kind = LISTED_KINDS.get(value.get("kind") or "")
        pages = kind.read(min(value.get("number") or 3, MOST_PAGES)) if kind else []
        return {**context, "kind": kind, "pages": pages}

    class Meta:
        icon = "list-ul"
        label = _("The newest")
        template = "blocks/home/newest.html"


class PickBlock(blocks.StructBlock):
    """A page that the editors put forward, and why."""

    page = blocks.PageChooserBlock(label=_("page"))
    note = blocks.CharBlock(
        label=_("note"), required=False, max_length=250, help_text=_("Why this is worth reading, in one sentence.")
    )


class PicksBlock(blocks.StructBlock):
    """Pages picked by hand. What is no longer public does not show."""

    heading = _heading()
    picks = blocks.ListBlock(PickBlock(), label=_("pages"), min_num=1, max_num=MOST_PAGES)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        notes = {pick["page"].pk: pick["note"] for pick in value["picks"] if pick["page"]}
        found = readable_pages(notes)
        return {**context, "picks": [{"page": found[pk], "note": note} for pk, note in notes.items() if pk in found]}

    class Meta:
        icon = "pick"
        label = _("Hand-picked pages")
        template = "blocks/home/picks.html"


class FiguresBlock(blocks.StructBlock):
    """What the hub brought about, in numbers; a number that is still nothing does not show."""

    heading = _heading()

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        return {**context, "figures": figures(), "figures_url": FIGURES_URL}

    class Meta:
        icon = "order"
        label = _("Figures")
        template = "blocks/home/figures.html"


class HomeTextBlock(blocks.StructBlock):
    """A short text of the editors."""

    heading = _heading(required=False)
    text = blocks.RichTextBlock(label=_("text"), features=TEXT_FEATURES)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "blocks/home/text.html"


class ShareBlock(blocks.StructBlock):
    """The call to take part, with one button."""

    heading = _heading()
    text = blocks.TextBlock(label=_("text"), max_length=300, rows=2)
    label = blocks.CharBlock(label=_("text on the button"), max_length=60)
    page = blocks.PageChooserBlock(
        label=_("page"), required=False, help_text=_("Where the button leads. Without one: how to take part.")
    )

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        page = value.get("page")
        return {**context, "url": (page.get_url() if page and page.live else "") or SHARE_URL}

    class Meta:
        icon = "upload"
        label = _("Call to share")
        template = "blocks/home/share.html"


class HomeBlock(blocks.StreamBlock):
    """Everything that can stand on the front page below the question box, in the order that editors give it."""

    steps = StepsBlock()
    newest = NewestBlock()
    themes = ThemesBlock()
    picks = PicksBlock()
    figures = FiguresBlock()
    text = HomeTextBlock()
    share = ShareBlock()


def default_body() -> list[dict[str, Any]]:
    """The raw blocks that a new front page starts with; editors may change, move and remove each."""
    steps = (
        ("Zoek", "Stel uw vraag in gewone woorden. U ziet wat elders werkt en wie het gebruikt."),
        ("Vraag", "Leg uw vraag voor aan de collega die het heeft gedaan."),
        ("Gebruik en deel", "Bouw verder op wat er is, en deel wat u ervan leert."),
    )
    return [
        {
            "type": "steps",
            "value": {"heading": "Zo werkt het", "steps": [{"title": title, "text": text} for title, text in steps]},
        },
        _newest("Nieuwe oplossingen", "solutions", 6),
        _newest("Ervaringen van gemeenten", "experiences", 3),
        {"type": "themes", "value": {"heading": "Zoek op onderwerp", "themes": 6, "domains": 12}},
        _newest("Nieuws", "news", 3),
        _newest("Binnenkort in de agenda", "events", 3),
        {"type": "figures", "value": {"heading": "In cijfers"}},
        {
            "type": "share",
            "value": {
                "heading": "Deel wat bij u werkt",
                "text": "Heeft uw gemeente iets gemaakt of gekocht waar een ander mee verder kan? "
                "Een eerste pagina maakt u in vijf minuten.",
                "label": "Lees hoe u meedoet",
                "page": None,
            },
        },
    ]


def _newest(heading: str, kind: str, number: int) -> dict[str, Any]:
    return {"type": "newest", "value": {"heading": heading, "kind": kind, "number": number}}
