"""A setting that cannot work is named before anything runs."""

import pytest

from search.checks import engine_can_be_reached


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
