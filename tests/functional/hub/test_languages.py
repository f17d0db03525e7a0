"""The site in Dutch and in English."""

from __future__ import annotations

import pytest
from django.utils import translation

from hub.settings.env import Environment
from tools.catalogue import in_english, po_file, read_catalogue, untranslated


@pytest.mark.parametrize(("language", "menu"), [("nl", "Hoofdmenu"), ("en", "Main menu")])
def test_public_page_is_in_the_language_of_the_site(hub, client, language, menu):
    with translation.override(language):
        page = client.get("/zoeken/").content.decode()
    assert f'<html lang="{language}"' in page
    assert f'aria-label="{menu}"' in page


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_text_has_a_translation_that_is_compiled(language):
    catalogue = read_catalogue(language)
    assert len(catalogue) > 500
    assert untranslated(catalogue) == []
    assert po_file(language).with_suffix(".mo").stat().st_size > 10_000


def test_english_catalogue_says_what_the_code_says():
    english = in_english(read_catalogue("nl"))
    assert english.get("Skip to the content").string == "Skip to the content"
    assert {message.id for message in english} == {message.id for message in read_catalogue("en")}


def test_language_is_a_setting_of_the_operator():
    english = Environment({"LANGUAGE_CODE": "en"})
    assert (english("LANGUAGE_CODE"), english.problems) == ("en", [])
    french = Environment({"LANGUAGE_CODE": "fr"})
    assert french("LANGUAGE_CODE") == "nl"
    assert "LANGUAGE_CODE must be one of nl, en" in french.problems[0].message
