"""Each measurement keeps its own section of a report."""

import pytest

from benchmarks.sections import replace_section, table

DOCUMENT = "# Gemeten\n\n<!-- server -->\noud\n<!-- /server -->\n\nTekst.\n\n<!-- browser -->\n<!-- /browser -->\n"


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "gemeten.md"
    path.write_text(DOCUMENT, encoding="utf-8")
    return path


def test_a_section_is_replaced_and_the_rest_stays(document):
    replace_section(document, "server", r"nieuw \1 en meer")
    replace_section(document, "browser", "ook nieuw")
    assert document.read_text(encoding="utf-8") == DOCUMENT.replace("oud", r"nieuw \1 en meer").replace(
        "<!-- browser -->\n", "<!-- browser -->\nook nieuw\n"
    )


def test_a_document_without_the_section_is_refused_and_unharmed(document):
    with pytest.raises(ValueError, match="no section kosten"):
        replace_section(document, "kosten", "x")
    assert document.read_text(encoding="utf-8") == DOCUMENT


def test_a_table_has_a_head_and_a_row_for_each():
    assert table(["pagina", "ms"], [["voorpagina", "12"]]) == "| pagina | ms |\n| --- | --- |\n| voorpagina | 12 |"
