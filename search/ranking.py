"""Every weight, boost and threshold of the search, in one table that both engines read.

    base  = sum of clause scores x (half + half x matched clauses / clauses) x kind prior
    score = (base + title bonuses + nearness) x quality boost

A clause scores its best alternative plus a little of the rest; an alternative scores its weight times the sum of its
terms; a term scores its best field plus half of the others, each field by BM25. The cut is compared with `base`:
bonuses and quality boosts affect the order of hits, never which hits there are. Nearness is a share of the score of
every two words of the question that are adjacent in a text.

The values were chosen by measuring on judged Dutch questions. 324 combinations lie between .77 and .82 nDCG@10, so a
difference below .01 is noise and more weights do not help.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from search.types import Kind

FIELDS = ("title", "summary", "tags", "organisation", "body", "attachments", "parts")
"""The fields that are scored, in the order in which the engines store them."""

WITHOUT_LENGTH = frozenset({"organisation"})
"""Fields without length normalisation: a name is no better for being short."""

PER_BILLION = 9  # the Zipf scale is the logarithm of how often a word occurs in a billion

CUT = 0.10
"""Hits below this share of the top score are weak, and hidden unless the visitor asks for them."""

_FIELD_WEIGHTS = {
    "title": 4.0,
    "summary": 2.0,
    "tags": 2.0,
    "organisation": 1.0,
    "body": 1.0,
    "attachments": 0.7,
    "parts": 1.5,
}
_KIND_PRIORS = {
    Kind.SOLUTION: 1.2,
    Kind.EXPERIENCE: 1.0,
    Kind.ARTICLE: 1.0,
    Kind.ORGANISATION: 0.7,
    Kind.THEME: 1.1,
    Kind.NEWS: 0.8,
    Kind.EVENT: 0.8,
    Kind.PUBLICATION: 1.0,
}


@dataclass(frozen=True, slots=True)
class Weights:
    """The numbers behind a ranking; `WEIGHTS` holds the ones in use."""

    # The weight of an alternative of a clause, relative to the word as typed.
    word: float = 1.0
    joined: float = 1.0  # "zaak systeem" read as "zaaksysteem"
    parts: float = 0.8  # "zaaksysteem" read as "zaak" and "systeem", both required
    subject: float = 0.4  # "meldingenformulier", a word that no record has, read as "meldingen" alone
    synonym: float = 0.7
    related: float = 0.4  # the target of a one-way rule: a product for a need, a broader word
    to_dutch: float = 0.8  # the Dutch word for an English one that no record has
    to_dutch_beside: float = 0.5  # the same for one that records have
    from_dutch: float = 0.5  # the English word for a Dutch one
    correction: float = 0.8  # times the weight of each alternative of the corrected word
    scattered: float = 0.3  # times the weight of a long listed name: all of its words, wherever they stand
    unwanted: float = 0.3  # times the weight of a word that the question wants to do without: "zonder DigiD"

    # A word that is rarer in the records than in the language says less than its rarity here would make it: "zitten" in
    # "wij zitten vast aan een leverancier". Its weight is the share of the one in the other, at least the floor.
    everyday_floor: float = 0.2
    everyday_from: float = 5.0  # on the Zipf scale; what people say less often is a subject: huwelijk
    record_words: int = 300  # in a record of average length

    # How scores add up: the best counts fully, the others for this share.
    clause_tie: float = 0.2  # over the alternatives of a clause
    field_tie: float = 0.5  # over the fields of a term or phrase
    slop: int = 2  # of a phrase, as in Lucene: "over de" may come between its words

    # Half of the score is fixed, the other half depends on the share of clauses that are met: no record meets every
    # word of a whole sentence.
    coordination_floor: float = 0.5

    # BM25; a lower b favours long texts.
    k1: float = 1.2
    b: float = 0.75

    fields: Mapping[str, float] = field(default_factory=lambda: MappingProxyType(_FIELD_WEIGHTS))
    kinds: Mapping[Kind, float] = field(default_factory=lambda: MappingProxyType(_KIND_PRIORS))

    # Added to the base: the whole question is in the title, or equals it.
    phrase_in_title: float = 4.0
    exact_title: float = 12.0
    nearness: float = 0.3  # times the score of two adjacent words of the question as a phrase

    # The quality boost: small, so that it orders near-equals and never lifts a poor match over a good one.
    evidence: float = 0.04  # times log10(1 + confirmed reuse): 9 users give 4 %, all 342 municipalities 10 %
    freshness: float = 0.04  # times 1 when confirmed in the last 90 days, .5 a year later; no date gives 0
    freshness_offset_days: int = 90
    freshness_scale_days: int = 365
    freshness_decay: float = 0.5
    similar: float = 0.03  # per organisation similar to the visitor's own that confirmed its use

    cut: float = CUT


WEIGHTS = Weights()


def everyday_share(zipf: float, frequency: int, records: int, weights: Weights = WEIGHTS) -> float:
    """The share of its weight that a word keeps, from how common it is in the language and in how many records it is.

    The inverse document frequency that texts of this length in the language would have, over the one in the records;
    1 for a word that is as common here, and for one that the language seldom uses.
    """
    if zipf < weights.everyday_from or records <= 0:
        return 1.0
    expected = 1 - math.exp(-(10 ** (zipf - PER_BILLION)) * weights.record_words)
    here = math.log(1 + records / max(frequency, 1))
    return max(weights.everyday_floor, min(1.0, -math.log(expected) / here))


def evidence(confirmed_reuse: int, weights: Weights = WEIGHTS) -> float:
    """What confirmed reuse adds to the quality boost: log10(1 + n), as Elasticsearch's `log1p` modifier."""
    return weights.evidence * math.log10(1 + max(confirmed_reuse, 0))


def freshness(confirmed: dt.date | None, today: dt.date, weights: Weights = WEIGHTS) -> float:
    """What a recent confirmation adds to the quality boost: Elasticsearch's `gauss`; a missing date adds nothing."""
    if confirmed is None:
        return 0.0
    late = max((today - confirmed).days - weights.freshness_offset_days, 0)
    return weights.freshness * weights.freshness_decay ** ((late / weights.freshness_scale_days) ** 2)


def quality_boost(
    confirmed_reuse: int,
    confirmed: dt.date | None,
    today: dt.date,
    weights: Weights = WEIGHTS,
    similar: int = 0,
) -> float:
    """The factor, at least 1, that ranks proven and recently confirmed records above their equals.

    `similar` is the number of its users that resemble the visitor's own organisation.
    """
    proven = evidence(confirmed_reuse, weights) + freshness(confirmed, today, weights)
    return 1.0 + proven + weights.similar * similar
