"""The summary and the approach that a file tells, each of its sentences in one of the two."""

from __future__ import annotations

import re

from hub.models.pages import SUMMARY_LENGTH
from solutions.publiccode.markdown import Block, blocks_of, line_of, list_block, text_of, words_of
from solutions.publiccode.model import PublicCode
from solutions.publiccode.texts import cut_at_word

LONGEST_REPEATED = 2_000  # characters of a short description that are looked for in the long one
BEGINS_WITH_MARKUP = re.compile(r"\s*(?:[#>|`•·▪●◦‣]|[-*+]\s|\d{1,3}[.)]\s|~~~)")
BLANK_LINE = re.compile(r"\n[ \t]*\n")
SENTENCE = re.compile(r"[.!?](?=\s+(\S)|\s*$)")


def story_of(code: PublicCode) -> tuple[str, list[Block]]:
    """The summary and the blocks of the approach.

    A summary that has to be cut stands whole in the approach, which otherwise leaves out what the summary says.
    """
    short, long = (code.summary, code.long_description) if code.summary else _apart(code.long_description)
    words = words_of(short) or " ".join(map(text_of, blocks_of(long)))
    compose = _joined if len(words) > SUMMARY_LENGTH else _without
    blocks = blocks_of(compose(short, long))
    if code.features:
        blocks.append(list_block(map(line_of, code.features)))
    return cut_at_word(words, SUMMARY_LENGTH), blocks


def _apart(text: str) -> tuple[str, str]:
    """The first sentences, as many as fit in a summary, and the rest; none when the text begins with markup."""
    first = BLANK_LINE.split(text, maxsplit=1)[0]
    if BEGINS_WITH_MARKUP.match(first):
        return "", text
    for sentence in reversed(list(SENTENCE.finditer(first, 0, 3 * SUMMARY_LENGTH))):
        is_end = not sentence[1] or sentence[1].isupper()
        if is_end and len(words_of(first[: sentence.end()])) <= SUMMARY_LENGTH:
            return first[: sentence.end()], text[sentence.end() :]
    return (first, text[len(first) :]) if len(words_of(first)) <= SUMMARY_LENGTH else ("", text)


def _joined(short: str, long: str) -> str:
    """Both texts, or the one that holds the other."""
    if not short or _repeated(short, long):
        return long
    return short if not long or _repeated(long, short) else f"{short}\n\n{long}"


def _without(short: str, long: str) -> str:
    """The long text without its beginning when that says the same as the short one."""
    found = _repeated(short, long)
    return long[found.end() :] if found else long


def _repeated(short: str, long: str) -> re.Match[str] | None:
    """Where a text begins with another, whatever its lines and capitals, and a sentence or paragraph ends there."""
    bare = short.strip().rstrip(".!?…")
    if not bare or len(short) > LONGEST_REPEATED:
        return None
    words = r"\s+".join(map(re.escape, bare.split()))
    return re.match(rf"\s*{words}(?:[.!?…]+(?=\s|$)|(?=\s*$|[ \t]*\n[ \t]*\n))", long, re.IGNORECASE)
