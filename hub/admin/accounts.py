"""Logging in, resetting a password and changing an address: limited, and told to who has the account.

Every limit counts before a password is hashed: a guess costs the site almost a second of processor.
"""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any, cast
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.forms import PasswordResetForm as DjangoPasswordResetForm
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_tasks import task
from wagtail.admin.forms.auth import PasswordResetForm
from wagtail.admin.views.account import AccountView as WagtailAccountView
from wagtail.admin.views.account import (
    AvatarSettingsPanel,
    BaseSettingsPanel,
    ChangePasswordPanel,
    PasswordResetView,
)

from hub.admin.login_form import FillableLoginForm
from hub.limits import Limit, client_network, mailbox, normalized
from hub.models import User

logger = logging.getLogger(__name__)

QUARTER = dt.timedelta(minutes=15)
GUESSES_PER_ACCOUNT = Limit("login.account", 10, QUARTER)
GUESSES_PER_CLIENT = Limit("login.client", 30, QUARTER)
GUESSES_WHEN_LOGGED_IN = Limit("login.again", 10, QUARTER)
RESETS_PER_ACCOUNT = Limit("reset.account", 3, dt.timedelta(hours=1))
RESETS_PER_CLIENT = Limit("reset.client", 10, dt.timedelta(hours=1))
TOO_OFTEN = _("You tried to log in too often. Wait a quarter of an hour and try again.")
GUESSED_TOO_OFTEN = _("The password was wrong too often. Wait a quarter of an hour and try again.")


class LimitedLoginForm(FillableLoginForm):
    """Refuses who guesses too often, by account and by where they come from, before the password is looked at."""

    def clean(self) -> dict[str, Any]:
        account = normalized(str(self.cleaned_data.get("username", "")))
        client = client_network(self.request)
        if not (GUESSES_PER_CLIENT.take(client) and GUESSES_PER_ACCOUNT.take(account)):
            logger.warning("login_limited")
            raise ValidationError(TOO_OFTEN, code="too_often")
        cleaned: dict[str, Any] = super().clean()  # raises when account and password do not go together
        GUESSES_PER_CLIENT.give_back(client)
        GUESSES_PER_ACCOUNT.give_back(account)
        return cleaned


class QueuedPasswordResetForm(PasswordResetForm):
    """Leaves the mail to the worker, so that the answer takes as long for an unknown address as for a known one.

    Who asks too often gets the same answer and no mail.
    """

    def save(self, *args: Any, request: Any = None, **kwargs: Any) -> None:
        address = self.cleaned_data["email"].strip().lower()
        if RESETS_PER_CLIENT.take(client_network(request)) and RESETS_PER_ACCOUNT.take(mailbox(address)):
            send_password_reset.enqueue(address)
        else:
            logger.warning("password_reset_limited")


@task(backend="durable")
def send_password_reset(address: str) -> None:
    """Mail a link to who has an account with this address; nothing when nobody has."""
    site = urlsplit(settings.BASE_URL)
    form = DjangoPasswordResetForm({"email": address})
    with translation.override(settings.LANGUAGE_CODE):
        if form.is_valid():
            form.save(
                domain_override=site.netloc,
                use_https=site.scheme == "https",
                subject_template_name=PasswordResetView.subject_template_name,
                email_template_name=PasswordResetView.email_template_name,
            )


def knows_password(user: User, password: str) -> bool:
    """Whether this is the password of who is logged in; ValidationError after ten wrong ones in a quarter of an hour.

    A session that was left open or stolen must not become a way to find the password out.
    """
    if not GUESSES_WHEN_LOGGED_IN.take(str(user.pk)):
        logger.warning("password_limited")
        raise ValidationError(GUESSED_TOO_OFTEN, code="too_often")
    right = user.check_password(password)
    if right:
        GUESSES_WHEN_LOGGED_IN.give_back(str(user.pk))
    return right


class LimitedPasswordChangeForm(PasswordChangeForm):
    """A new password for one's own account; the old one is not to be guessed."""

    def clean_old_password(self) -> str:
        password = str(self.cleaned_data["old_password"])
        if not knows_password(self.user, password):
            raise ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return password


class EmailForm(forms.ModelForm):
    """The address of an account; another one asks for the password."""

    current_password = forms.CharField(
        label=_("Your password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=_("Only needed for another address. The old address gets a message about the change."),
    )

    class Meta:
        model = User
        fields = ("email",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._before = self.instance.email

    def clean_current_password(self) -> str:
        """Ask for the password only with another address, which is cleaned before it."""
        password: str = self.cleaned_data["current_password"]
        is_new = self.cleaned_data.get("email", self._before) != self._before
        if is_new and not knows_password(self.instance, password):
            raise ValidationError(_("Type your current password to change your address."))
        return password

    def save(self, commit: bool = True) -> User:
        user: User = super().save(commit)
        if user.email != self._before:
            tell_old_address.enqueue(self._before)
        return user


class EmailPanel(BaseSettingsPanel):
    """The address, on the screen of one's own account."""

    name = "email"
    title = _("E-mail address")
    order = 110
    form_class = EmailForm

    @cached_property
    def form(self) -> EmailForm:
        """Made once: validating it puts the new address on the user, and a second form would see no change."""
        return cast("EmailForm", super().get_form())

    def get_form(self) -> EmailForm:
        return self.form


class PasswordPanel(ChangePasswordPanel):
    """The password, on the screen of one's own account."""

    form_class = LimitedPasswordChangeForm


class AccountView(WagtailAccountView):
    """One's own settings without the profile picture: no page shows one, so none is asked for or stored."""

    def get_panels(self) -> list[Any]:
        return self._panels

    @cached_property
    def _panels(self) -> list[Any]:
        panels = [panel for panel in super().get_panels() if not isinstance(panel, AvatarSettingsPanel)]
        return [self._limited(panel) if isinstance(panel, ChangePasswordPanel) else panel for panel in panels]

    @staticmethod
    def _limited(panel: ChangePasswordPanel) -> PasswordPanel:
        return PasswordPanel(panel.request, panel.user, panel.profile)


@task(backend="durable")
def tell_old_address(address: str) -> None:
    """Mail to the address that an account had that it has another one now."""
    with translation.override(settings.LANGUAGE_CODE):
        body = render_to_string("hub/mail/address_changed.txt", {"site": settings.WAGTAIL_SITE_NAME})
        send_mail(gettext("Your e-mail address was changed"), body, None, [address])
