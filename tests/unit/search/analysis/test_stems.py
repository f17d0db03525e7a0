"""What inflected forms have in common."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.compounds import _table
from search.analysis.rules import OVERRIDES, REPLACED_ENDINGS, STOP_WORDS
from search.analysis.stems import _REPLACEMENTS, exact, is_stop_word, stem, stems

# Verb forms and rarities whose stem is a stop word and that nobody looks for.
HARMLESS = set(
    """
    bene deer deren dies hadden heem heet hete mijnen nieten onze overs tegens toot toten uitte watten wezens wils
    wille deert kannen
    """.split()
)


@pytest.mark.parametrize(
    "family",
    [
        ("applicatie", "applicaties"),
        ("organisatie", "organisaties"),
        ("foto", "foto's", "foto’s"),
        ("financiën", "financie"),
        ("categorie", "categorieën"),
        ("vergunning", "vergunningen"),
        ("gemeente", "gemeenten"),
        ("melding", "meldingen"),
        ("aanvraag", "aangevraagd", "aanvragen"),
        ("overheid", "overheden"),
        ("stad", "steden"),
        ("lid", "leden"),
        ("digitaal", "digitale"),
        ("inwoner", "inwoners"),
        ("zaaksysteem", "zaaksystemen"),
        ("openbaar", "openbare"),
        ("zaal", "zalen"),
        ("huis", "huizen"),
        ("prijs", "prijzen"),
        ("bedrijf", "bedrijven"),
        ("archief", "archieven"),
        ("advies", "adviezen"),
        ("parkeerplaats", "parkeerplaatsen"),
        ("fonds", "fondsen"),
        ("grens", "grenzen"),
        ("openbaar", "openbaarheid"),
        ("oudere", "ouderen"),
        ("ouder", "ouders"),
        ("plan", "plannen"),
        ("proces", "processen", "process"),
        ("bron", "bronnen"),
        ("rol", "rollen"),
        ("stap", "stappen"),
        ("pas", "passen"),
        ("model", "modellen"),
        ("kind", "kinderen"),
        ("gebruikt", "gebruiken"),
        ("functioneert", "functioneren"),
        ("opstuurt", "opsturen"),
        ("agenda", "agendas", "agenda's"),
        ("api", "apis", "api's"),
        ("financiën", "financien"),
        ("categorieën", "categorien"),
    ],
)
def test_forms_of_one_word_share_a_stem(family):
    assert len({stem(word) for word in family}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *[("overheid", "over"), ("openbaar", "open"), ("mensen", "men"), ("gemeente", "gemeen"), ("reden", "rede")],
        *[("start", "staren"), ("markt", "marken"), ("virus", "viru"), ("mais", "ma"), ("zien", "zie")],
        *[("ouderen", "ouder"), ("plaats", "plaat"), ("meteen", "meten"), ("vaak", "vak"), ("openbaarheid", "open")],
    ],
)
def test_words_of_another_meaning_keep_apart(one, other):
    assert stem(one) != stem(other)


def test_it_is_the_porter_stemmer_that_elasticsearch_calls_dutch():
    assert stem("omgevingsvergunning") == "omgevingsvergun"
    assert stem("gemeentelijke") == "gemeent"


def test_accents_are_folded_after_stemming():
    assert stem("coöperatie") == "cooperatie"


def test_no_part_of_a_compound_has_a_stop_word_as_stem():
    lost = {word for word in _table().heads if stem(word) in STOP_WORDS and word not in STOP_WORDS}
    assert lost <= HARMLESS


def test_overrides_are_final_and_no_stop_words():
    assert not set(OVERRIDES.values()) & STOP_WORDS
    assert {stem(word) for word in OVERRIDES} == set(OVERRIDES.values())


def test_words_as_written_lose_only_accents_and_the_possessive():
    assert [exact("wmo's"), exact("crème"), exact("mor")] == ["wmo", "creme", "mor"]


@pytest.mark.parametrize("word", ["de", "voor", "tussen", "waar", "vóór", "dé"])
def test_function_words_are_stop_words(word):
    assert is_stop_word(word)


@pytest.mark.parametrize("word", ["woo", "gemeente", "mor"])
def test_content_words_are_not(word):
    assert not is_stop_word(word)


@pytest.mark.parametrize("word", ["a", "vergunning", "ie", "'s", "é"])
def test_very_long_words_are_stemmed_at_once(word):
    started = time.monotonic()
    stems(word * 10_000)
    assert time.monotonic() - started < 1


@given(st.text(max_size=100))
def test_any_text_has_stems(text):
    assert all(isinstance(one, str) for one in stems(text))


def test_threads_do_not_disturb_each_other():
    words = [f"vergunning{n}en" for n in range(500)]
    alone = [stem(word) for word in words]
    stem.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda _: [stem(word) for word in words], range(8)))
    assert all(result == alone for result in together)


@pytest.mark.parametrize(("word", "stemmed"), [("ov", "ov"), ("jazz", "jazz"), ("zzz", "zzz"), ("briev", "brief")])
def test_only_the_end_of_a_word_loses_its_voice(word, stemmed):
    assert stem(word) == stemmed


@given(
    word=st.text(st.sampled_from("aeëinst'’dflkvz"), max_size=6), noun=st.sampled_from(["plaats", "fonds", "grens", ""])
)
def test_a_word_with_another_ending_is_left_alone_by_every_replacement(word, noun):
    for whole in (word, noun + word, word + noun):
        replaced = [pattern for pattern, _new in _REPLACEMENTS if pattern.search(whole)]
        assert not replaced or whole.endswith(REPLACED_ENDINGS)
