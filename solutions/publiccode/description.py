"""What a file says about itself in words: the language that counts, and the texts wherever they were put."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from solutions.publiccode.keys import DESCRIPTION, FEATURES, PROSE, is_root_key
from solutions.publiccode.reading import Reading
from solutions.publiccode.texts import plain

LANGUAGES = ("nl", "en")  # the first goes before the second, and both before all others
LANGUAGE = re.compile(r"[a-z]{2,3}(?=[-_]|$)")
UNDER = "description"  # the key that holds the languages, and in the oldest files the texts themselves
ROOT = ""
LIST_SIGN = re.compile(r"[-*+•·▪●◦‣]\s+|[•·▪●◦‣]|-(?=[^\W\d])|\d{1,2}[.)]\s+")
MORE_SIGNS = re.compile(r"\s+-(?=[^\W\d])")
NOT_READ = "not read: the text elsewhere in the file counts"
UNKNOWN = "not read: publiccode.yml has no such key"


@dataclass(frozen=True, slots=True)
class Description:
    """The words of a file and the path at which they stand; the long ones are Markdown. `language` may be unknown."""

    path: str
    language: str = ""
    summary: str = ""
    long_description: str = ""
    features: tuple[str, ...] = ()


def read_description(reading: Reading) -> Description:
    """The texts in Dutch, else English, else the first language; else those outside the languages; else none."""
    path = _chosen(reading)
    language = LANGUAGE.match(path.removeprefix(f"{UNDER}.")) if path not in {ROOT, UNDER} else None
    _tell_what_is_not_read(reading, path)
    is_text = isinstance(reading.value(path), str)  # where the keys of a language should stand
    features = [one for key in FEATURES for one in reading.items(below(path, key))]
    return Description(
        path,
        language=language[0] if language else "",
        summary=_one_line(reading, path, "shortDescription") or _one_line(reading, path, "genericName"),
        long_description=reading.prose(path if is_text else below(path, "longDescription")),
        features=tuple(_split(features)),
    )


def below(path: str, key: str) -> str:
    """The path of a key that stands under another, or at the root."""
    return f"{path}.{key}" if path else key


def _chosen(reading: Reading) -> str:
    """Where the texts stand: with the best language, or under the description, or at the root."""
    found = reading.value(UNDER)
    languages = [key for key in found if LANGUAGE.match(key)] if isinstance(found, dict) else []
    ranked = sorted(languages, key=lambda key: (_rank(found[key]), *_preference(key)))
    best = _rank(found[ranked[0]]) if ranked else NOTHING
    outside = next((path for path in (UNDER, ROOT) if _rank(reading.value(path)) <= WITH_FEATURES), None)
    if best > WITH_FEATURES and outside is not None:
        return outside
    return below(UNDER, ranked[0]) if ranked else UNDER


WITH_PROSE, WITH_FEATURES, WITH_A_NAME, NOTHING = range(4)


def _rank(texts: Any) -> int:
    """How much these texts say, the most first."""
    if isinstance(texts, str):
        return WITH_PROSE if plain(texts) else NOTHING
    keys = {key for key, value in texts.items() if value} if isinstance(texts, dict) else set()
    groups = (WITH_PROSE, PROSE), (WITH_FEATURES, FEATURES), (WITH_A_NAME, ("genericname",))
    return next((rank for rank, names in groups if keys.intersection(names)), NOTHING)


def _preference(key: str) -> tuple[int, bool]:
    """Dutch before English before others, and a language as such before that of a country."""
    language = re.split("[-_]", key)[0]
    return LANGUAGES.index(language) if language in LANGUAGES else len(LANGUAGES), key != language


def _one_line(reading: Reading, path: str, key: str) -> str:
    return " ".join(reading.prose(below(path, key)).split())


def _split(texts: Iterable[str]) -> Iterator[str]:
    """Features one by one, without the sign before them; also those that one text lists."""
    for line in (line for text in texts for line in _own_lines(text)):
        sign = LIST_SIGN.match(line)
        bare = line[sign.end() :] if sign else line
        yield from filter(None, map(plain, MORE_SIGNS.split(bare) if sign and sign[0] == "-" else [bare]))


def _own_lines(text: str) -> list[str]:
    """The lines that begin with the sign of a list, with those that go on behind them."""
    lines: list[str] = []
    for line in map(str.strip, text.splitlines()):
        if lines and not LIST_SIGN.match(line):
            lines[-1] += f" {line}"
        else:
            lines.append(line)
    return lines


def _tell_what_is_not_read(reading: Reading, path: str) -> None:
    """A warning for every key with texts that do not count, and for every key that nobody knows."""
    for place in dict.fromkeys((ROOT, UNDER, path)):
        found = reading.value(place)
        for key in (key for key, value in found.items() if value) if isinstance(found, dict) else ():
            is_text = key in DESCRIPTION
            if is_text and place != path:
                reading.warn(below(place, key), NOT_READ)
            elif not (is_text or (is_root_key(key) if place == ROOT else place == UNDER and LANGUAGE.match(key))):
                reading.warn(below(place, key), UNKNOWN)
