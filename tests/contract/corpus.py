"""A small hub in Dutch: what municipalities could share, written for these tests."""

from __future__ import annotations

import datetime as dt

from search.types import Attachment, IndexRecord, Kind

TODAY = dt.date(2026, 11, 23)

_PROVINCES = {
    "'s-Hertogenbosch": "Noord-Brabant",
    "Súdwest-Fryslân": "Fryslân",
    "Delft": "Zuid-Holland",
    "Utrecht": "Utrecht",
    "Bergen (NH.)": "Noord-Holland",
    "Groningen": "Groningen",
}


def _solution(number: int, title: str, summary: str, organisation: str, domain: str, **more: object) -> IndexRecord:
    values: dict[str, object] = {
        "published": dt.datetime(2026, 1, number, 9, 30, tzinfo=dt.UTC),
        "status": "stable",
        **more,
    }
    return _record(Kind.SOLUTION, number, title, summary, organisation, domain, values)


def _experience(number: int, title: str, summary: str, organisation: str, domain: str, **more: object) -> IndexRecord:
    values: dict[str, object] = {"published": dt.datetime(2026, 3, number, 14, 0, tzinfo=dt.UTC), **more}
    return _record(Kind.EXPERIENCE, number, title, summary, organisation, domain, values)


def _article(number: int, title: str, summary: str, **more: object) -> IndexRecord:
    values: dict[str, object] = {"published": dt.datetime(2025, 6, number, 8, 0, tzinfo=dt.UTC), **more}
    return _record(Kind.ARTICLE, number, title, summary, "", "", values)


def _organisation(number: int, name: str) -> IndexRecord:
    return _record(Kind.ORGANISATION, number, f"Gemeente {name}", f"Wat {name} deelt.", name, "", {})


def _record(
    kind: Kind, number: int, title: str, summary: str, organisation: str, domain: str, values: dict[str, object]
) -> IndexRecord:
    status = values.pop("status", "")
    chosen = {
        "organisation": organisation,
        "province": _PROVINCES.get(organisation, ""),
        "policy_domain": domain,
        "development_status": status,
    }
    return IndexRecord(
        key=f"{kind.value}-{number}",
        kind=kind,
        title=title,
        url=f"/{kind.value}/{number}/",
        summary=summary,
        organisation=organisation,
        source_id=f"bron-{kind.value}-{number}",
        facets={key: (str(value),) for key, value in chosen.items() if value},
        **values,
    )


