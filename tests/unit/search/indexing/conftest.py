import pytest

from search.indexing.models import IndexEvent


@pytest.fixture
def recorded():
    """Runs a change and tells which objects it recorded."""

    def run(change):
        IndexEvent.objects.all().delete()
        change()
        return set(IndexEvent.objects.filter(engine="embedded").values_list("key", flat=True))

    return run
