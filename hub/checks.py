"""System checks of our own: a wrong setting is reported by its name before anything runs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004 - Django's name

from hub.settings.env import env


@register(Tags.security)
def settings_are_usable(**kwargs: Any) -> list[CheckMessage]:
    """One error per environment variable that is missing or wrong."""
    return [Error(problem.message, id="hub.E001", obj=problem.name) for problem in env.problems]


@register(Tags.security, deploy=True)
def hosts_are_named(**kwargs: Any) -> list[CheckMessage]:
    """An error while the site answers to any host name: links in mails and caches could be led elsewhere."""
    if "*" not in settings.ALLOWED_HOSTS:
        return []
    return [Error("ALLOWED_HOSTS is *: name the hosts that this site answers to.", id="hub.E003")]


@register(Tags.security, deploy=True)
def cookies_are_for_https_alone(**kwargs: Any) -> list[CheckMessage]:
    """An error while visitors come by HTTPS and the site does not know: insecure cookies, one limit for everybody."""
    if settings.SECURE_PROXY_SSL_HEADER or not settings.BASE_URL.startswith("https://"):
        return []
    message = "BASE_URL is https://, and BEHIND_HTTPS_PROXY is false: cookies would travel in the clear."
    return [Error(message, hint="Set BEHIND_HTTPS_PROXY=true.", id="hub.E004")]


@register(Tags.security, deploy=True)
def mail_leaves_the_log(**kwargs: Any) -> list[CheckMessage]:
    """An error while mail is printed to the log: links to reset a password, and questions with names and addresses."""
    if settings.EMAIL_BACKEND != "django.core.mail.backends.console.EmailBackend":
        return []
    message = "EMAIL_URL is consolemail://: mail goes to the log, with links that log in and with personal data."
    return [Error(message, hint="Set it to smtp://user:password@host:port.", id="hub.E002")]


@register(Tags.security, deploy=True)
def a_vulnerability_can_be_reported(**kwargs: Any) -> list[CheckMessage]:
    """A warning while nobody can tell where to report a vulnerability: there is no security.txt then."""
    if settings.SECURITY_CONTACT:
        return []
    message = "SECURITY_CONTACT is not set: /.well-known/security.txt does not exist, and nobody knows where to report."
    return [Warning(message, hint="Set it to a mail address or an https:// address.", id="hub.W001")]