SOLUTIONS = [
    _solution(
        1, "Parkeervergunning aanvragen", "Inwoners vragen zelf een parkeervergunning aan.", "'s-Hertogenbosch",
        "verkeer", tags=("parkeren", "formulieren"), adopters=("GM0503", "GM0518"), confirmed_reuse=12,
        confirmed=dt.date(2026, 10, 1),
        body="Het formulier controleert het kenteken en de wijk. Betalen gaat met iDEAL. Zonder account kan ook.",
    ),
    _solution(
        2, "Zaaksysteem De Vecht", "Een open zaaksysteem voor gemeenten.", "Utrecht", "dienstverlening",
        tags=("zaakgericht werken", "API's"), confirmed_reuse=30, confirmed=dt.date(2026, 9, 1),
        body="Behandelaars zien alle zaken van een inwoner bij elkaar. Koppelt met het documentbeheer.",
    ),
    _solution(
        3, "Meldingen openbare ruimte", "Losse tegels en kapotte lampen melden op de kaart.", "Delft",
        "openbare ruimte", tags=("meldingen", "kaart"), confirmed_reuse=8, confirmed=dt.date(2024, 2, 1),
        body="De melding gaat vanzelf naar de juiste ploeg. Wie meldt, krijgt bericht als het is opgelost.",
    ),
    _solution(
        4, "Afvalwijzer Fryslân", "Wanneer wordt het huisvuil opgehaald?", "Súdwest-Fryslân", "milieu",
        tags=("afval", "app's"), status="beta", confirmed_reuse=2, adopters=("GM0503",),
        body="De kalender toont per adres wanneer de afvalcontainers worden geleegd. Ook voor kleine kernen.",
    ),
    _solution(
        5, "Omgevingsvergunning stap voor stap", "Vooroverleg en aanvraag in een keer.", "Bergen (NH.)",
        "ruimtelijke ordening", tags=("vergunningen",), status="development",
        body="Wie wil bouwen, ziet welke vergunningen nodig zijn. De kaart toont het bestemmingsplan.",
    ),
    _solution(
        6, "Foto's in het archief", "Historische foto's doorzoeken.", "Groningen", "cultuur",
        tags=("erfgoed", "archieven"), confirmed_reuse=1, confirmed=dt.date(2026, 11, 1),
        body="Duizenden foto's van straten, café's en pleinen. Een vrijwilliger beschrijft elke foto.",
    ),
    _solution(
        7, "Subsidieportaal", "Subsidies aanvragen en verantwoorden.", "Utrecht", "financiën",
        tags=("subsidies",), confirmed_reuse=5, confirmed=dt.date(2025, 11, 23),
        body="Verenigingen zien de voortgang van hun aanvraag. De afdeling financiën betaalt automatisch uit.",
    ),
    _solution(
        8, "Klantcontactcentrum in één scherm", "Alle vragen van inwoners op één plek.", "'s-Hertogenbosch",
        "dienstverlening", tags=("klantcontact",), confirmed_reuse=9, confirmed=dt.date(2026, 6, 1),
        body="Medewerkers zien eerdere contacten en lopende zaken. Het werkt samen met telefonie en chat.",
    ),
    _solution(
        9, "Algoritmeregister", "Welke algoritmen gebruikt de gemeente?", "Delft", "informatie",
        tags=("algoritmes", "openbaarheid"), confirmed_reuse=4, adopters=("GM0518", "GM0546", "GM0637"),
        body="Per algoritme staat er wat het doet, met welke gegevens en wie ervoor verantwoordelijk is.",
    ),
    _solution(
        10, "Wijkteam planbord", "Afspraken van het wijkteam zonder losse lijstjes.", "Groningen", "sociaal domein",
        tags=("wijkteams",), status="concept",
        body="Een planbord voor huisbezoeken. De privacy van gezinnen is vooraf getoetst met een DPIA.",
    ),
    _solution(
        11, "Geluidsoverlast meten", "Sensoren meten geluid in de binnenstad.", "Utrecht", "milieu",
        tags=("sensoren", "open data"), status="beta", confirmed_reuse=1,
        body="De metingen zijn open data. Bij veel overlast krijgt een handhaver een bericht.",
    ),
    _solution(
        12, "Woo-publicatie zonder omwegen", "Documenten openbaar maken volgens de Wet open overheid.", "Delft",
        "informatie", tags=("WOO", "openbaarheid"), confirmed_reuse=7, confirmed=dt.date(2026, 8, 15),
        body="Persoonsgegevens worden gelakt. Daarna staat het document in de index van de overheid.",
    ),
    _solution(
        13, "Energieloket", "Advies over isolatie en zonnepanelen.", "Bergen (NH.)", "milieu",
        tags=("energie", "duurzaamheid"),
        body="Inwoners vullen hun adres in en zien wat de buren deden. De adviseur belt terug.",
    ),
    _solution(
        14, "Raadsinformatie doorzoekbaar", "Stukken van de gemeenteraad vinden.", "Súdwest-Fryslân", "bestuur",
        tags=("gemeenteraad", "open data"), confirmed_reuse=3,
        body="Moties, amendementen en besluiten sinds 2010. Inwoners abonneren zich op een onderwerp.",
    ),
    _solution(
        15, "Digitale balie", "Bellen met beeld met een medewerker van burgerzaken.", "'s-Hertogenbosch",
        "dienstverlening", tags=("burgerzaken",), status="development",
        body="Voor wie niet naar het stadhuis kan komen. Het gesprek wordt niet opgenomen.",
    ),
    _solution(
        16, "More insight: an English dashboard", "Figures for policy makers.", "Groningen", "informatie",
        tags=("dashboards",), body="Shows more than one year. A permit is counted once.",
    ),
]  # fmt: skip

SCANS = (
    Attachment("Handleiding scannen", "/documents/1/scannen.pdf", 1, "Inhoud. Voorbereiding, scannen, controle."),
    Attachment(
        "Handleiding scannen", "/documents/1/scannen.pdf", 2,
        "Leg kwetsbare perkamenten charters nooit door de invoer. Een boekenwieg spaart de rug van het register.",
    ),
    Attachment("Begroting", "/documents/2/begroting.pdf", 1, "Posten per jaar: huur van de scanner, uren, opslag."),
)  # fmt: skip

