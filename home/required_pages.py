"""The texts that every site starts with. Editors may change them afterwards; what is there is never overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join

from hub.blocks import paragraphs


@dataclass(frozen=True, slots=True)
class RequiredPage:
    """A page of text that every site has.

    In `text` blank lines part the blocks. One that begins with `## ` is a heading, one of lines that begin with `- ` a
    list, and `[name]` a fact that the site fills in itself (hub.text_blocks.SiteFactBlock).
    """

    slug: str
    title: str
    summary: str
    text: str


def blocks_of(text: str) -> list[dict[str, Any]]:
    """Raw stream data of a text written as RequiredPage says."""
    return [block for part in text.strip().split("\n\n") for block in _block(part.strip())]


def _block(part: str) -> list[dict[str, Any]]:
    if part.startswith("## "):
        return [{"type": "heading", "value": part.removeprefix("## ")}]
    if part.startswith("- "):
        items = format_html_join("", "<li>{}</li>", ((line.removeprefix("- "),) for line in part.splitlines()))
        return [{"type": "paragraph", "value": format_html("<ul>{}</ul>", items)}]
    if part.startswith("["):
        return [{"type": "site_fact", "value": part.strip("[]")}]
    return paragraphs(" ".join(part.split()))


ABOUT = """
Gemeenten lossen dezelfde vragen op. Op deze site deelt een gemeente wat zij heeft gemaakt of gekocht, en wat zij
ervan heeft geleerd. Een projectleider elders vindt wat werkte, vraagt het na bij een collega en bouwt verder.

## Zo werkt het

- Zoek. Stel uw vraag in gewone woorden. U ziet oplossingen, ervaringen en gemeenten die u voorgingen.
- Vraag. Op elke pagina van een oplossing of ervaring kunt u een vraag stellen aan de collega die ervan weet.
- Gebruik en deel. Neem over wat past, en vertel wat u ervan leerde.

## Bewijs

Bij elke oplossing staat hoe sterk het bewijs is dat zij werkt. De site rekent dat uit. Niemand kan een trede kiezen
of kopen. Er zijn zes treden:

- Idee: er is een plan of een eerste ontwerp.
- In ontwikkeling: er wordt aan gebouwd of getest, zegt de eigenaar.
- Klaar voor gebruik: dat zegt de eigenaar. Of hij het zelf gebruikt, staat er niet mee vast.
- Hergebruikt door één andere organisatie: die organisatie heeft dat zelf bevestigd, als proef of in gebruik.
- Hergebruikt door meerdere organisaties: ten minste twee andere organisaties hebben dat bevestigd.
- Hergebruikt door meerdere, met goede ervaringen: ten minste één daarvan zou het weer doen.

Twee dingen staan op geen trede:

- Niet bekend: niemand heeft gezegd hoe ver het is, en geen ander heeft bevestigd dat hij het gebruikt.
- Niet meer onderhouden: de eigenaar is ermee gestopt, en geen ander heeft bevestigd dat hij het gebruikt.

Alleen gebruik dat de organisatie zelf heeft bevestigd, telt mee. Wat een leverancier of beheerder noemt, staat erbij
als nog niet bevestigd. Wat met Voorbeeld is gemerkt, is verzonnen om de site te laten zien. Een verzonnen organisatie
telt niet mee voor een echte oplossing.

## Meedoen

Iedere gemeente en elk samenwerkingsverband kan meedoen. Uw organisatie krijgt eigen pagina's en een beheerder, die
collega's toegang geeft. Wie schrijft, kan beginnen met een adres van een broncode of met een leeg formulier. Een
redacteur van de VNG leest iedere nieuwe pagina voordat zij op de site komt.

[contact]

## Open

Deze site is open source. In het colofon staat waarvan zij is gemaakt en waar de gegevens vandaan komen. De gegevens
zelf kunt u ook lezen via feeds en een API.
"""

ACCESSIBILITY = """
Iedereen moet deze site kunnen gebruiken, ook met een schermlezer, met alleen het toetsenbord, met grote letters of op
een telefoon.

## Wat wij doen

- Wij bouwen volgens WCAG 2.2, niveau AA.
- Bij elke verandering kijkt een programma alle soorten pagina's na, smal en breed.
- Belangrijke taken proberen wij met alleen het toetsenbord en zonder JavaScript.

Een programma vindt niet alles. Het bewijst niet dat de site voor iedereen werkt.

## Toegankelijkheidsverklaring

[accessibility]

## Een drempel melden

Lukt er iets niet? Laat het ons weten. Noem de pagina, wat u probeerde en welk hulpmiddel u gebruikt. Dan kunnen wij
het nadoen en verhelpen. Hebt u de informatie nu nodig, vraag er dan om in een andere vorm.

