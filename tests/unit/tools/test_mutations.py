"""A mutation whose place was moved or reworded would be passed over: each still has its one place and its tests."""

from tools.mutations import MUTATIONS, ROOT


def test_every_mutation_has_one_place_and_tests():
    places = {name: (ROOT / one.path).read_text(encoding="utf-8").count(one.text) for name, one in MUTATIONS.items()}
    assert {name: count for name, count in places.items() if count != 1} == {}
    assert [path for one in MUTATIONS.values() for path in one.tests if not (ROOT / path).exists()] == []
