"""The dialogs that ask for a link in a text: Wagtail's own, in which a field is called by its name in the code."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin.auth import require_admin_access
from wagtail.admin.forms import choosers
from wagtail.admin.views import chooser

from hub.rights import choosable_pages


def _text_of_the_link() -> forms.CharField:
    return forms.CharField(label=_("Text of the link"), required=False)


class AddressForm(choosers.ExternalLinkChooserForm):
    """A link to elsewhere."""

    link_text = _text_of_the_link()


class AnchorForm(choosers.AnchorLinkChooserForm):
    """A link to a place on this page."""

    link_text = _text_of_the_link()


class MailForm(choosers.EmailLinkChooserForm):
    """A link that begins a mail."""

    email_address = forms.EmailField(label=_("E-mail address"))
    link_text = _text_of_the_link()
    subject = forms.CharField(label=_("Subject of the mail"), required=False)
    body = forms.CharField(label=_("Text of the mail"), required=False, widget=forms.Textarea({"rows": 3}))


class PhoneForm(choosers.PhoneLinkChooserForm):
    """A link that calls a number."""

    phone_number = forms.CharField(label=_("Telephone number"))
    link_text = _text_of_the_link()


class AddressView(chooser.ExternalLinkView):
    """Makes the exact address of a page here a link to that page, if the editor may choose it: else it stays as typed.

    Wagtail's would tell the title of any page, also one that is not published yet.
    """

    def render_chosen_response(self, result: dict[str, Any]) -> HttpResponse:
        if "id" in result:
            page = choosable_pages(self.request.user).filter(pk=result["id"]).first()
            known = {**result, "adminTitle": page.specific.get_admin_display_title()} if page else None
            result = known or self.get_result_data()
        return super().render_chosen_response(result)


DIALOGS: dict[str, tuple[type[View], type[forms.Form]]] = {
    "external": (AddressView, AddressForm),
    "anchor": (chooser.AnchorLinkView, AnchorForm),
    "email": (chooser.EmailLinkView, MailForm),
    "phone": (chooser.PhoneLinkView, PhoneForm),
}

urlpatterns = [
    path(f"choose-{kind}-link/", require_admin_access(view.as_view(form_class=form)))
    for kind, (view, form) in DIALOGS.items()
]
"""They come before Wagtail's, whose names still lead here."""
