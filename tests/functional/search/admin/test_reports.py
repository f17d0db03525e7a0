"""The reports of questions: the right figures per period, and a way out beside each row."""

import csv
import datetime as dt
import io
import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from home.models import HomePage
from hub.models import ContentPage
from search.query_log.models import AskedQuestion

pytestmark = pytest.mark.django_db

REPORTS = ["most_asked", "without_results", "abandoned"]


@pytest.fixture
def asked(home):
    now = timezone.now()

    def row(text, total, rank=None, days=0):
        AskedQuestion.objects.create(
            asked_at=now - dt.timedelta(days=days), text=text, total=total, clicked_rank=rank, clicked_key="solution-1"
        )

    row("afval", 10, 1)
    row("afval", 20, 4)
    row("afval", 30)
    row("laadpaal", 0)
    row("laadpaal", 0)
    row("parkeren", 5, 1, days=40)


def rows(client, name, **parameters):
    response = client.get(reverse(f"search_questions:{name}"), {**parameters, "export": "csv"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))[1:]


def test_the_most_asked_questions_come_with_their_figures(vng, asked):
    assert rows(vng, "most_asked") == [
        ["afval", "3", "20.0", "2", "2.5"],
        ["laadpaal", "2", "0.0", "0", ""],
        ["parkeren", "1", "5.0", "1", "1.0"],
    ]


def test_questions_without_results_stand_apart(vng, asked):
    assert rows(vng, "without_results") == [["laadpaal", "2"]]


def test_a_question_is_abandoned_when_it_found_something_and_nothing_was_chosen(vng, asked):
    assert rows(vng, "abandoned") == [["afval", "1", "3", "20.0", "2.5"]]


def test_a_period_narrows_every_figure(vng, asked):
    since = (timezone.localdate() - dt.timedelta(days=7)).isoformat()
    assert [row[0] for row in rows(vng, "most_asked", asked_at_from=since)] == ["afval", "laadpaal"]
    before = (timezone.localdate() - dt.timedelta(days=30)).isoformat()
    assert [row[0] for row in rows(vng, "most_asked", asked_at_to=before)] == ["parkeren"]
    assert vng.get(reverse("search_questions:most_asked"), {"asked_at_from": "gisteren"}).status_code == 200


def test_a_report_can_be_searched_and_sorted(vng, asked):
    url = reverse("search_questions:most_asked")
    assert [row[0] for row in rows(vng, "most_asked", q="laad")] == ["laadpaal"]
    listed = vng.get(url, {"ordering": "times"}).context["object_list"]
    assert [row["text"] for row in listed] == ["parkeren", "laadpaal", "afval"]


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_opens_with_and_without_questions(name, vng, asked):
    url = reverse(f"search_questions:{name}")
    assert vng.get(url).status_code == 200
    assert vng.get(reverse(f"search_questions:{name}_results")).status_code == 200
    assert vng.get(url, {"export": "xlsx"}).status_code == 200
    AskedQuestion.objects.all().delete()
    assert vng.get(url).status_code == 200


def test_beside_each_row_stands_what_an_editor_can_do(vng, asked):
    page = vng.get(reverse("search_questions:without_results")).content.decode()
    home = HomePage.objects.get()
    write = reverse("wagtailadmin_pages:add", args=["hub", "contentpage", home.pk])
    assert f"{reverse('synonyms:add')}?terms=laadpaal" in page
    assert f"{reverse('wagtailsearchpromotions:add')}?vraag=laadpaal" in page
    assert f"{write}?titel=laadpaal" in page


def test_writing_about_a_question_begins_with_its_words_as_title(vng, home):
    url = reverse("wagtailadmin_pages:add", args=["hub", "contentpage", home.pk])
    assert vng.get(url, {"titel": "laadpaal plaatsen"}).context["form"]["title"].value() == "Laadpaal plaatsen"
    assert not vng.get(url).context["form"]["title"].value()
    assert not ContentPage.objects.filter(title="Laadpaal plaatsen").exists()


def test_what_a_visitor_typed_is_shown_as_text_and_exported_as_text(vng, home):
    AskedQuestion.objects.create(asked_at=timezone.now(), text='=hyperlink("x")<script>', total=0)
    page = vng.get(reverse("search_questions:most_asked")).content.decode()
    assert '=hyperlink("x")<script>' not in page
    assert rows(vng, "most_asked")[0][0] == '\'=hyperlink("x")<script>'


def test_a_question_that_says_too_much_can_be_deleted(vng, asked):
    url = reverse("search_questions:forget")
    back = reverse("search_questions:abandoned") + "?p=2&q=afval"
    confirming = vng.get(url, {"text": "afval", "next": back})
    assert (confirming.context["times"], confirming.context["back"]) == (3, back)
    assert AskedQuestion.objects.filter(text="afval").exists(), "looking deletes nothing"
    assert vng.post(url, {"text": "afval", "next": back}).url == back
    assert not AskedQuestion.objects.filter(text="afval").exists()
    assert AskedQuestion.objects.filter(text="laadpaal").count() == 2
    assert vng.post(url, {"text": "bestaat niet", "next": "https://example.org/"}).url.startswith("/beheer/")
    assert vng.get(url, {"text": "bestaat niet"}).url == reverse("search_questions:most_asked")


def test_a_report_leads_to_deleting_and_back_to_where_one_was(vng, asked):
    report = reverse("search_questions:most_asked")
    page = vng.get(report, {"q": "afval"}).content.decode()
    link = BeautifulSoup(page, "html.parser").find("a", href=re.compile("vergeten"))
    assert vng.get(link["href"]).context["back"] == f"{report}?q=afval"


@pytest.mark.parametrize("name", [*REPORTS, *(f"{name}_results" for name in REPORTS), "forget"])
def test_a_municipal_editor_reads_and_deletes_nothing(name, municipal, asked):
    url = reverse(f"search_questions:{name}")
    for response in (municipal.get(url), municipal.get(url, {"export": "csv"}), municipal.post(url, {"text": "afval"})):
        assert response.status_code in {302, 403, 405}
    assert AskedQuestion.objects.filter(text="afval").count() == 3


def test_the_menu_shows_reports_to_vng_only(vng, municipal):
    for name in REPORTS:
        url = reverse(f"search_questions:{name}")
        assert url in vng.get(reverse("wagtailadmin_home")).content.decode()
        assert url not in municipal.get(reverse("wagtailadmin_home")).content.decode()


def test_a_report_asks_no_more_for_more_questions(vng, asked, django_assert_max_num_queries):
    url = reverse("search_questions:most_asked")
    vng.get(url)
    AskedQuestion.objects.bulk_create(
        AskedQuestion(asked_at=timezone.now(), text=f"vraag {number}", total=1) for number in range(40)
    )
    with django_assert_max_num_queries(30):
        vng.get(url)
