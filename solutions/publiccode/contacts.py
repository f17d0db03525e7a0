"""Contact details in the texts of strangers, which are left out; every other number stays.

A telephone number is one of the Dutch plan, one that begins with a country, or one after a word such as "tel.".
The number of a case or a decision, an OIN, an EAN or a row of distances is none of these.
"""

from __future__ import annotations

import re

EMAIL = re.compile(r"<?(?:mailto:)?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}>?")
AREAS_OF_TWO = r"1[035]|2[0346]|3[03568]|4[0356]|5[0358]|7\d|8[4578]|91"
AREAS_OF_THREE = (
    r"11[1345678]|16[1245678]|17[24]|18[0-467]|22[2346789]|25[125]|29[479]|31[3-8]|32[01]|34[1-8]|41[12368]|47[58]"
    r"|48[15-8]|49[23579]|51[1-9]|52[1-57-9]|54[13-8]|56[126]|57[0-3578]|59[1-9]"
)
DIGIT = r"[ .-]{0,3}\d"
ABROAD = r"[ ().-]{0,3}\d"
TELEPHONE = re.compile(
    r"(?<![\w/.,-])(?:"
    rf"(?:tel:)?(?:\+\d{{1,3}}|00[34]\d)(?:{ABROAD}){{8,12}}"
    rf"|\(?06\)?(?:{DIGIT}){{8}}|\(?0(?:{AREAS_OF_TWO})\)?(?:{DIGIT}){{7}}|\(?0(?:{AREAS_OF_THREE})\)?(?:{DIGIT}){{6}}"
    rf"|0[89]0[069](?:{DIGIT}){{4}}(?:(?:{DIGIT}){{3}})?"
    r")(?![\w/]|[.,-]\d)"
)
AFTER_A_WORD = re.compile(
    r"\b((?:tel(?:e(?:f|ph)on[eo]?|efoonnummer|efoon)?|phone|bel|call|mobiel|mobile|gsm|fax)\b[.:]{0,2} {0,2})"
    rf"\+?\(?\d(?:{ABROAD}){{6,14}}(?!\w)",
    re.IGNORECASE,
)
DATE = re.compile(r"\d{1,2}[-.]\d{1,2}[-.]\d{4}|\d{4}-\d{2}-\d{2}")


def without_contacts(text: str) -> str:
    """The text without e-mail addresses and telephone numbers."""
    text = TELEPHONE.sub(_unless_date, EMAIL.sub("", text))
    return AFTER_A_WORD.sub(lambda found: found[0] if DATE.search(found[0]) else found[1], text)


def _unless_date(found: re.Match[str]) -> str:
    """A day and a time may have the digits of a telephone number."""
    return found[0] if DATE.search(found[0]) else ""
