"""The rules of the Dutch analysis.

Order: join dotted capitals, lone letters and thousands, tokenize, lower-case, strip possessive 's, pluralise nouns
whose final s is not an ending, the -ie rules, overrides, verbs in -t to their infinitive and plurals in -s after a
vowel to their singular where the language knows that word better, Snowball `dutch_porter` (Lucene's `dutch`; plain
`dutch` of Snowball 3 is another stemmer), final z or v to s or f, a double consonant at the end to one, and fold
accents last.
"""

from __future__ import annotations

# The three patterns below begin with the character that they find, so that looking for them is fast.

# A dot between two single capitals: A.V.G. becomes AVG. (the last dot is not part of a token).
DOTTED_CAPITALS = r"\.(?<![A-Za-z0-9_][A-Z]\.)(?<=[A-Z]\.)(?=[A-Z](?![A-Za-z0-9_]))"

# A hyphen after or before a single letter: e-mail becomes email and DigiD may be written digi-d. Not after an s, which
# is short for des in names: 's-Gravenhage.
_HYPHENS = "[-\u2010\u2011]"
LONE_LETTER = (
    rf"{_HYPHENS}(?:(?<=(?<![\w.'’\-])[A-RT-Za-rt-z]{_HYPHENS})(?=[A-Za-z]{{3}})"
    rf"|(?<=[A-Za-z]{{3}}{_HYPHENS})(?=[A-Za-z](?![\w'’\-])))"
)

# The dots of a number in thousands: 1.000 becomes 1000, and 1.5, 3.1.1 and 192.168.0.1 stay as they are.
_FIRST_DIGITS = "|".join(rf"(?<=(?<![\w.,]){digits}\.)" for digits in (r"\d", r"\d\d", r"\d\d\d"))
THOUSANDS = rf"\.(?:{_FIRST_DIGITS}|(?<=\.\d\d\d\.))(?=\d{{3}}(?:\.\d{{3}})*(?![\w.]*\w))"

LINKS = ("", "s", "e", "en")
"""Linking elements between two words that Dutch writes as one."""

# Letters, digits and underscores, optionally with a possessive 's.
TOKEN = r"[\w]+(?:['’]s)?"  # noqa: S105 - a pattern for words, not a password

# Nouns, also as the head of a compound, whose final s is not a plural or genitive: the stemmer would strip it (merging
# plaats with plaat) but keeps it in the plural. They are stemmed by their plural.
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
    # The same, typed without the two dots: financien, not draaien or zien.
    (r"(?<=\w{3}[^\Waeiouzdt])ien$", "ie"),
)
# The last letters of every word that a replacement can match: a fast check that rules out most words.
REPLACED_ENDINGS = ("s", "n")

# Final letters that a stem can have but a word cannot: huizen gives huiz, made huis; brieven gives briev, made brief.
DEVOICED: tuple[tuple[str, str], ...] = (
    (r"(?<=[^\Wz]{2})z$", "s"),
    (r"(?<=\w{2})v$", "f"),
)

# Words whose stem would be a stop word (overheid -> over) or differ from that of their singular (steden).
# The value is the final stem. tests/unit/search/analysis checks that no stem of a common word is a stop word.
OVERRIDES: dict[str, str] = {
    "aangevraagd": "aanvrag",
    "aangevraagde": "aanvrag",
    "steden": "stad",
    "leden": "lid",
    "schepen": "schip",
    "kinderen": "kind",
    "kinder": "kind",  # the first part of kinderopvang
    "wassen": "wassen",
    "watt": "watt",
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
    # "ouderen" are elderly people, not parents.
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

# Lucene's Dutch stop words (the Snowball list), and query words that say nothing about the subject.
_SNOWBALL_STOP_WORDS = """
    de en van ik te dat die in een hij het niet zijn is was op aan met als voor had er maar om hem dan zou of wat mijn
    men dit zo door over ze zich bij ook tot je mij uit der daar haar naar heb hoe heeft hebben deze u want nog zal me
    zij nu ge geen omdat iets worden toch al waren veel meer doen toen moet ben zonder kan hun dus alles onder ja eens
    hier wie werd altijd doch wordt wezen kunnen ons zelf tegen na reeds wil kon niets uw iemand geweest andere
"""
_QUESTION_WORDS = "tussen via binnen per welke waar alle ons"
STOP_WORDS: frozenset[str] = frozenset(f"{_SNOWBALL_STOP_WORDS} {_QUESTION_WORDS}".split())

# Filler words in queries: "wie heeft ervaring", "we zoeken", "how do I". They are not stop words of the index. "it" is
# not among them: in a Dutch query it is a subject (IT).
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
"""Words that say nothing about the subject of a query."""
