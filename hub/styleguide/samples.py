"""Stand-ins for what components show: nothing here is kept, and none of it is true."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import HttpRequest
from django.templatetags.static import static
from wagtail.models import Page

from hub.images.pictures import Picture
from hub.plots import ColumnPlot, Value, column_plot

DAY = dt.date(2026, 3, 3)
ADDRESS = "#inhoud"
DELFT = SimpleNamespace(name="Delft", url=ADDRESS, is_example=False)
VOORBEELDSTAD = SimpleNamespace(name="Gemeente Voorbeeldstad", url=ADDRESS, is_example=True)


def _address(request: HttpRequest | None = None) -> str:
    """Where all stand-ins lead."""
    return ADDRESS


def page(title: str, summary: str, **fields: Any) -> Page:
    """A page that stands nowhere in the tree, with what a card reads besides its title."""
    shown = Page(title=title)
    more = {"summary": summary, "organisation": DELFT, "is_example": False, "get_url": _address}
    for name, value in (more | fields).items():
        setattr(shown, name, value)
    return shown


HIT = SimpleNamespace(
    key="solution-1",
    url=ADDRESS,
    title="Parkeervergunning aanvragen",
    summary="Een formulier dat ook op de telefoon werkt.",
    kind="solution",
    organisation="Súdwest-Fryslân",
    confirmed_reuse=3,
    facets={},
)
STEPS = (
    "Idee",
    "In ontwikkeling",
    "Klaar voor gebruik",
    "Hergebruikt door één andere organisatie",
    "Hergebruikt door meer organisaties",
    "Hergebruikt door meerdere, met goede ervaringen",
)
HEADINGS = {
    "inhoud": "Het probleem",
    "onderdeel-ladder": "Hoe sterk is het bewijs",
    "onderdeel-use": "Wie gebruikt dit",
}
BOX = "42 69 1342 1584"
"""The whole country, in the steps of the drawing that the site gives."""
PLACE = "M403 931l5 9-3 4 4 14 4 6-2 1-3-6-3 3-6 2-4-5-8-1-2-4 3-6 1-4-7-2 3-3 7-5 3-3z"
TAGS = [
    SimpleNamespace(tag=SimpleNamespace(name=name, get_absolute_url=ADDRESS))
    for name in ("Meldingen", "Openbare ruimte", "Klantcontactcentrum")
]


def solution() -> Page:
    """A solution of a real sort."""
    return page(
        "Meldingen openbare ruimte",
        "Inwoners melden losse stoeptegels en kapotte lantaarns.",
        pk=1,
        get_kind_display="Software",
        development_status="stable",
        get_development_status_display="Klaar voor gebruik",
    )


def solution_example() -> Page:
    """A solution that bears the label of what was made up."""
    return page(
        "Afspraak maken in twee stappen",
        "Een verzonnen oplossing, om te laten zien hoe het label eruitziet.",
        pk=2,
        get_kind_display="Werkwijze",
        organisation=VOORBEELDSTAD,
        is_example=True,
    )


def experience() -> Page:
    """An experience of a real sort."""
    return page("Wat wij leerden van het nieuwe meldingenformulier", "Minder telefoontjes, en één verrassing.")


def experience_example() -> Page:
    """An experience that bears the label of what was made up."""
    return page("Van zes ingangen naar één", "Een verzonnen ervaring.", organisation=VOORBEELDSTAD, is_example=True)


def evidence(reached: int) -> SimpleNamespace:
    """A ladder of which so many steps were reached."""
    steps = [
        SimpleNamespace(number=number, label=label, reached=number <= reached, current=number == reached)
        for number, label in enumerate(STEPS, start=1)
    ]
    return SimpleNamespace(steps=steps)


def use(*, confirmed: bool) -> SimpleNamespace:
    """A use that the organisation confirmed, or that somebody else states."""
    return SimpleNamespace(
        organisation=DELFT,
        is_confirmed=confirmed,
        get_status_display="In gebruik",
        since=dt.date(2024, 5, 1),
        confirmed_at=DAY,
        lesson="Begin met de balie: daar komen de vragen binnen." if confirmed else "",
        get_claimed_by_display="Beheerder van de oplossing",
    )


def key_facts() -> list[SimpleNamespace]:
    """Facts as they are seen first: one with a note, one that leads on, one that nobody stated."""
    return [
        SimpleNamespace(label="Soort", value="Software", note="", url=""),
        SimpleNamespace(label="Andere gebruikers", value="3", note="", url=ADDRESS),
        SimpleNamespace(label="Kosten", value="Minder dan 10.000 euro", note="per jaar, geschat", url=""),
        SimpleNamespace(label="Licentie", value="", note="", url=""),
    ]


def reusability(met: int) -> SimpleNamespace:
    """Three criteria, of which so many are met."""
    labels = ("Open licentie", "De bron is openbaar", "Er is documentatie")
    advice = "Vraag de eigenaar om een handleiding of uitleg."
    criteria = [SimpleNamespace(label=label, met=place < met, advice=advice) for place, label in enumerate(labels)]
    gaps = [one for one in criteria if not one.met]
    return SimpleNamespace(criteria=criteria, met=met, total=len(criteria), next_gap=gaps[0] if gaps else None)


def picture() -> Picture:
    """The picture that the site itself is shared with."""
    return Picture((), static("hub/img/shared.png"), 1200, 630, "De naam van de site, met het beeldmerk.")


def plot() -> ColumnPlot:
    """Four quarters of growth."""
    counts = {"k1": 3, "k2": 5, "k3": 9, "k4": 14}
    return column_plot([Value(label, value, label) for label, value in counts.items()])


def use_map(*, drawn: bool) -> SimpleNamespace:
    """A map with one municipality on it, or one of which the boundaries cannot be read."""
    level = SimpleNamespace(look="dots", label="Gemeld, nog niet bevestigd")
    row = SimpleNamespace(organisation=DELFT, level=level, sentence="Delft: gemeld, nog niet bevestigd")
    return SimpleNamespace(
        is_drawn=drawn,
        areas=[SimpleNamespace(row=row, path=PLACE)],
        legend=[SimpleNamespace(level=level, count=1)],
        box=BOX,
        scale="1.220",
        version="proef",
        year=2025,
    )


class SampleForm(forms.Form):
    """One field of each sort."""

    name = forms.CharField(label="Uw naam", help_text="Zo noemen wij u in het antwoord.")
    phone = forms.CharField(label="Telefoonnummer", required=False)
    email = forms.EmailField(label="Uw e-mailadres")
    kind = forms.ChoiceField(
        label="Soort", choices=[("software", "Software"), ("method", "Werkwijze")], widget=forms.Select
    )
    way = forms.ChoiceField(
        label="Hoe wilt u antwoord?", choices=[("mail", "E-mail"), ("call", "Telefoon")], widget=forms.RadioSelect
    )
    agree = forms.BooleanField(label="Ik mag dit namens mijn organisatie delen")


def form() -> SampleForm:
    """The form as a visitor first meets it."""
    return SampleForm(auto_id="leeg_%s", use_required_attribute=False, label_suffix="")


def refused_form() -> SampleForm:
    """The form after it was sent with an address that cannot be, and with a name missing."""
    sent = {"email": "naam@", "kind": "software", "way": "mail", "agree": "on"}
    return SampleForm(sent, auto_id="geweigerd_%s", use_required_attribute=False, label_suffix="")
