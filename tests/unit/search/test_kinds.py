from search.kinds import KINDS, SPECS, page_models
from search.ranking import WEIGHTS
from search.types import Kind


def test_every_kind_has_one_row_and_a_weight():
    assert [spec.kind for spec in KINDS] == list(dict.fromkeys(spec.kind for spec in KINDS))
    assert set(SPECS) == set(Kind) == set(WEIGHTS.kinds)


def test_every_page_that_is_found_can_be_tagged():
    assert {page_models()[spec.model] for spec in KINDS if spec.tag_model} == set(page_models().values())
