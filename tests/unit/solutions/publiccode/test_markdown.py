"""Markdown of strangers as blocks of a page: what the rich text allows, and nothing that runs."""

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from hub.blocks import TEXT_FEATURES
from solutions.publiccode.fields import fingerprint
from solutions.publiccode.markdown import blocks_of, line_of, words_of


def paragraphs(text):
    return [block["value"] for block in blocks_of(text) if block["type"] == "paragraph"]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("een\nregel", "<p>een regel</p>"),
        ("een  \nregel", "<p>een<br/>regel</p>"),
        ("de **beste** en _mooiste_", "<p>de <b>beste</b> en <i>mooiste</i></p>"),
        ("de [leidraad](https://x.example/a_b.html)", '<p>de <a href="https://x.example/a_b.html">leidraad</a></p>'),
        ("zie <https://x.example/>", '<p>zie <a href="https://x.example/">https://x.example/</a></p>'),
        ("met `kaart-kern`", "<p>met kaart-kern</p>"),
        ("met `SDK`_ en `Kaart <https://x.example/>`_", '<p>met SDK en <a href="https://x.example/">Kaart</a></p>'),
        ("![Een kaart](https://x.example/kaart.png)", "<p>Een kaart</p>"),
        ("_een **twee** drie_", "<p><i>een </i><b><i>twee</i></b><i> drie</i></p>"),
        ("**met `code` en meer**", "<p><b>met code en meer</b></p>"),
        (
            "**een [twee](https://x.example/) drie**",
            '<p><b>een </b><a href="https://x.example/"><b>twee</b></a><b> drie</b></p>',
        ),
        ("- een\n- twee", "<ul><li>een</li><li>twee</li></ul>"),
        ("•  een\n•  twee", "<ul><li>een</li><li>twee</li></ul>"),
        ("1. een\n2. twee", "<ol><li>een</li><li>twee</li></ol>"),
        ("- een\n\n  nog\n  - twee", "<ul><li>een<br/>nog<ul><li>twee</li></ul></li></ul>"),
        ("```sh\nmake demo\nmake test\n```", "<p>make demo<br/>make test</p>"),
        ("> gezegd", "<p>gezegd</p>"),
        ("|a|b|\n|-|-|\n|1|2|", "<p>a, b<br/>1, 2</p>"),
        ("**open en **dicht", "<p>open en dicht</p>"),
        ("2 * 3 * 4 en snake_case_naam", "<p>2 * 3 * 4 en snake_case_naam</p>"),
    ],
)
def test_markdown_becomes_rich_text(text, html):
    assert paragraphs(text) == [html]


def test_headings_are_blocks_also_when_the_text_is_indented():
    assert blocks_of("Vooraf\n\n     ## Wat `het` kan\n\n     - zoeken") == [
        {"type": "paragraph", "value": "<p>Vooraf</p>"},
        {"type": "heading", "value": "Wat het kan"},
        {"type": "paragraph", "value": "<ul><li>zoeken</li></ul>"},
    ]


def test_a_heading_that_is_too_long_is_a_paragraph():
    assert [block["type"] for block in blocks_of("# " + "lang " * 30)] == ["paragraph"]


def test_lines_across_and_blocks_in_which_nothing_is_seen_are_left_out():
    assert paragraphs("een\n\n---\n\n\u200b\n\n&nbsp;\n\ntwee") == ["<p>een</p>", "<p>twee</p>"]


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "data:text/html,x", "/admin/", "README.md", "mailto:a@b.example", "", "//x.example"],
)
def test_a_link_that_does_not_lead_to_the_web_is_only_its_words(target):
    assert paragraphs(f"de [leidraad]({target})") == ["<p>de leidraad</p>"]


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "a <b onclick=x>vet</b>", '[a](https://x.example/"><script>)']
)
def test_markup_is_shown_and_never_run(text):
    html = "".join(paragraphs(text))
    assert "<script" not in html
    assert "<b" not in html


def test_an_address_cannot_break_out_of_its_link():
    [html] = paragraphs("[a](https://x.example/?a=1&b=%22)")
    assert html == '<p><a href="https://x.example/?a=1&amp;b=%22">a</a></p>'


def test_a_line_keeps_its_links_and_words_lose_them():
    text = "Werkt met [Kaart](https://x.example/) & `kern`"
    assert line_of(text) == 'Werkt met <a href="https://x.example/">Kaart</a> &amp; kern'
    assert words_of(text) == "Werkt met Kaart & kern"


def test_a_text_that_went_through_the_editor_unchanged_has_the_same_fingerprint():
    blocks = blocks_of(
        "Zegt \"ja\" & 'nee' met **vet**, _schuin_ en [hier](https://x.example/?a=1&b=2).\n\n"
        "_een **twee** drie_, **vier [vijf](https://x.example/) _zes_**, **a  \nb** en [c **d**](https://x.example/).\n\n"
        "- een\n  - twee < drie\n- vier\n\n1. vijf\n\n```\nmake demo\nmake test\n```\n\n> zes"
    )
    converter = ContentstateConverter(TEXT_FEATURES)
    saved = [
        {**block, "value": converter.to_database_format(converter.from_database_format(block["value"]))}
        for block in blocks
    ]
    assert saved != blocks
    assert fingerprint(saved) == fingerprint(blocks)
