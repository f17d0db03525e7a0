"""A setting that cannot work is named before anything runs."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Site

from search import transactions
from search.checks import changes_are_recorded_with_them, engine_can_be_reached


@pytest.mark.parametrize(
    ("engine", "url", "problems"),
    [
        ("elastic", "", 1),
        ("elastic", "http://localhost:9200", 0),
        ("auto", "", 0),
        ("embedded", "", 0),
    ],
)
def test_elasticsearch_cannot_be_demanded_without_its_address(settings, engine, url, problems):
    settings.SEARCH_ENGINE, settings.ELASTICSEARCH_URL = engine, url
    found = engine_can_be_reached()
    assert len(found) == problems
    assert all("ELASTICSEARCH_URL" in problem.msg for problem in found)


def test_every_save_that_search_records_is_a_transaction():
    assert changes_are_recorded_with_them() == []
    assert transactions.saves_atomically(Site)


def test_a_model_whose_save_is_none_is_named(monkeypatch):
    monkeypatch.setattr(transactions, "_connected", {Group})
    (problem,) = changes_are_recorded_with_them()
    assert "auth.Group" in problem.msg


def test_a_class_of_wagtail_that_lost_its_transaction_is_named(monkeypatch):
    monkeypatch.setattr(Site, "save", Site.save.__wrapped__)
    assert [problem.obj for problem in changes_are_recorded_with_them()] == [Site]
