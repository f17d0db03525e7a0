"""What is kept of a question: nothing about who asked, nothing for long, and never at a visitor's expense."""

import datetime as dt
import sqlite3
import time
from contextlib import closing

import pytest
from django.core import signing
from django.db import DatabaseError, OperationalError, connection
from django.test import Client, RequestFactory
from django.utils import timezone

from operations.schedule import forget_questions
from search.query_log import log as questions_asked
from search.query_log.log import forget_old_questions, log_click, log_query
from search.query_log.models import AskedQuestion
from search.types import Bucket, SearchRequest, SearchResult

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def page_request(**headers):
    return RequestFactory().get("/zoeken/", headers={"user-agent": FIREFOX, **headers})


def answer(question="afval", total=3, **given):
    facets = given.pop("facets", {})
    return SearchResult(SearchRequest(question, **given), total=total, hits=(), facets=facets)


def ask(question="afval", total=3, headers=None, **given):
    return log_query(page_request(**(headers or {})), answer(question, total, **given))


def kept():
    return list(AskedQuestion.objects.order_by("pk").values_list("text", flat=True))


def test_a_question_is_kept_with_its_results_and_filters():
    facets = {"kind": (Bucket("solution", 3),)}
    filters = {"kind": ("solution",), "organisation": ("jan jansen",)}
    ask("  Afval ", filters=filters, facets=facets)
    row = AskedQuestion.objects.get()
    assert (row.text, row.total, row.is_masked, row.is_degraded) == ("afval", 3, False, False)
    assert row.filters == "kind: solution; organisation"
    assert (row.asked_at.minute, row.asked_at.second, row.asked_at.microsecond) == (0, 0, 0)


def test_nothing_of_the_visitor_is_kept():
    request = page_request(**{"x-forwarded-for": "203.0.113.9", "cookie": "sessionid=geheim"})
    request.META["REMOTE_ADDR"] = "203.0.113.9"
    log_query(request, answer("bel 06-12345678 of jan@delft.nl"))
    row = AskedQuestion.objects.get()
    stored = " ".join(str(getattr(row, field.name)) for field in AskedQuestion._meta.fields)
    for secret in ("203.0.113.9", "geheim", "12345678", "jan@", "Firefox"):
        assert secret not in stored
    assert row.is_masked
    assert {field.name for field in AskedQuestion._meta.fields} == {
        "id", "asked_at", "text", "is_masked", "filters", "total", "is_degraded", "clicked_rank", "clicked_key",
    }  # fmt: skip


