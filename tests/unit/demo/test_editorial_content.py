"""What the editors of the demo wrote, and its papers: enough for every list, marked as example, accessible."""

import pytest
from pypdf import PdfReader

from demo.content import PAPERS, load_content


@pytest.fixture(scope="module")
def content():
    return load_content()


class TestEditorial:
    def test_there_is_something_in_every_list(self, content):
        assert len(content.themes) >= 4
        assert len(content.news) >= 6
        assert sum(event.in_days > 0 for event in content.events) >= 4
        assert sum(event.in_days < 0 for event in content.events) >= 2
        assert content.publications

    def test_an_agenda_of_half_a_year_old_still_has_something_to_come(self, content):
        assert max(event.in_days for event in content.events) > 180

    def test_every_theme_has_news_events_or_a_publication(self, content):
        pages = (*content.news, *content.events, *content.publications)
        assert [
            theme.key for theme in content.themes if not any(set(theme.tags) & set(page.tags) for page in pages)
        ] == []

    def test_lists_of_themes_ask_for_tags_and_policy_domains_that_exist(self, content):
        records = (*content.solutions, *content.invented, *content.experiences, *content.themes)
        tags = {tag for record in records for tag in record.tags}
        domains = {domain for solution in content.solutions for domain in solution.policy_domains}
        for one in (one for theme in content.themes for one in theme.lists):
            assert set(one.tags) <= tags
            assert set(one.policy_domains) <= domains

    def test_texts_have_no_exclamation_marks(self, content):
        for page in (*content.themes, *content.news, *content.events, *content.publications):
            assert "!" not in " ".join((page.title, page.summary, *page.text)), page.key

    def test_no_existing_organisation_gives_an_event(self, content):
        invented = {organisation.name for organisation in content.examples}
        assert {event.organiser for event in content.events} <= invented


class TestPapers:
    @pytest.mark.parametrize("path", sorted(PAPERS.glob("*.pdf")), ids=lambda path: path.stem)
    def test_a_paper_has_a_title_a_language_and_tags_and_says_that_it_is_an_example(self, path):
        paper = PdfReader(path)
        root = paper.trailer["/Root"]
        source = path.with_suffix(".htm").read_text(encoding="utf-8")
        assert f"<title>{paper.metadata.title}</title>" in source
        assert root["/Lang"] == "nl"
        assert root["/MarkInfo"]["/Marked"]
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert "Voorbeeld." in paper.pages[0].extract_text()
        assert path.stat().st_size < 200_000

    def test_every_paper_is_used_and_printed_from_what_stands_beside_it(self, content):
        used = {page.file for page in content.publications}
        used |= {paper.file for solution in content.invented for paper in solution.papers}
        assert {path.name for path in PAPERS.glob("*.pdf")} == used
        assert {path.stem for path in PAPERS.glob("*.htm")} == {path.stem for path in PAPERS.glob("*.pdf")}