EXPERIENCES = [
    _experience(
        1, "Parkeren zonder papier in Delft", "Van balie naar parkeervergunning op de telefoon.", "Delft", "verkeer",
        body="We begonnen met één wijk. De helft vroeg de vergunning na een maand digitaal aan.",
    ),
    _experience(
        2, "Zo voerden wij het zaaksysteem in", "Drie lessen over zaakgericht werken.", "Súdwest-Fryslân",
        "dienstverlening", body="De migratie van oude zaken kostte meer tijd dan gedacht. Begin klein met één team.",
    ),
    _experience(
        3, "Minder telefoontjes over afval", "De afvalkalender scheelt werk aan de telefoon.", "Súdwest-Fryslân",
        "milieu", body="Huisvuil en grofvuil vormden een derde van alle vragen. Nu is dat een tiende.",
    ),
    _experience(
        4, "Wat wij leerden van de MOR", "Een jaar met een nieuwe app voor de openbare ruimte.", "Groningen",
        "openbare ruimte", body="De MOR werkt pas als de buitendienst meedoet. Terugmelden is het belangrijkste.",
    ),
    _experience(
        5, "Samen subsidies herzien", "Minder regels voor verenigingen.", "Utrecht", "financiën",
        body="We schrapten twaalf bijlagen. De aanvraag van een subsidie duurt nu een kwartier.",
    ),
    _experience(
        6, "Eén register voor algoritmen", "Beginnen met vijf algoritmes.", "Bergen (NH.)", "informatie",
        body="Het gesprek met de afdelingen was nuttiger dan het register zelf.",
    ),
    _experience(
        7, "Wijkteams en privacy", "Hoe wij een DPIA deden zonder jargon.", "Groningen", "sociaal domein",
        body="Een DPIA voor ieder proces is te veel. Kies de risico's die inwoners raken.",
    ),
    _experience(
        8, "Archieven openbaar: wat kostte het?", "Uren en euro's van twee jaar digitaliseren.", "Groningen", "cultuur",
        body="De foto's waren het goedkoopst. De kosten per document daalden ieder kwartaal.",
        attachments=SCANS,
    ),
]  # fmt: skip

ARTICLES = [
    _article(1, "Hoe schrijf je een goede melding?", "Tips voor duidelijke taal.", tags=("taal",)),
    _article(2, "Wat is zaakgericht werken?", "Een zaak begint met een vraag van een inwoner.",
             body="Elke zaak heeft een status, een behandelaar en documenten. Een zaaksysteem houdt dat bij."),
    _article(3, "Vergunningen in gewone taal", "Een brief over een vergunning die iedereen begrijpt.",
             body="Herschrijf eerst de brieven over parkeren, want daar komen de meeste vragen over."),
    _article(4, "Open source in de gemeente", "Waarom gemeenten hun software delen.", tags=("open source",),
             body="Samen ontwikkelen scheelt geld. Kies een licentie en beschrijf het beheer."),
    _article(5, "Toegankelijkheid begint bij tekst", "WCAG in vijf stappen.", tags=("toegankelijkheid",)),
    _article(6, "Knutselen met <script>alert('x')</script> & sjablonen", "Tekens als < en > in een titel.",
             body="Een sjabloon met <b>vet</b> & \"aanhalingstekens\" moet als tekst verschijnen."),
    _article(7, "De A.V.G. in de praktijk", "Privacy op de werkvloer.", tags=("privacy",)),
    _article(8, "Industrie en industrieën", "Drie categorieën van bedrijven.", published=None),
]  # fmt: skip

ORGANISATIONS = [_organisation(number, name) for number, name in enumerate(_PROVINCES, start=1)]

RECORDS = [*SOLUTIONS, *EXPERIENCES, *ARTICLES, *ORGANISATIONS]

QUESTIONS = [
    "parkeervergunning", "zaaksysteem", "zaak systeem", "melding", "foto", "subsidie aanvragen", "MOR",
    "huisvuil ophalen", "privacy wijkteam", "open data", "algoritmes", "vergunning bouwen", "klantcontact",
    "Woo documenten openbaar", "gemeente Utrecht", "'s-Hertogenbosch", "sudwest fryslan", "schuldhulp",
    "parkeervergunnign", "permit", "kosten digitaliseren", "inwoners vragen telefoon", "archief", "taal",
]  # fmt: skip
"""Questions as visitors type them: inflected, split, misspelt, without accents, in English."""
