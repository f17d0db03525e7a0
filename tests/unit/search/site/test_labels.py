"""What the values of facets are called; an address may name any value."""

import pytest

from search.site.labels import labels_for
from tests.factories import SolutionPageFactory

pytestmark = pytest.mark.django_db


def test_a_subject_that_only_a_draft_has_is_not_named():
    SolutionPageFactory(live=False, tags=["Aquathermie in de Voorhof"])
    asked = {"tag": ["aquathermie-in-de-voorhof"]}
    assert labels_for({}, asked)["tag"] == {}
    SolutionPageFactory(tags=["aquathermie in de voorhof"])
    assert labels_for({}, asked)["tag"] == {"aquathermie-in-de-voorhof": "Aquathermie in de Voorhof"}


def test_what_records_of_a_result_have_is_named_without_looking_at_pages(django_assert_num_queries):
    SolutionPageFactory(tags=["Aquathermie in de Voorhof"])
    with django_assert_num_queries(1) as asked:
        labels = labels_for({"tag": ["aquathermie-in-de-voorhof"]})
    assert labels["tag"] == {"aquathermie-in-de-voorhof": "Aquathermie in de Voorhof"}
    assert "EXISTS" not in asked.captured_queries[0]["sql"]
