"""Stand-ins for what components show: nothing here is kept, and none of it is true."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import HttpRequest
from wagtail.models import Page

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
    url=ADDRESS,
    title="Parkeervergunning aanvragen",
    summary="Een formulier dat ook op de telefoon werkt.",
    kind="solution",
    organisation="Súdwest-Fryslân",
    confirmed_reuse=3,
)
STEPS = (
    "Idee",
    "In ontwikkeling",
    "In gebruik bij de eigenaar",
    "Hergebruikt door één andere organisatie",
    "Hergebruikt door meer organisaties",
    "Hergebruikt, met goede ervaringen",
)
TAGS = [
    SimpleNamespace(tag=SimpleNamespace(name=name, get_absolute_url=ADDRESS))
    for name in ("Meldingen", "Openbare ruimte", "Klantcontactcentrum")
]


def solution() -> Page:
    """A solution of a real sort."""
    return page(
        "Meldingen openbare ruimte",
        "Inwoners melden losse stoeptegels en kapotte lantaarns.",
        get_kind_display="Software",
        development_status="stable",
        get_development_status_display="Klaar voor gebruik",
    )


def solution_example() -> Page:
    """A solution that bears the label of what was made up."""
    return page(
        "Afspraak maken in twee stappen",
        "Een verzonnen oplossing, om te laten zien hoe het label eruitziet.",
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
