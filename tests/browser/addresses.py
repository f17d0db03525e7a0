"""Every public template in every state, by name: what the tests of the public face visit, measure and validate.

A path may name `{solution}` and the like: numbers that `tests.demo_site.fill` gives. A state with `post` is what the
form on that path answers to these values; `forged` sends it without the cookie that a form needs.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class State:
    """How to reach one state of a page, and the status it answers with."""

    path: str
    status: int = 200
    post: dict[str, str] = field(default_factory=dict)
    forged: bool = False


QUESTION = {
    "text": "Werkt dit ook met ons zaaksysteem, en wat kostte de koppeling?",
    "name": "Sjoukje de Vries",
    "email": "s.devries@sudwestfryslan.nl",
}
LONG = "wat hebben kleine gemeenten gedaan aan meldingen over zwerfafval en losse stoeptegels in het buitengebied"
STATES = {
    "home": State("/"),
    "search": State("/zoeken/?q=melding"),
    "search, filtered": State("/zoeken/?q=melding&soort=solution"),
    "search, filtered and sorted": State("/zoeken/?q=melding&soort=solution&soort=experience&sorteer=nieuwste"),
    "search, corrected": State("/zoeken/?q=formulirren"),
    "search, recommended": State("/zoeken/?q=aangeraden"),
    "search, nothing found": State("/zoeken/?q=xqzxqz"),
    "search, nothing left by a filter": State("/zoeken/?q=melding&organisatie=onbekend"),
    "search, a long question": State(f"/zoeken/?q={LONG.replace(' ', '+')}"),
    "search, markup asked for": State("/zoeken/?q=%3Cb%3E%22melding%22%26+%27s-Hertogenbosch"),
    "search, for one's municipality": State("/zoeken/?q=melding&gemeente=delft"),
    "search, municipalities like one's own": State("/zoeken/?q=melding&gemeente=delft&zoals-mijn=1"),
    "search, without a question": State("/zoeken/"),
    "solutions": State("/oplossingen/"),
    "solutions, second page": State("/oplossingen/?pagina=2"),
    "experiences": State("/ervaringen/"),
    "solution": State("/organisaties/amsterdam/signalen/"),
    "solution, bare": State("/organisaties/delft/kaal/"),
    "experience": State("/organisaties/gemeente-voorbeeldstad/meldingen-van-zes-ingangen-naar-een/"),
    "experience, told together": State("/organisaties/gemeente-voorbeelddijk/samen-een-begraafplaats/"),
    "organisations": State("/organisaties/"),
    "organisations, second page": State("/organisaties/?pagina=2"),
    "organisations, filtered": State("/organisaties/?naam=berg&provincie=Noord-Holland"),
    "organisations, none found": State("/organisaties/?naam=bestaatniet"),
    "organisation that takes part": State("/organisaties/amsterdam/"),
    "organisation that tells stories": State("/organisaties/gemeente-voorbeeldstad/"),
    "organisation of the registry": State("/organisaties/urk/"),
    "organisation named as a user": State("/organisaties/zwolle/"),
    "organisation, an article": State("/organisaties/delft/handleiding/"),
    "tag": State("/onderwerpen/meldingen/"),
    "tag, one kind": State("/onderwerpen/common-ground/?soort=oplossingen"),
    "themes": State("/themas/"),
    "theme": State("/themas/melden-in-de-buurt/"),
    "news": State("/nieuws/"),
    "news, second page": State("/nieuws/?pagina=2"),
    "news, narrowed": State("/nieuws/?soort=interview&thema=melden-in-de-buurt"),
    "news, one": State("/nieuws/formulier-gedeeld/"),
    "agenda": State("/agenda/"),
    "agenda, what has been": State("/agenda/?periode=geweest"),
    "event": State("/agenda/samen-verder/"),
    "event, past": State("/agenda/vorig-jaar/"),
    "publications": State("/publicaties/"),
    "publications, narrowed": State("/publicaties/?thema=melden-in-de-buurt"),
    "publication": State("/publicaties/handreiking-hergebruik/"),
    "ask": State("/stel-een-vraag/{solution}/"),
    "ask the editors": State("/stel-een-vraag/"),
    "ask the editors, sent": State("/stel-een-vraag/verstuurd/"),
    "ask, refused": State("/stel-een-vraag/{solution}/", 422, {"text": "kort", "email": "geen adres"}),
    "ask, too many": State("/stel-een-vraag/{experience}/", 429, QUESTION),
    "ask, sent": State("/stel-een-vraag/{solution}/verstuurd/"),
    "ask, form refused": State("/stel-een-vraag/{solution}/", 403, QUESTION, forged=True),
    "mine": State("/mijn-gemeente/"),
    "mine, chosen": State("/mijn-gemeente/?gemeente=delft"),
    "comparison, empty": State("/vergelijken/"),
    "comparison, of one": State("/vergelijken/?o={solution}"),
    "comparison": State("/vergelijken/?o={solution}&o={other}&gemeente=delft"),
    "comparison, only what differs": State("/vergelijken/?o={solution}&o={other}&verschil=1"),
    "comparison, gone": State("/vergelijken/?o={solution}&o=999999&zoek=zaak"),
    "map of use": State("/kaart/"),
    "map of use, one province": State("/kaart/?provincie=Utrecht"),
    "map of use, one solution": State("/kaart/?o={solution}"),
    "figures": State("/cijfers/"),
    "figures with the examples": State("/cijfers/?voorbeelden=1"),
    "about": State("/over/"),
    "accessibility": State("/toegankelijkheid/"),
    "privacy": State("/privacy/"),
    "report a vulnerability": State("/kwetsbaarheid-melden/"),
    "colophon": State("/colofon/"),
    "not found": State("/bestaat-niet/", 404),
}
"""What a visitor can come across by an address or a form."""
ERRORS = {"no access": "403.html", "something went wrong": "500.html"}
"""Pages of errors that no visitor can bring about, with their templates."""