@pytest.mark.parametrize(
    "headers",
    [
        {"user-agent": ""},
        {"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"user-agent": "bingbot/2.0"},
        {"user-agent": "curl/8.5"},
        {"user-agent": "python-requests/2.32"},
        {"sec-purpose": "prefetch;prerender"},
    ],
)
def test_robots_and_reading_ahead_are_no_visitors(headers):
    assert ask(headers=headers) == ""
    assert kept() == []


def test_who_improves_the_search_is_no_visitor_and_other_users_are(vng, municipal, filled):
    for client, expected in ((vng, []), (municipal, ["slagboom"])):
        client.get("/zoeken/", {"q": "slagboom"}, headers={"user-agent": FIREFOX})
        assert kept() == expected


def test_only_real_questions_are_kept():
    for question in ("", "   ", "\x00"):
        assert ask(question) == ""
    assert kept() == []


def test_nothing_is_kept_when_the_setting_says_so(settings):
    settings.SEARCH_LOG_DAYS = 0
    assert ask() == ""
    assert kept() == []


@pytest.mark.parametrize("header", ["HX-Current-URL", "Referer"])
def test_a_facet_of_the_same_question_is_no_new_question(header):
    first = ask("afval")
    again = ask("afval", filters={"kind": ("solution",)}, headers={header: "http://testserver/zoeken/?q=Afval%20"})
    assert kept() == ["afval"]
    assert signing.loads(again, salt=questions_asked._SALT) == signing.loads(first, salt=questions_asked._SALT)


def test_another_question_or_another_site_before_it_makes_a_new_one():
    ask("afval", headers={"Referer": "http://testserver/zoeken/?q=huisvuil"})
    ask("afval", headers={"Referer": "https://example.org/zoeken/?q=afval"})
    ask("afval", headers={"Referer": "http://testserver/"})
    assert kept() == ["afval"] * 3


def test_a_broken_address_before_it_does_no_harm():
    ask("afval", headers={"Referer": "http://[kapot"})
    assert kept() == ["afval"]


def test_a_second_page_is_no_new_question_but_its_clicks_count():
    ask("afval")
    token = ask("afval", page=2)
    assert kept() == ["afval"]
    assert log_click(token, "12", "solution-7")
    assert ask("nooit gevraagd", page=2) == ""


def test_the_first_choice_is_kept():
    token = ask()
    assert log_click(token, "3", "solution-12")
    assert not log_click(token, "1", "solution-9")
    row = AskedQuestion.objects.get()
    assert (row.clicked_rank, row.clicked_key) == (3, "solution-12")


@pytest.mark.parametrize(
    ("rank", "key"),
    [("101", "solution-1"), ("-1", "solution-1"), ("²", "solution-1"), ("", "solution-1"),
     ("1", ""), ("1", "jan jansen"), ("1", "solution-" + "1" * 90), ("1" * 5000, "solution-1")],
)  # fmt: skip
def test_a_choice_that_cannot_be_is_not_kept(rank, key):
    assert not log_click(ask(), rank, key)
    assert AskedQuestion.objects.get().clicked_rank is None


@pytest.mark.parametrize(
    "token",
    ["", "1", "a:b:c", "\x00", pytest.param(signing.dumps(1, salt="anders"), id="signed elsewhere"), "x" * 10_000],
)  # the second of its signing must not name the test: every process of a run has to collect the same names
def test_a_forged_token_is_not_believed(token):
    AskedQuestion.objects.create(pk=1, asked_at=timezone.now(), text="afval", total=1)
    assert not log_click(token, "1", "solution-1")
    assert AskedQuestion.objects.get().clicked_rank is None


def test_an_old_token_is_not_believed(monkeypatch):
    token = ask()
    monkeypatch.setattr(questions_asked, "TOKEN_LASTS", -1)
    assert not log_click(token, "1", "solution-1")


def test_a_database_that_fails_costs_the_visitor_nothing(monkeypatch):
    token = ask()

    def fail(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr(questions_asked, "_keep", fail)
    assert ask("ander onderwerp") == ""
    monkeypatch.setattr(AskedQuestion.objects, "filter", fail)
    assert not log_click(token, "1", "solution-1")


@pytest.mark.both_databases
def test_the_usual_patience_returns(settings):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite lets writers wait for each other")
    ask()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        assert cursor.fetchone() == (20_000,)


def test_what_is_older_than_the_setting_is_forgotten(settings):
    settings.SEARCH_LOG_DAYS = 30
    now = timezone.now()
    for days in (1, 29, 31, 400):
        AskedQuestion.objects.create(asked_at=now - dt.timedelta(days=days), text=f"{days} dagen", total=1)
    assert forget_old_questions() == 2
    assert kept() == ["1 dagen", "29 dagen"]
    settings.SEARCH_LOG_DAYS = 0
    forget_questions()
    assert kept() == []


def test_nobody_fills_the_database_by_asking(monkeypatch):
    room = questions_asked.HourlyQuota()
    monkeypatch.setattr(questions_asked, "_hourly", room)
    monkeypatch.setattr(questions_asked, "MOST_PER_HOUR", 2)
    assert [bool(ask(f"vraag {number}")) for number in range(4)] == [True, True, False, False]
    room._hour -= dt.timedelta(hours=1)
    assert ask("een uur later")


def post_choice(client, **data):
    return client.post("/zoeken/gekozen/", data)


def test_a_choice_arrives_without_a_cookie():
    client = Client(enforce_csrf_checks=True)
    assert post_choice(client, token=ask(), rank="2", key="solution-12").status_code == 204
    assert AskedQuestion.objects.get().clicked_rank == 2


@pytest.mark.parametrize("data", [{}, {"token": "x"}, {"token": "x", "rank": "veel", "key": "\x00"}])
def test_nonsense_is_answered_as_any_choice(data):
    response = post_choice(Client(), **data)
    assert (response.status_code, response.content) == (204, b"")


def test_a_choice_is_never_asked_for():
    assert Client().get("/zoeken/gekozen/").status_code == 405


def test_a_choice_survives_a_failing_database(monkeypatch):
    token = ask()

    def fail(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr(AskedQuestion.objects, "filter", fail)
    assert post_choice(Client(), token=token, rank="1", key="solution-1").status_code == 204


def test_a_recommendation_is_chosen_with_rank_zero():
    assert log_click(ask(), "0", "promotion-0")
    assert AskedQuestion.objects.get().clicked_rank == 0


def test_the_search_page_keeps_its_question_and_carries_the_token(filled):
    visitor = Client(headers={"user-agent": FIREFOX})
    page = visitor.get("/zoeken/?q=Klantcontact").content.decode()
    row = AskedQuestion.objects.get()
    assert (row.text, row.total) == ("klantcontact", 2)
    token = page.partition('data-asked="')[2].partition('"')[0]
    assert f'data-key="{row_key(page)}"' in page
    assert post_choice(visitor, token=token, rank="1", key=row_key(page)).status_code == 204
    row.refresh_from_db()
    assert (row.clicked_rank, row.clicked_key) == (1, row_key(page))


def row_key(page):
    return page.partition('data-key="')[2].partition('"')[0]


def test_the_search_page_works_when_nothing_can_be_kept(filled, monkeypatch):
    def fail(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr(questions_asked, "_keep", fail)
    response = Client(headers={"user-agent": FIREFOX}).get("/zoeken/?q=klantcontact")
    assert response.status_code == 200
    assert 'data-asked=""' in response.content.decode()


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_a_busy_database_makes_no_visitor_wait(filled):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite lets writers wait for each other")
    visitor = Client(headers={"user-agent": FIREFOX})
    visitor.get("/zoeken/?q=klantcontact")
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        begin = time.perf_counter()
        assert visitor.get("/zoeken/?q=parkeren").status_code == 200
        assert time.perf_counter() - begin < 2
        other.execute("ROLLBACK")
    assert kept() == ["klantcontact"]
