"""The rules of Dutch analysis that Python and Elasticsearch share, written so that both read them alike.

Order: dotted capitals joined, tokens, lower case, possessive 's stripped, nouns on an s of their own made plural, the
two -ie rules, overrides, Snowball `dutch_porter` (Lucene's `dutch`; plain `dutch` of Snowball 3 is another stemmer), a
last z or v made s or f, accents folded last.
"""

from __future__ import annotations

# A dot between two capitals that stand alone: A.V.G. becomes AVG. (the last dot is no part of a token).
DOTTED_CAPITALS = r"(?<![A-Za-z0-9_][A-Z])(?<=[A-Z])\.(?=[A-Z](?![A-Za-z0-9_]))"

# Letters, digits and underscores, with a possessive 's.
TOKEN = r"[\w]+(?:['’]s)?"  # noqa: S105 - a word, not a password

# Nouns, also as the last part of a compound, whose s is no plural or genitive: the stemmer would take it off (plaats
# and plaat would be one word) but leaves it in the plural. They go the way of their plural.
_OWN_S = (
    "plaats|fonds|toets|fiets|koers|gids|reeks|wens|schets|korps|kans|impuls|koorts|loods|balans|grens|tendens|advies|"
    "verlies"
)

# Pattern, replacement (Java's $1 is Python's \1): applied in this order before the stemmer.
REPLACEMENTS: tuple[tuple[str, str], ...] = (
    (r"['’]s$", ""),
    (rf"({_OWN_S})$", "$1en"),
    (r"(ie)(s|ën|en)$", "$1"),
    (r"iën$", "ie"),
)
# How every word ends that one of them fits; most words do not, and this is seen sooner.
REPLACED_ENDINGS = ("s", "n")

# What a stem ends in and a word cannot: huizen is huiz, but huis; brieven is briev, but brief.
DEVOICED: tuple[tuple[str, str], ...] = (
    (r"(?<=[^\Wz]{2})z$", "s"),
    (r"(?<=\w{2})v$", "f"),
)

# Words whose stem would be a stop word (overheid -> over) or would lose touch with their singular (steden).
# The value is the final stem. tests/unit/search/analysis guards that no stem of a common word is a stop word.
OVERRIDES: dict[str, str] = {
    "aangevraagd": "aanvrag",
    "aangevraagde": "aanvrag",
    "steden": "stad",
    "leden": "lid",
    "schepen": "schip",
    "overheid": "overheid",
    "overheden": "overheid",
    "overheids": "overheid",
    "openbaar": "openbar",
    "openbare": "openbar",
    "openbaars": "openbar",
    "openbaarheid": "openbar",
    "opening": "opening",
    "openingen": "opening",
    "beschikking": "beschikking",
    "beschikkingen": "beschikking",
    "voorziening": "voorziening",
    "voorzieningen": "voorziening",
    "overig": "overig",
    "overige": "overig",
    "overigen": "overig",
    "dans": "dans",
    "dansen": "dans",
    "pers": "pers",
    "zaal": "zaal",
    "zalen": "zaal",
    "meten": "meten",
    "meet": "meten",
    "meteen": "meteen",
    "vaak": "vaak",
    "bijen": "bijen",
    "been": "been",
    "benen": "been",
    "peer": "peer",
    "peren": "peer",
    "wezenlijk": "wezenlijk",
    "wezenlijke": "wezenlijk",
    # Elderly people are no parents.
    "ouderen": "oudere",
    "oudere": "oudere",
    "mens": "mens",
    "mensen": "mens",
    "reden": "reden",
    "redenen": "reden",
    "kans": "kans",
    "kansen": "kans",
    "verantwoording": "verantwoording",
    "verantwoordingen": "verantwoording",
}

# Lucene's Dutch stop words (the Snowball list), and words of questions that say nothing about their subject.
_SNOWBALL_STOP_WORDS = """
    de en van ik te dat die in een hij het niet zijn is was op aan met als voor had er maar om hem dan zou of wat mijn
    men dit zo door over ze zich bij ook tot je mij uit der daar haar naar heb hoe heeft hebben deze u want nog zal me
    zij nu ge geen omdat iets worden toch al waren veel meer doen toen moet ben zonder kan hun dus alles onder ja eens
    hier wie werd altijd doch wordt wezen kunnen ons zelf tegen na reeds wil kon niets uw iemand geweest andere
"""
_QUESTION_WORDS = "tussen via binnen per welke waar alle ons"
STOP_WORDS: frozenset[str] = frozenset(f"{_SNOWBALL_STOP_WORDS} {_QUESTION_WORDS}".split())

# What people wrap a question in: "wie heeft ervaring", "we zoeken", "how do I". Not stop words of the index. "it" is
# not among them: in Dutch it is a subject.
_DUTCH_WRAPPING = """
    graag zoek zoeken zoekt zoekend vind vinden vindt gevonden wil willen wilt wilde moeten mag mogen kunt kan kon gaat
    gaan ga doet doen gedaan deed hoeveel waarom wanneer waarmee waarvoor waarbij waarin waaraan waarover welk wel nodig
    iemand iedereen elkaar zelfs zullen zou zouden wij jullie hen eigen onze laat laten maak maken maakt krijg krijgen
    gehad komt komen staat geeft geven helpt weten weet anderen ander hebt gebruik gebruiken gebruikt
"""
_ENGLISH_STOP_WORDS = """
    the of and to a an for in on by with from at as is are was were be been being its this that these those which
    what who whom whose how why when where do does did can could should would will shall may might must we our us you
    your they their them i my me he she his her or not no if but about into over there here have has had get getting
    between using use used
"""
EMPTY_WORDS: frozenset[str] = STOP_WORDS | frozenset(f"{_DUTCH_WRAPPING} {_ENGLISH_STOP_WORDS}".split())
"""Words that say nothing about the subject of a question."""
