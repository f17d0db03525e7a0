"""The form that every page is edited with: it refuses what its author may not use."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import ModelChoiceField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permissions import policy_registry

from hub.forms.references import without_references
from hub.rights import choosable_pages

Reference = tuple[type, int]
YET_TO_COME = _("This day has yet to come. Choose today or an earlier day.")
NOT_YOURS = _("You may not use this image, document or page. Choose one of your own organisation.")


class RightsAwarePageForm(WagtailAdminPageForm):
    """Refuses images, documents and pages that the author may not choose, wherever their ids were posted.

    Wagtail's choosers show only what may be chosen but accept any id; this closes that gap. What the
    page held already stays allowed, so that a colleague can correct a text without rights on its picture.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:  # a script fills it in while one types; whoever is quicker gets it from the title
            self.fields["slug"].required = False
        self._held = {name: self._references(name, getattr(self.instance, name, None)) for name in self.fields}
        if self.for_user is not None and not self.for_user.is_superuser:
            self._offer_only_choosable_pages()

    def clean_last_confirmed_at(self) -> dt.date | None:
        """The day of confirmation of what has one; nobody confirmed anything on a day that has yet to come."""
        day: dt.date | None = self.cleaned_data["last_confirmed_at"]
        if day and day > timezone.localdate():
            raise ValidationError(YET_TO_COME)
        return day

    def save(self, commit: bool = True) -> Page:
        """Remember with a day of confirmation who filled it in."""
        if "last_confirmed_at" in self.changed_data:
            self.instance.last_confirmed_by = self.for_user if self.cleaned_data["last_confirmed_at"] else None
        return super().save(commit)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if self.for_user is None or self.for_user.is_superuser:
            return cleaned
        for name, value in list(cleaned.items()):
            foreign = self._foreign(name, value)
            if foreign:
                self.add_error(name, ValidationError(NOT_YOURS))
                self._show_without(name, value, foreign)
        return cleaned

    def _foreign(self, name: str, value: Any) -> set[Reference]:
        """What the field newly refers to and its author may not use."""
        posted = self._references(name, value) - self._held.get(name, set())
        return {reference for reference in posted if not self._may_use(*reference)}

    def _show_without(self, name: str, value: Any, foreign: set[Reference]) -> None:
        """Let the form that comes back hold everything but these: it would show their titles and pictures."""
        shown = without_references(value, foreign)
        self.fields[name].bound_data = lambda _data, _initial: shown

    def is_valid(self) -> bool:
        """Also refuses what the rows below the page (attachments, pictures, relations) may not use."""
        valid = super().is_valid()
        if self.for_user is None or self.for_user.is_superuser:
            return bool(valid)
        rows = [row for formset in self.formsets.values() for row in formset.forms]
        refused = [row for row in rows if self._refuse_in(row)]
        return bool(valid) and not refused

    def _refuse_in(self, row: Any) -> bool:
        """Mark what this row newly names and its author may not use; True when there is any."""
        named = {name: row.cleaned_data.get(name) for name in row.changed_data} if hasattr(row, "cleaned_data") else {}
        wrong = [
            name
            for name, value in named.items()
            if _is_guarded(type(value)) and not self._may_use(type(value), value.pk)
        ]
        for name in wrong:
            row.add_error(name, ValidationError(NOT_YOURS))
            row.fields[name].bound_data = lambda _data, _initial: None
        return bool(wrong)

    def _offer_only_choosable_pages(self) -> None:
        """Fields that list pages offer what is live and what the author works on; no drafts of others."""
        for field in self.fields.values():
            pages = field.queryset if isinstance(field, ModelChoiceField) else None
            if pages is not None and issubclass(pages.model, Page):
                field.queryset = choosable_pages(self.for_user, pages)

    def _references(self, name: str, value: Any) -> set[Reference]:
        """(model, id) of every image, document and page in a field's value, in rich text and streams too."""
        if name not in {field.name for field in self.instance._meta.get_fields()} or value is None:
            return set()
        field: Any = self.instance._meta.get_field(name)
        if hasattr(field, "extract_references"):
            return {(model, int(pk)) for model, pk, *_rest in field.extract_references(value) if _is_guarded(model)}
        pk = getattr(value, "pk", None)
        return {(type(value), pk)} if pk and _is_guarded(type(value)) else set()

    def _may_use(self, model: type, pk: int) -> bool:
        if issubclass(model, Page):
            return choosable_pages(self.for_user).filter(pk=pk).exists()
        policy = policy_registry.get_by_type(model)
        return bool(policy.instances_user_has_permission_for(self.for_user, "choose").filter(pk=pk).exists())


def _is_guarded(model: Any) -> bool:
    """Whether objects of this model belong to someone: images, documents and pages."""
    return isinstance(model, type) and issubclass(model, (get_image_model(), get_document_model(), Page))
