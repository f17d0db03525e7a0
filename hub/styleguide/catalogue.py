"""When to use each component, and its states. A test holds this list against templates/components/."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from hub.branding import site_branding
from hub.styleguide import samples
from hub.styleguide.component import Component, Shown, State
from hub.styleguide.figures import compared, drawn
from hub.styleguide.samples import ADDRESS, DAY


def _facts(*pairs: tuple[str, Any]) -> list[dict[str, Any]]:
    return [{"label": label, "value": value} for label, value in pairs]


def components() -> list[Component]:
    """Every component, by name."""
    groups = (_words(), _trust(), _ways(), _forms(), _frame(), drawn(), compared())
    return sorted((component for group in groups for component in group), key=lambda component: component.name)


def _words() -> tuple[Component, ...]:
    tones = ("info", "success", "attention", "error")
    badges = (("good", "circle-check", "In gebruik"), ("attention", "clock-exclamation", "Nakijken"))
    return (
        Component(
            "badge",
            _("For a status in a line or card. The word and the icon carry the meaning; the colour only helps."),
            (
                *(State(tone, {"tone": tone, "icon_name": icon, "text": text}) for tone, icon, text in badges),
                State("info", {"tone": "info", "icon_name": "info-circle", "text": "Proef"}),
                State("zonder toon", {"icon_name": "circle-dashed", "text": "Nog niet bevestigd"}),
            ),
        ),
        Component(
            "retired_badge", _("In lists, on a solution that nobody maintains any longer."), (State("altijd gelijk"),)
        ),
        Component(
            "taken_over",
            _("On what its owner did not put here: from what its facts were taken."),
            tuple(State(source, {"source": source}) for source in ("publiccode", "import")),
        ),
        Component("example_badge", _("On everything that was made up for the demo."), (State("altijd gelijk"),)),
        Component(
            "notice",
            _("For what happened or what to know before going on. Say what to do. At most one on a page."),
            tuple(State(tone, {"tone": tone, "text": "De wijziging is bewaard."}) for tone in tones),
        ),
        Component(
            "empty_state",
            _("Where there is nothing yet: say why, and offer a way on."),
            (
                State(
                    "met een weg verder",
                    {
                        "title": "Nog geen ervaringen",
                        "text": "Gebruikt u dit? Vertel een ander wat u leerde.",
                        "label": "Schrijf een ervaring",
                        "url": ADDRESS,
                    },
                ),
                State("alleen woorden, onder een kop", {"title": "Nog geen nieuws", "heading": "h3"}),
            ),
        ),
        Component(
            "tags",
            _("The subjects of a page, at its end. Each leads to everything with that subject."),
            (State("drie onderwerpen", {"items": samples.TAGS}),),
        ),
    )


def _trust() -> tuple[Component, ...]:
    names = [{"name": "Leiden", "url": ADDRESS, "alike": True}, {"name": "'s-Hertogenbosch", "url": ADDRESS}]
    return (
        Component(
            "freshness",
            _("When somebody last said that this is right. Beside every fact that can grow old."),
            (
                State("bevestigd, met naam", {"day": DAY, "who": "Delft"}),
                State("bevestigd", {"day": DAY}),
                State("over tijd", {"day": DAY, "overdue": True}),
                State("nooit bevestigd"),
            ),
        ),
        Component(
            "ladder",
            _("How strong the evidence is that a solution works, on the page of that solution."),
            (State("drie treden", {"evidence": samples.evidence(3)}), State("alle", {"evidence": samples.evidence(6)})),
        ),
        Component(
            "use",
            _("One organisation that uses a solution, in a list of them. What nobody confirmed says so."),
            (
                State("bevestigd", {"reuse": samples.use(confirmed=True)}, "uses"),
                State("genoemd, niet bevestigd", {"reuse": samples.use(confirmed=False)}, "uses"),
            ),
        ),
        Component(
            "used_by",
            _("The short answer to who uses this, below the title. Municipalities like the visitor's come first."),
            (
                State("namen, en een weg naar allemaal", {"count": 7, "names": names, "url": ADDRESS}),
                State("alleen het aantal", {"count": 1}),
            ),
        ),
        Component(
            "fact_box",
            _("The facts beside a text. A fact without a value is left out."),
            (
                State(
                    "feiten",
                    {
                        "id": "feiten-1",
                        "title": "Over de oplossing",
                        "facts": [
                            *_facts(("Licentie", "EUPL-1.2"), ("Beleidsdomein", ["Burgerzaken", "Dienstverlening"])),
                            {"label": "Broncode", "value": "github.com", "url": ADDRESS, "note": "bekeken in maart"},
                        ],
                    },
                ),
            ),
        ),
    )


def _ways() -> tuple[Component, ...]:
    pages = [{"number": number, "url": ADDRESS, "current": number == 2} for number in (1, 2, 3)]  # noqa: PLR2004
    return (
        Component(
            "button",
            _("For what changes something or starts a task; a verb is on it. Primary at most once on a page."),
            (
                State("hoofdactie", {"label": "Stel een vraag", "url": ADDRESS}),
                State("met pictogram", {"label": "Zoeken", "url": ADDRESS, "icon_name": "search"}),
                State("nevenactie", {"label": "Lees meer", "url": ADDRESS, "secondary": True}),
                State("verstuurt een formulier", {"label": "Versturen"}),
            ),
        ),
        Component(
            "next_step",
            _("The one thing that a visitor most likely wants to do now. Once on a page."),
            (
                State(
                    "met een knop",
                    {
                        "id": "stap-1",
                        "title": "Gebruikt u dit ook?",
                        "text": "Vertel het. Anderen zien dan dat het werkt.",
                        "label": "Wij gebruiken dit",
                        "url": ADDRESS,
                        "icon_name": "check",
                    },
                ),
            ),
        ),
        Component(
            "solution_card",
            _("A solution in a list or grid."),
            (
                State("oplossing", {"solution": samples.solution()}),
                State("voorbeeld", {"solution": samples.solution_example()}),
            ),
        ),
        Component(
            "experience_card",
            _("An experience in a list or grid."),
            (
                State("ervaring", {"experience": samples.experience()}),
                State("voorbeeld", {"experience": samples.experience_example()}),
            ),
        ),
        Component(
            "hit_card",
            _("A record in a list that somebody else chose."),
            (State("een ervaring", {"hit": samples.HIT}),),
        ),
        Component(
            "more_like", _("Below a record: what is like it."), (State("één gevonden", {"hits": [samples.HIT]}),)
        ),
        Component(
            "breadcrumb",
            _("The way from the front page to here, above every page but the front page."),
            (
                State(
                    "twee stappen",
                    {
                        "steps": [{"title": "", "url": "/"}, {"title": "Organisaties", "url": "/organisaties/"}],
                        "here": "Delft",
                    },
                ),
            ),
        ),
        Component(
            "pagination",
            _("Below a list that does not fit on one page."),
            (State("in het midden", {"links": pages, "previous_url": ADDRESS, "next_url": ADDRESS}),),
        ),
    )


def _forms() -> tuple[Component, ...]:
    form, refused = samples.form(), samples.refused_form()
    labels = {"name": "met uitleg", "phone": "niet verplicht", "kind": "keuzelijst", "way": "keuze", "agree": "vinkje"}
    return (
        Component(
            "form_field",
            _("Every field of a form: the label, then the help, then what is wrong, then the field itself."),
            (
                *(State(label, {"field": form[name]}) for name, label in labels.items()),
                State("met een fout", {"field": refused["email"]}),
            ),
        ),
        Component(
            "error_summary",
            _("Above a form that was refused: what is wrong, with a link to each field."),
            (State("twee fouten", {"form": refused}),),
        ),
        Component(
            "search_box",
            _("The question box. The large one on the front page and on pages of errors, the small one in the header."),
            (
                State("groot", {"id": "doos-groot", "label": "Waar bent u naar op zoek?"}),
                State("klein", {"id": "doos-klein", "label": "Zoek vanuit de kop", "header": True, "value": "afval"}),
            ),
        ),
        Component(
            "error_page",
            _("What a visitor sees when a page is not there: what happened, and ways on."),
            (State("niet gevonden", {"title": "Pagina niet gevonden", "text": "Zoek wat u nodig hebt."}),),
        ),
    )


def _frame() -> tuple[Component, ...]:
    branding = site_branding()
    return (
        Component("head_icons", _("In the head of every page."), (State("in de kop"),), Shown.SOURCE),
        Component(
            "social",
            _("In the head of every page: what others show of a shared link."),
            (State("in de kop", {"page_title": "Delft", "site_name": branding.site_name}),),
            Shown.SOURCE,
        ),
        Component(
            "main_menu",
            _("In the header: the fixed links, and the pages that editors put in the menu."),
            (State("in de kop", {"branding": branding}),),
        ),
        Component("site_footer", _("At the bottom of every page, this one too."), (), Shown.AROUND),
    )
