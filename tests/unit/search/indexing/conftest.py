import pytest

from search.indexing.models import OutboxEvent


@pytest.fixture
def recorded():
    """Runs a change and tells which objects it recorded."""

    def run(change):
        OutboxEvent.objects.all().delete()
        change()
        return set(OutboxEvent.objects.filter(consumer="lexicon").values_list("key", flat=True))

    return run
