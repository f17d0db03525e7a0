"""The site in Dutch and in English."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

from hub.settings.env import Environment
from tests.architecture.tree import PACKAGES, kept_files, shown
from tools import catalogue as tool
from tools.catalogue import in_english, po_file, read_catalogue, untranslated

TRANSLATES = re.compile(rb"{%\s*(?:block)?trans(?:late)?\b|\bgettext(?:_lazy)?\(|\bimport gettext")
ROOTS = {*PACKAGES, "templates", "frontend"}


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


def test_the_catalogue_holds_every_text_of_the_code():
    assert tool.main(["--check"]) == 0


def test_every_file_that_translates_is_read_whatever_it_is_called():
    read = {place for message in read_catalogue() for place, _line in message.locations}
    translating = {
        shown(path)
        for path in kept_files()
        if path.parts[len(tool.ROOT.parts)] in ROOTS and TRANSLATES.search(path.read_bytes())
    }
    assert {"templates/solutions/mail/question.txt", "solutions/contact/forms.py"} <= translating
    assert translating - read == set()


def test_the_site_calls_its_reader_u_also_where_wagtail_speaks():
    familiar = [message.id for message in read_catalogue() if tool.FAMILIAR.search(str(message.string))]
    assert familiar == []
    with translation.override("nl"):
        assert translation.gettext("Awaiting your review") == "In afwachting van uw beoordeling"
        assert translation.gettext("Download XLSX") == "XLSX downloaden"


def test_a_text_in_a_script_is_collected(tmp_path):
    script = tmp_path / "kopie.js"
    script.write_text('status.textContent = gettext("The address was copied."); say(gettext(`Nooit ${this}`));')
    assert ("The address was copied.", "kopie.js") in list(tool._in_code(script, tool.extract_javascript))


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
