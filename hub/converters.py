"""What may stand in an address."""

from __future__ import annotations

from django.urls.converters import IntConverter


class NumberConverter(IntConverter):
    """The number of a page: no longer than every database takes for one, so that any other is simply not there."""

    regex = "[0-9]{1,9}"
