"""The form that a visitor asks with, and how often."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from hub.limits import Limit, client_network
from solutions.models import ContactRequest
from solutions.models.contact_request import NAME_LENGTH, TEXT_LENGTH

WINDOW = dt.timedelta(hours=1)
PER_CLIENT = Limit("question.client", 5, WINDOW)
TWICE = dt.timedelta(minutes=10)
"""Within which the same question again is a second click, not a second question."""
SHORTEST = 10
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""What no keyboard types: control characters (line breaks of a text are made \\n first) and turners of direction."""


class _NeverFilled(forms.TextInput):
    """A field that is always shown empty."""

    def format_value(self, value: Any) -> None:
        return None


def _input(**attributes: str) -> dict[str, str]:
    return {"class": "utrecht-textbox", **attributes}


class QuestionForm(forms.Form):
    """Who asks, and what."""

    name = forms.CharField(
        label=_("Your name"), max_length=NAME_LENGTH, widget=forms.TextInput(_input(autocomplete="name"))
    )
    email = forms.EmailField(
        label=_("Your work e-mail address"),
        max_length=254,
        help_text=_("The answer goes here. Nobody else sees it."),
        widget=forms.EmailInput(_input(autocomplete="email")),
        error_messages={"invalid": _("Type a full e-mail address, such as naam@gemeente.nl.")},
    )
    works_for = forms.CharField(
        label=_("Organisation you work for"),
        max_length=NAME_LENGTH,
        required=False,
        widget=forms.TextInput(_input(autocomplete="organization")),
    )
    text = forms.CharField(
        label=_("Your question"),
        max_length=TEXT_LENGTH,
        min_length=SHORTEST,
        help_text=_("Say what you want to know and for what. Do not type personal data of others."),
        widget=forms.Textarea(_input(rows="8", autocomplete="off")),
    )
    onderwerp = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        max_length=250,
        widget=_NeverFilled({"autocomplete": "off", "tabindex": "-1"}),
    )

    default_errors = {
        "name": _("Type your name."),
        "email": _("Type your work e-mail address."),
        "text": _("Type your question."),
    }

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, label_suffix="")
        self.use_required_attribute = False
        for name, sentence in self.default_errors.items():
            self.fields[name].error_messages["required"] = sentence

    def clean_name(self) -> str:
        return _one_line(self.cleaned_data["name"])

    def clean_works_for(self) -> str:
        return _one_line(self.cleaned_data["works_for"])

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"]).replace("\r\n", "\n").replace("\r", "\n")
        return _without_control_characters(text)

    def clean(self) -> dict[str, Any]:
        """Refuse what fills in the field that no person sees; it is shown empty again, so a person only sends anew."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.pop("onderwerp", "") or "onderwerp" in self.errors:
            self.errors.pop("onderwerp", None)
            raise ValidationError(
                _("We could not see that a person sends this. Nothing was sent yet. Send your question once more.")
            )
        return cleaned


def _one_line(text: str) -> str:
    """A name, in which a line break has no place: it could add a line to the head of a mail."""
    if "\n" in text or "\r" in text:
        raise ValidationError(_("Type this on one line."))
    return _without_control_characters(text)


def _without_control_characters(text: str) -> str:
    if _CONTROL.search(text):
        raise ValidationError(_("There is a character in it that cannot be shown. Type the text again."))
    return text


def client_mark(request: HttpRequest) -> str:
    """A mark for where this request comes from, which tells nothing about it and differs each day."""
    day = timezone.localdate().isoformat()
    return salted_hmac(f"solutions.question.{day}", client_network(request), algorithm="sha256").hexdigest()


def was_just_asked(client: str, page: int | None, email: str, text: str) -> bool:
    """Whether this visitor sent the very same question a moment ago, as a second click on the button does."""
    recent = ContactRequest.objects.filter(asked_at__gte=timezone.now() - TWICE)
    return recent.filter(client=client, page=page, email=email, text=text).exists()
