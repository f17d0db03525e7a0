"""Components of larger pages: what draws or counts, and what compares."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hub.styleguide import samples
from hub.styleguide.component import Component, State
from hub.styleguide.samples import ADDRESS


def drawn() -> tuple[Component, ...]:
    """Pictures, plots and maps, and the facts and parts that a long page begins with."""
    sizes = "(min-width: 840px) 840px, 100vw"
    return (
        Component(
            "column_plot",
            _("How a number grew. The same numbers stand in a table beside it."),
            (
                State(
                    "vier kwartalen",
                    {
                        "plot": samples.plot(),
                        "id": "groei",
                        "title": "Oplossingen per kwartaal",
                        "says": "Van 3 in het eerste kwartaal naar 14 in het vierde.",
                    },
                ),
            ),
        ),
        Component(
            "facts_strip",
            _("The facts that are seen first, below the title. Six at most; what is not known says so."),
            (State("met een toelichting en een gat", {"key_facts": samples.key_facts(), "title": "In het kort"}),),
        ),
        Component(
            "page_parts",
            _("The list of parts that a long page begins with."),
            (State("drie onderdelen", {"headings": samples.HEADINGS}),),
        ),
        Component(
            "picture",
            _("Every picture that an editor chose, in the lightest format that the browser knows."),
            (State("met een omschrijving", {"picture": samples.picture(), "sizes": sizes}),),
        ),
        Component(
            "reusability",
            _("How easy a solution is to reuse, with the first thing to ask for when something is missing."),
            (
                State("er ontbreekt iets", {"found": samples.reusability(2)}),
                State("alles is er", {"found": samples.reusability(3)}),
            ),
        ),
        Component(
            "use_map",
            _("Where something is used. A table with the same always stands below it."),
            (
                State("getekend", _map("proefkaart", drawn=True)),
                State("kan niet worden getekend", _map("lege-kaart", drawn=False)),
            ),
        ),
    )


def compared() -> tuple[Component, ...]:
    """The ways to the comparison of solutions."""
    solution = samples.solution()
    return (
        Component(
            "compare_link",
            _("At the bottom of every solution in a list: to the comparison."),
            (State("altijd gelijk", {"pk": solution.pk, "title": solution.title}),),
        ),
        Component(
            "compare_tray",
            _("Below the header of every page, as long as the visitor keeps something to compare."),
            (State("één bewaard", {"solutions": [solution], "url": ADDRESS}),),
        ),
    )


def _map(name: str, *, drawn: bool) -> dict[str, object]:
    return {"map": samples.use_map(drawn=drawn), "id": name, "title": "Waar dit wordt gebruikt", "after": ""}
