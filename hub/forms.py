"""The form that every page is edited with: it refuses what its author may not use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.documents import get_document_model
from wagtail.images import get_image_model


class RightsAwarePageForm(WagtailAdminPageForm):
    """Refuses images and documents that the author may not choose, wherever their ids were posted.

    Wagtail's choosers show only what may be chosen but accept any id; this closes that gap. What the
    page held already stays allowed, so that a colleague can correct a text without rights on its picture.
    """

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if self.for_user is None or self.for_user.is_superuser:
            return cleaned
        for name, value in list(cleaned.items()):
            if self._foreign(self._media(name, value) - self._held(name)):
                self.add_error(
                    name,
                    ValidationError(_("You may not use this image or document. Choose one of your own organisation.")),
                )
        return cleaned

    def _media(self, name: str, value: Any) -> set[tuple[type, int]]:
        """(model, id) of every image and document in a field's value, in rich text and streams too."""
        field = self.instance._meta.get_field(name) if name in self._model_fields() else None
        extract = getattr(field, "extract_references", None)
        if extract and value is not None:
            return {(model, int(pk)) for model, pk, *_rest in extract(value) if model in _guarded()}
        pk = getattr(value, "pk", None)
        return {(type(value), pk)} if pk and type(value) in _guarded() else set()

    def _held(self, name: str) -> set[tuple[type, int]]:
        original = getattr(self, "_original_values", {})
        return original.get(name, set())

    def _model_fields(self) -> set[str]:
        return {field.name for field in self.instance._meta.get_fields()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._original_values: dict[str, set[tuple[type, int]]] = {
            name: self._media(name, getattr(self.instance, name, None))
            for name in self.fields
            if name in self._model_fields()
        }

    def _foreign(self, media: Iterable[tuple[type, int]]) -> bool:
        """Whether any of these may not be chosen by the author."""
        guarded = _guarded()
        return any(
            not guarded[model].instances_user_has_permission_for(self.for_user, "choose").filter(pk=pk).exists()
            for model, pk in media
        )


def _guarded() -> dict[type, Any]:
    """The permission policy of each model whose objects belong to an organisation's collection."""
    from wagtail.documents.permissions import permission_policy as document_policy
    from wagtail.images.permissions import permission_policy as image_policy

    return {get_image_model(): image_policy, get_document_model(): document_policy}
