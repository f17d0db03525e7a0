"""What the log may hold: no query string, address, token or value of a row, whoever writes the line."""

import io
import json
import logging
import logging.config

import pytest
import structlog
from django.test import RequestFactory

from hub.checks import cookies_are_for_https_alone, hosts_are_named, mail_leaves_the_log
from hub.settings.logging import logging_config
from hub.settings.masking import masked

KEPT = "iets dat blijft"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (KEPT, KEPT),
        ("Not Found: /zoeken/?q=jan+jansen", "Not Found: /zoeken/"),
        ("<WSGIRequest: GET '/nergens/?q=bsn+123456782&x=1'>", "<WSGIRequest: GET '/nergens/'>"),
        ("GET /zoeken/?q=jan jansen HTTP/1.1", "GET /zoeken/ HTTP/1.1"),
        ("GET /zoeken/%3fq=jan+jansen HTTP/1.1", "GET /zoeken/ HTTP/1.1"),
        ("Not Found: /zoeken/?q=jan jansen", "Not Found: /zoeken/"),
        ("Not Found: /zoeken/ naar?q=jan jansen", "Not Found: /zoeken/ naar"),
        ("GET /geplant/a ?q=jan", "GET /geplant/a "),
        (
            "ValueError: Field 'id' expected a number but got 'jan jansen'.\nKeyError: 'problem-count'",
            "ValueError: Field […]\nKeyError: […]",
        ),
        ("Method Not Allowed (GET): /zoeken/?q=jan jansen", "Method Not Allowed (GET): /zoeken/"),
        (
            "Forbidden (Referer checking failed - https://x.example/?q=jan j does not match any trusted origins.): /",
            "Forbidden (Referer checking failed - […] does not match any trusted origins.): /",
        ),
        ("https://hub.example/beheer/?next=/x/ gaf 500", "https://hub.example/beheer/ gaf 500"),
        (
            "POST /beheer/password_reset/confirm/Mw/diu690-c76e1f0a9b8c7d6e5f4a3b2c1d0e9f8a/",
            "POST /beheer/password_reset/confirm/[…]",
        ),
        ("/beheer/password_reset/confirm/Mw/set-password/", "/beheer/password_reset/confirm/[…]"),
        ("{'jan@voorbeeld.nl': (550, b'no such user')}", "{'[…]': (550, b'no such user')}"),
        ("van Jan <jan.jansen+werk@sub.voorbeeld.nl>", "van Jan <[…]>"),
        ("q=jan%40voorbeeld.nl", "q=[…]"),
        ("Key exists\nDETAIL:  Key (name)=(Jan Jansen) already exists.", "Key exists\nDETAIL: […]"),
        ("postgres://hub:geheim@db:5432/hub is away", "postgres://db:5432/hub is away"),
        ("lid:1vRzAB:Uo3xk2s9dF8hJ7kL6mN5bV4cX3zQ", "[…]"),
        ("Invalid request from ip=2001:db8::7 today", "Invalid request from ip=[…] today"),
        ('File "hub/views.py", line 3, in view', 'File "hub/views.py", line 3, in view'),
        ("Changes wait too long. elastic: 61 s", "Changes wait too long. elastic: 61 s"),
        ("search-20261130211334-b27fa953", "search-20261130211334-b27fa953"),
    ],
)
def test_personal_data_and_secrets_are_masked_and_the_rest_stays(text, expected):
    assert masked(text) == expected


@pytest.fixture
def written(monkeypatch):
    """A function that configures logging as in production, does something and returns the lines."""

    def lines(act, log_format="json"):
        stream = io.StringIO()
        config = logging_config(log_format)
        config["handlers"]["console"]["stream"] = stream
        root = logging.getLogger()
        before = root.handlers[:], root.level
        try:
            logging.config.dictConfig(config)
            act()
        finally:
            root.handlers, root.level = before
        return stream.getvalue().splitlines()

    return lines


def test_every_logger_is_masked_also_in_extras_and_exceptions(written):
    request = RequestFactory().get("/zoeken/", {"q": "jan jansen"})

    def act():
        log = logging.getLogger("some.library")
        log.warning("Not Found: %s", "/x/?q=geheim", extra={"request": request, "to": ["jan@voorbeeld.nl"], "rows": 3})
        try:
            raise ValueError("550 jan@voorbeeld.nl")
        except ValueError:
            log.exception("mail_not_sent")
        structlog.get_logger("ours").warning("asked", address="/x/?q=geheim", request_id="a" * 36)

    first, second, third = map(json.loads, written(act))
    assert (first["event"], first["request"], first["to"], first["rows"]) == (
        "Not Found: /x/",
        "GET /zoeken/",
        ["[…]"],
        3,
    )
    assert "ValueError: 550 […]" in second["exception"]
    assert (third["address"], third["request_id"]) == ("/x/", "a" * 36)


def test_people_at_a_terminal_get_the_same(written):
    (line,) = written(lambda: logging.getLogger("x").warning("GET /?q=geheim"), "console")
    assert "GET /" in line
    assert "geheim" not in line


def test_a_request_that_gunicorn_could_not_read_is_not_quoted(written):
    def act():
        log = logging.getLogger("gunicorn.error")
        log.warning("Invalid request from ip=%s: %s", "10.0.0.7", "Invalid HTTP request line: 'GET /?q=jan jansen'")
        log.info("Booting worker with pid: %s", 7)

    events = [json.loads(line)["event"] for line in written(act)]
    assert events == ["Invalid request", "Booting worker with pid: 7"]


@pytest.mark.parametrize(("backend", "ids"), [("console", ["hub.E002"]), ("smtp", []), ("filebased", [])])
def test_mail_in_the_log_is_an_error_of_deployment(settings, backend, ids):
    settings.EMAIL_BACKEND = f"django.core.mail.backends.{backend}.EmailBackend"
    assert [found.id for found in mail_leaves_the_log()] == ids


@pytest.mark.parametrize(
    ("hosts", "ids"), [(["*"], ["hub.E003"]), (["hub.example", "*"], ["hub.E003"]), (["hub.example"], [])]
)
def test_a_site_that_answers_to_any_host_is_an_error_of_deployment(settings, hosts, ids):
    settings.ALLOWED_HOSTS = hosts
    assert [found.id for found in hosts_are_named()] == ids


@pytest.mark.parametrize(
    ("address", "header", "ids"),
    [
        ("https://hub.example", None, ["hub.E004"]),
        ("https://hub.example", ("HTTP_X_FORWARDED_PROTO", "https"), []),
        ("http://localhost:8000", None, []),
    ],
)
def test_https_that_the_site_does_not_know_of_is_an_error_of_deployment(settings, address, header, ids):
    settings.BASE_URL, settings.SECURE_PROXY_SSL_HEADER = address, header
    assert [found.id for found in cookies_are_for_https_alone()] == ids
