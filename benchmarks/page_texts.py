"""Texts for a site to measure pages on: invented Dutch sentences, put together at realistic lengths.

The same number always gives the same text.
"""

from __future__ import annotations

import random

SUBJECTS = (
    "afspraken aan de balie|meldingen over de openbare ruimte|parkeervergunningen|verhuizingen|evenementenvergunningen|"
    "bijstandsaanvragen|leerlingenvervoer|bezwaarschriften|woo-verzoeken|grafrechten|hondenbelasting|schuldhulp|"
    "omgevingsvergunningen|subsidies voor verenigingen|energietoeslag|huwelijken|rioolaansluitingen|afvalpassen|"
    "raadsinformatie|wijkbudgetten|inkoopfacturen|archiefoverdracht|geodata van bomen|telefonische bereikbaarheid"
).split("|")
FORMS = ("Formulier voor", "Koppeling voor", "Werkwijze rond", "Dashboard van", "Open component voor", "Handreiking")
SENTENCES = (
    "Inwoners moesten voor {subject} naar het gemeentehuis komen, ook als zij alleen iets wilden vragen.",
    "Bij {subject} kwam dezelfde vraag soms drie keer binnen: per telefoon, per brief en aan de balie.",
    "Wij begonnen met een proef van drie maanden in twee wijken en spraken elke week kort met de uitvoering.",
    "De gegevens komen uit de basisregistraties, zodat niemand opnieuw hoeft in te vullen wat de gemeente al weet.",
    "Het zaaksysteem krijgt elke aanvraag via de ZGW-API's; een medewerker ziet de stand en kan daarna zelf verder.",
    "Een toegankelijkheidstoets met zes ervaringsdeskundigen leverde elf verbeteringen op, die in versie twee zitten.",
    "De code staat open onder de EUPL, met een handleiding voor beheerders en een lijst van bekende beperkingen.",
    "Na een half jaar daalde het aantal telefoontjes over {subject} met een derde; de doorlooptijd bleef gelijk.",
    "De leverancier host de toepassing in een Nederlands datacentrum; de verwerkersovereenkomst staat erbij.",
    "Wat tegenviel was het oude adresbestand: twee maanden werk ging naar het opschonen van dubbele gegevens.",
    "Medewerkers van het klantcontactcentrum schreven de teksten mee, op niveau B1 en zonder afkortingen.",
    "Kleine gemeenten kunnen aansluiten bij de bestaande omgeving en betalen naar het aantal inwoners.",
)
TAGS = (
    "meldingen|afspraken|formulieren|zaakgericht werken|common ground|toegankelijkheid|open source|dienstverlening|"
    "burgerzaken|vergunningen|sociaal domein|belastingen|archief|geo|api|privacy|informatiebeveiliging|inkoop|"
    "participatie|klantcontact|datagedreven werken|duurzaamheid|mobiliteit|onderwijs"
).split("|")
LESSONS = (
    "Betrek het klantcontactcentrum vanaf de eerste dag.",
    "Plan twee maanden extra voor de koppeling met het zaaksysteem.",
    "Begin met één soort aanvraag en breid daarna uit.",
    "Spreek vooraf af wie nieuwe versies test.",
)


def title(number: int) -> str:
    """A name that no other number has."""
    subject = SUBJECTS[number % len(SUBJECTS)]
    return f"{FORMS[number // len(SUBJECTS) % len(FORMS)]} {subject} {number + 1}"


def tags(number: int) -> list[str]:
    """Three to seven tags."""
    dice = random.Random(number)  # noqa: S311 - no secret: the same site each time
    return dice.sample(TAGS, dice.randint(3, 7))


def section(number: int, part: str) -> str:
    """Two to four paragraphs about the subject of this number, eighty to three hundred words together."""
    dice = random.Random(f"{number} {part}")  # noqa: S311 - no secret: the same site each time
    subject = SUBJECTS[number % len(SUBJECTS)]
    paragraphs = [" ".join(dice.sample(SENTENCES, dice.randint(2, 4))) for _paragraph in range(dice.randint(2, 4))]
    return "\n\n".join(paragraphs).format(subject=subject)
