"""The terms of a synonym line as an editor types them: split, validated, and compared with other lines.

The rules are those of `search.synonyms.rules.parse_rule`; error messages are translated.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from search.analysis.tokens import tokenize
from search.synonyms.rules import SynonymRule, synonym_key

LONGEST_TERM = 80
MOST_TERMS = 20
LONGEST_NOTE = 200


def split_terms(text: str) -> tuple[str, ...]:
    """Return the terms of a field, one per line or separated by `|`, with whitespace collapsed and no duplicates."""
    terms = (" ".join(term.split()) for term in re.split(r"[|\r\n]", text))
    return tuple({term.lower(): term for term in terms if term}.values())


def check_terms(terms: Sequence[str]) -> None:
    """Raise ValidationError with every reason why these terms are not a valid line."""
    problems = [problem for term in terms for problem in _problems_of(term)]
    if len(terms) < 2:  # noqa: PLR2004 - a single term has no synonym
        problems.append(_("Give at least two terms, each on a line of its own or with | between them."))
    elif len(terms) > MOST_TERMS:
        problems.append(_("Give at most %(count)d terms. Make a second line for the others.") % {"count": MOST_TERMS})
    elif not problems and len({synonym_key(tokenize(term)) for term in terms}) == 1:
        problems.append(_("To the search engine these terms are already the same word."))
    if problems:
        raise ValidationError(problems)


def identity_of(rule: SynonymRule) -> str:
    """Return a hash that is equal for rules with the same terms, in any order and case, and the same direction."""
    terms = [term.lower() for term in rule.terms]
    parts = [terms[0], *sorted(terms[1:])] if rule.one_way else sorted(terms)
    return hashlib.sha256("|".join([str(rule.one_way), *parts]).encode()).hexdigest()


def _problems_of(term: str) -> list[str]:
    if not term.isprintable():
        return [_("“%(term)s” holds a character that cannot be typed.") % {"term": ascii(term[:20])[1:-1]}]
    if len(term) > LONGEST_TERM:
        return [
            _("“%(term)s…” is too long: a term has at most %(count)d characters.")
            % {"term": term[:20], "count": LONGEST_TERM}
        ]
    if not tokenize(term):
        return [_("“%(term)s” has no letter or digit.") % {"term": term}]
    return []
