"""The addresses that lead from one page of results to another."""

from __future__ import annotations

from collections.abc import Collection

from django.http import QueryDict

from hub.links import carried, with_query


class Addresses:
    """URLs of the same search with one parameter changed; every change leads back to the first page."""

    def __init__(self, path: str, data: QueryDict) -> None:
        self._path = path
        self._data = carried(data)
        self._data.pop("pagina", None)

    def with_(self, name: str, *values: str) -> str:
        """Return the URL with this parameter set to these values; without values it is left out."""
        data = self._data.copy()
        data.setlist(name, list(values)) if values else data.pop(name, None)
        return with_query(self._path, data)

    def without(self, names: Collection[str]) -> str:
        """Return the URL without any of these parameters."""
        data = self._data.copy()
        for name in names:
            data.pop(name, None)
        return with_query(self._path, data)

    def added(self, name: str, value: str) -> str:
        """Return the URL with this value added to a parameter."""
        return self.with_(name, *dict.fromkeys([*self._data.getlist(name), value]))

    def values(self, name: str) -> list[str]:
        """Return the current values of a parameter."""
        return self._data.getlist(name)

    def toggled(self, name: str, value: str) -> str:
        """Return the URL with a value of this parameter added, or removed when it was present."""
        values = self._data.getlist(name)
        return self.with_(name, *(one for one in values if one != value), *([] if value in values else [value]))