[contact]

Bent u niet tevreden over ons antwoord? Dan kunt u een klacht indienen bij de Nationale ombudsman.
"""

PRIVACY = """
U kunt deze site lezen en doorzoeken zonder account. Wij volgen u niet en laden niets van andere sites.

## Wat u zoekt

Wij bewaren welke vragen aan de zoekmachine worden gesteld, om de site te verbeteren: de tekst, de gekozen filters,
hoeveel er werd gevonden, welk resultaat als eerste werd gekozen, en het uur. Wij bewaren niet wie de vraag stelde:
geen naam, geen IP-adres, geen cookie. Wat op een persoonsgegeven lijkt, zoals een e-mailadres of telefoonnummer,
maken wij eerst onleesbaar. Een vraag die op verschillende momenten is gesteld, kan als suggestie verschijnen bij
anderen die typen. Een vraag waarin wij iets onleesbaar maakten, nooit.

## Een vraag aan een collega

Stelt u een vraag bij een oplossing of ervaring, dan bewaren wij uw naam, uw e-mailadres, uw organisatie als u die
invult, en uw vraag. Die gaan naar de contactpersoon van de pagina, en als er geen is naar de beheerders van die
organisatie of de redactie. Ook de redacteuren van die organisatie kunnen uw vraag lezen. Uw e-mailadres komt niet op
de site. Tegen misbruik houden wij ten hoogste een dag of twee een kenmerk bij waaruit uw IP-adres niet is af te
lezen.

## Mijn gemeente

Kiest u een gemeente, dan onthouden wij die keuze in een sessie. Kiest u niets, dan is er geen sessie. U kunt de keuze
altijd vergeten.

## Cookies

Wij plaatsen alleen cookies die nodig zijn om de site te laten werken:

- sessionid: als u een gemeente kiest of inlogt. Dit cookie vervalt na twee weken.
- csrftoken: als u een formulier opent. Het beschermt dat formulier tegen misbruik.

Voor deze cookies is geen toestemming nodig. Daarom ziet u geen melding.

## Accounts

Wie inlogt om te schrijven, heeft een account met een naam, een e-mailadres en een rol. Het wachtwoord bewaren wij
onleesbaar. Van iedere pagina houden wij bij wie haar wanneer veranderde. Bij een oplossing of ervaring kan de naam
van een contactpersoon of afdeling staan; die vult de organisatie zelf in.

## Technische gegevens

Het logboek van de site noemt van ieder verzoek het adres van de pagina, het tijdstip, of het lukte en de soort
browser. Er staan geen IP-adressen, geen namen en geen zoekvragen in.

## Hoelang wij bewaren

[retention]

## Uw rechten

U kunt vragen welke gegevens wij van u hebben, en ze laten verbeteren of verwijderen. Komen wij er samen niet uit, dan
kunt u een klacht indienen bij de Autoriteit Persoonsgegevens.

[contact]
"""

VULNERABILITY = """
Hebt u een zwakke plek in deze site gevonden? Meld die dan aan ons voordat u er met anderen over spreekt. Zo kunnen
wij haar verhelpen voordat iemand er misbruik van maakt.

## Zo meldt u

[security_contact]

Beschrijf wat u deed en wat u zag, met het adres van de pagina en het tijdstip, zodat wij het kunnen nadoen. Een naam
of account is niet nodig.

## Wat wij van u vragen

- Gebruik de zwakke plek niet verder dan nodig is om haar aan te tonen.
- Bekijk, bewaar of verander geen gegevens van anderen.
- Leg de site niet plat en stuur geen spam. Doe ook geen aanval op mensen of gebouwen.
- Deel de zwakke plek niet met anderen totdat zij is verholpen.

## Wat u van ons mag verwachten

- Wij doen geen aangifte als u zich hieraan houdt.
- Wij geven uw gegevens niet door zonder uw toestemming, behalve als de wet dat eist.
- Wij laten u weten wat wij met uw melding doen, als u een adres hebt gegeven.
"""

REQUIRED_PAGES = (
    RequiredPage("over", "Over Verderbouwen", "Wat deze site is, voor wie zij is en hoe zij werkt.", ABOUT),
    RequiredPage(
        "toegankelijkheid",
        "Toegankelijkheid",
        "Hoe wij ervoor zorgen dat iedereen deze site kan gebruiken.",
        ACCESSIBILITY,
    ),
    RequiredPage("privacy", "Privacy", "Welke gegevens wij bewaren, waarom en hoelang.", PRIVACY),
    RequiredPage(
        "kwetsbaarheid-melden",
        "Kwetsbaarheid melden",
        "Hebt u een zwakke plek in deze site gevonden? Zo meldt u die.",
        VULNERABILITY,
    ),
)
