"""Documents on pages: which ones a record brings along, and which changes of them are recorded."""

import pytest
from django.core.files.base import ContentFile
from wagtail.models import Collection, CollectionViewRestriction

from hub.models import DocumentText, HubDocument
from search.indexing.attachments import MOST_CHARACTERS, documents_in
from search.indexing.records import records_for, to_record
from solutions.models import SolutionAttachment
from tests.factories import ContentPageFactory, ExperiencePageFactory, OrganisationPageFactory, SolutionPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def delft():
    return OrganisationPageFactory(organisation__name="Delft", organisation__code="GM0503")


@pytest.fixture
def make_document():
    def make(title="Handleiding scannen", pages=("Leg het boek in de boekenwieg.",), name="handleiding.pdf"):
        document = HubDocument.objects.create(title=title, file=ContentFile(b"%PDF", name=name))
        DocumentText.objects.create(document=document, outcome="read", pages=list(pages), digest=title)
        return document

    return make


@pytest.fixture
def document(make_document):
    return make_document(pages=["Leg het boek in de boekenwieg.", "", "Draag handschoenen."])


def block(document):
    return {"type": "document", "value": document.pk}


def link(document):
    return f'<p>Zie de <a id="{document.pk}" linktype="document">handleiding</a>.</p>'


@pytest.fixture
def article(delft, document):
    return ContentPageFactory(parent=delft, body=[block(document)])


def key(page):
    return f"{'article' if type(page).__name__ == 'ContentPage' else 'experience'}-{page.pk}"


class TestRecord:
    def test_it_brings_the_pages_with_text_and_where_they_are(self, article, document):
        found = to_record(article).attachments
        assert [(one.page, one.text) for one in found] == [
            (1, "Leg het boek in de boekenwieg."),
            (3, "Draag handschoenen."),
        ]
        assert {(one.title, one.url) for one in found} == {("Handleiding scannen", document.url)}

    @pytest.mark.parametrize("field", ["situation", "advice"])
    def test_links_in_rich_text_count(self, delft, document, field):
        page = ExperiencePageFactory(parent=delft, **{field: link(document)})
        assert documents_in(page) == [document.pk]

    @pytest.mark.parametrize(
        "wrap",
        [
            lambda text: {"type": "paragraph", "value": text},
            lambda text: {"type": "callout", "value": {"tone": "info", "text": text}},
        ],
    )
    def test_links_in_blocks_count(self, delft, document, wrap):
        page = ContentPageFactory(parent=delft, body=[wrap(link(document))])
        assert documents_in(page) == [document.pk]

    def test_papers_of_a_solution_count_when_they_are_for_everyone(self, delft, make_document):
        shown, kept = make_document("Programma van eisen"), make_document("Contract")
        page = SolutionPageFactory(parent=delft)
        page.attachments.add(SolutionAttachment(document=shown))
        page.attachments.add(SolutionAttachment(document=kept, visibility="organisation"))
        page.save()
        assert {one.title for one in to_record(page).attachments} == {"Programma van eisen"}

    def test_a_document_that_is_named_twice_is_there_once_and_in_the_order_of_the_text(self, delft, make_document):
        first, second = make_document("Begroting"), make_document("Handleiding")
        body = [block(second), {"type": "paragraph", "value": link(second) + link(first)}]
        page = ContentPageFactory(parent=delft, body=body)
        assert [one.title for one in to_record(page).attachments] == ["Handleiding", "Begroting"]

    def test_other_links_and_empty_blocks_are_no_documents(self, delft):
        body = [
            {"type": "document", "value": None},
            {"type": "paragraph", "value": '<p><a linktype="page" id="3">pagina</a> <a href="/x" id="4">x</a></p>'},
        ]
        assert documents_in(ContentPageFactory(parent=delft, body=body)) == []

    def test_a_draft_changes_nothing(self, article, make_document):
        article.body = [block(make_document("Concept"))]
        article.save_revision()
        assert {one.title for one in to_record(article).attachments} == {"Handleiding scannen"}

    def test_a_page_that_is_not_public_gives_nothing_away(self, article):
        article.unpublish()
        assert to_record(article) is None

    def test_a_closed_collection_stays_closed(self, article, document):
        collection = Collection.get_first_root_node().add_child(name="Besloten")
        below = collection.add_child(name="Nog dieper")
        HubDocument.objects.filter(pk=document.pk).update(collection=below)
        assert to_record(article).attachments
        CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
        assert to_record(article).attachments == ()

    def test_what_is_too_much_for_one_record_is_left_out(self, delft, make_document):
        big = make_document("Groot", pages=["x" * (MOST_CHARACTERS - 10), "y" * 20, "z"])
        page = ContentPageFactory(parent=delft, body=[block(big)])
        assert [one.page for one in to_record(page).attachments] == [1]

    def test_the_queries_do_not_grow_with_the_number_of_documents(
        self, delft, make_document, django_assert_num_queries, django_assert_max_num_queries
    ):
        def pages(count):
            return [key(ContentPageFactory(parent=delft, body=[block(make_document())])) for _one in range(count)]

        few, many = pages(1), pages(8)
        records_for(few)
        with django_assert_max_num_queries(20) as first:
            records_for(few)
        with django_assert_num_queries(len(first)):
            assert all(record.attachments for record in records_for(many).values())


@pytest.mark.usefixtures("reference_index")
class TestChange:
    def test_reading_the_text_is_recorded_for_the_pages_that_use_it(self, recorded, article, document, delft):
        ContentPageFactory(parent=delft)
        other = ExperiencePageFactory(parent=delft, costs=link(document))
        document.text.pages = ["Nieuwe tekst"]
        assert recorded(document.text.save) == {key(article), key(other)}
        assert recorded(document.text.delete) == {key(article), key(other)}

    def test_another_title_is_recorded(self, recorded, article, document):
        document.title = "Handleiding boeken scannen"
        assert recorded(document.save) == {key(article)}

    def test_deleting_the_document_is_recorded(self, recorded, article, document):
        assert recorded(document.delete) == {key(article)}
        assert to_record(article).attachments == ()

    def test_a_size_that_a_page_looks_up_is_not_recorded(self, recorded, article, document):
        assert recorded(lambda: HubDocument.objects.get(pk=document.pk).get_file_size()) == set()

    def test_closing_and_opening_a_collection_is_recorded(self, recorded, article, document):
        made = []

        def close():
            made.append(CollectionViewRestriction.objects.create(collection=document.collection))

        assert recorded(close) == {key(article)}
        assert recorded(made[0].delete) == {key(article)}

    def test_moving_documents_to_another_collection_at_once_is_recorded(
        self, recorded, article, document, admin_client
    ):
        collection = Collection.get_first_root_node().add_child(name="Archief")
        address = f"/beheer/bulk/hub/hubdocument/add_to_collection/?id={document.pk}"

        def move():
            response = admin_client.post(address, {"collection": collection.pk})
            assert response.status_code == 302

        assert recorded(move) == {key(article)}
        document.refresh_from_db()
        assert document.collection == collection
