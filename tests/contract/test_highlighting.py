"""What is shown of a hit: marked words in escaped text."""

from __future__ import annotations


def hit(hub, question, key):
    return next(found for found in hub.ask(question).hits if found.key == key)


def test_word_of_the_question_is_marked_in_the_title(hub):
    assert hit(hub, "aanvragen", "solution-1").title_html == "Parkeervergunning <mark>aanvragen</mark>"


def test_inflected_word_is_marked(hub):
    assert "<mark>Vergunningen</mark> in gewone taal" in hit(hub, "vergunning", "article-3").title_html


def test_compound_is_marked_when_a_part_of_it_matches(hub):
    assert "<mark>Parkeervergunning</mark>" in hit(hub, "vergunning", "solution-1").title_html


def test_passage_of_the_body_shows_the_match(hub):
    assert "<mark>kenteken</mark>" in hit(hub, "kenteken", "solution-1").excerpt_html


def test_summary_is_shown_when_nothing_in_the_text_matches(hub):
    assert hit(hub, "Delft", "organisation-3").excerpt_html == "Wat <mark>Delft</mark> deelt."
    assert hit(hub, "", "solution-13").excerpt_html == "Advies over isolatie en zonnepanelen."


def test_title_is_escaped_around_the_marks(hub):
    title = hit(hub, "sjablonen", "article-6").title_html
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &amp; <mark>sjablonen</mark>" in title


def test_passage_is_escaped_around_the_marks(hub):
    passage = hit(hub, "sjabloon aanhalingstekens", "article-6").excerpt_html
    assert "<mark>sjabloon</mark> met &lt;b&gt;vet&lt;/b&gt; &amp; &quot;<mark>aanhalingstekens</mark>" in passage


def test_word_that_is_markup_itself_stays_text(hub):
    found = hit(hub, "script", "article-6")
    assert "&lt;<mark>script</mark>&gt;" in found.title_html


def test_nothing_is_marked_without_a_question(hub):
    assert not any("<mark>" in found.title_html + found.excerpt_html for found in hub.ask().hits)


def test_short_word_is_marked_as_written_only(hub):
    found = hit(hub, "MOR", "experience-4")
    assert found.title_html == "Wat wij leerden van de <mark>MOR</mark>"
