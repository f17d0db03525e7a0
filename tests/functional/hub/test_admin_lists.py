"""What the lists of the admin name exists: Wagtail shows an empty cell for what does not, and says nothing."""

import pytest
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import get_snippet_models

from organisations.models import Organisation

OWN = [model for model in get_snippet_models() if not model.__module__.startswith("wagtail")]


def named(column):
    """The attribute that a column of `list_display` shows, or None when it is a function."""
    found = (column.accessor or column.name) if isinstance(column, Column) else column
    return None if callable(found) else found


@pytest.mark.parametrize("model", OWN, ids=lambda model: model._meta.label)
def test_every_column_shows_something_of_its_model(model):
    names = {named(column) for column in model.snippet_viewset.list_display} - {None}
    assert names
    assert not {name for name in names if not hasattr(model, name)}


def test_that_finds_a_name_that_is_not_there():
    assert not hasattr(Organisation, "takes_part")
    assert len(OWN) > 5
