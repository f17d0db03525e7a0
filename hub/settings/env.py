"""The registry of environment variables: every setting an operator may change, typed, with help.

Reading a wrong value never raises here: the problem is kept, a harmless value is returned, and
`hub.checks` reports it by name (management commands stop there) while `hub.wsgi` refuses to start.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import environ

from hub.settings.addresses import (
    WrongValue,
    names,
    optional_contact,
    optional_web_address,
    optional_web_addresses,
    web_address,
)
from hub.settings.secret_values import optional_secret, secret, secrets_list

BASE_DIR = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True)
class Problem:
    """A variable that is missing or wrong, and what to do about it."""

    name: str
    message: str


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable: its name, how its text is read, its default text, and what it is for.

    `default` is None when the variable must be given.
    """

    name: str
    read: Callable[[str], Any]
    default: str | None
    help: str
    fallback: Any = None


def text(value: str) -> str:
    return value


def boolean(value: str) -> bool:
    truth = {
        "1": True,
        "true": True,
        "yes": True,
        "on": True,
        "0": False,
        "false": False,
        "no": False,
        "off": False,
    }
    try:
        return truth[value.strip().lower()]
    except KeyError:
        raise WrongValue("must be true or false") from None


def port(value: str) -> int:
    if not value.isdigit() or not 0 < int(value) < 65536:  # noqa: PLR2004 - the highest TCP port
        raise WrongValue("must be a port number between 1 and 65535")
    return int(value)


def days(value: str) -> int:
    if not (value.isascii() and value.isdigit()) or int(value) > 3650:  # noqa: PLR2004 - ten years
        raise WrongValue("must be a number of days between 0 and 3650")
    return int(value)


def folder(value: str) -> Path:
    path = Path(value).expanduser()
    path = path if path.is_absolute() else BASE_DIR / path
    if path.exists() and not path.is_dir():
        raise WrongValue("must name a folder, and there is a file of that name")
    return path


def database(value: str) -> dict[str, Any]:
    scheme = value.partition(":")[0]
    if scheme not in {"sqlite", "postgres", "postgresql"}:
        raise WrongValue("must begin with sqlite:///, postgres:// or postgresql://")
    return dict(environ.Env.db_url_config(value))


def mail_server(value: str) -> dict[str, Any]:
    scheme = value.partition(":")[0]
    if scheme not in environ.Env.EMAIL_SCHEMES:
        raise WrongValue(f"must begin with one of {', '.join(sorted(environ.Env.EMAIL_SCHEMES))}")
    return dict(environ.Env.email_url_config(value))


def one_of(*choices: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in choices:
            raise WrongValue(f"must be one of {', '.join(choices)}")
        return value

    return read


def number(lowest: int, highest: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        if not value.isdecimal() or not lowest <= int(value) <= highest:
            raise WrongValue(f"must be a number from {lowest} to {highest}")
        return int(value)

    return read


def duration(value: str) -> str:
    if not re.fullmatch(r"[1-9][0-9]*(ms|s|m|h|d)", value):
        raise WrongValue("must be a number with ms, s, m, h or d behind it, such as 30s")
    return value


def index_prefix(value: str) -> str:
    if not value or value != value.lower() or not value.replace("-", "").replace("_", "").isalnum():
        raise WrongValue("must hold only lower-case letters, digits, - and _")
    return value


VARIABLES: tuple[Variable, ...] = (
    Variable(
        "SECRET_KEY",
        secret,
        None,
        "Key that signs sessions and links; at least 40 random characters.",
        "x" * 50,
    ),
    Variable(
        "SECRET_KEY_FALLBACKS",
        secrets_list,
        "",
        "Former keys, separated by commas, while links and sessions that they signed may still be used.",
    ),
    Variable("ALLOWED_HOSTS", names, None, "Host names this site answers to, separated by commas.", []),
    Variable("BASE_URL", web_address, "http://localhost:8000", "Address of the site, as visitors type it."),
    Variable("PORT", port, "8000", "Port on which the web process listens."),
    Variable("VAR_DIR", folder, "var", "Folder for everything the site writes: SQLite, media, the embedded index."),
    Variable(
        "LANGUAGE_CODE", one_of("nl", "en"), "nl", "Language of the public site: nl or en; editors choose their own."
    ),
    Variable(
        "DATABASE_URL",
        database,
        "",
        "postgres://user:password@host:port/name, or sqlite:///path; default: SQLite in VAR_DIR.",
    ),
    Variable(
        "SEARCH_ENGINE",
        one_of("auto", "elastic", "embedded"),
        "auto",
        "auto uses Elasticsearch when ELASTICSEARCH_URL is set, else the embedded engine.",
    ),
    Variable(
        "ELASTICSEARCH_URL",
        optional_web_addresses,
        "",
        "Address of Elasticsearch, with user and password if it has any; of a cluster those of its nodes, with commas.",
    ),
    Variable(
        "ELASTICSEARCH_INDEX_PREFIX",
        index_prefix,
        "verderbouwen",
        "Begin of the names of this site's indices; several sites can share a cluster.",
    ),
    Variable(
        "ELASTICSEARCH_SHARDS",
        number(1, 1024),
        "1",
        "Parts of each index; more than 1 only above some millions of records. Counts from the next rebuild.",
    ),
    Variable(
        "ELASTICSEARCH_REPLICAS",
        number(0, 100),
        "0",
        "Copies of each index; 1 on a cluster of more than one node. Counts from the next rebuild.",
    ),
    Variable(
        "ELASTICSEARCH_REFRESH",
        duration,
        "1s",
        "How soon a write is found, such as 1s or 500ms. Counts from the next rebuild.",
    ),
    Variable(
        "ELASTICSEARCH_GC_DELETES",
        duration,
        "24h",
        "How long a deletion is remembered, so that an older write cannot undo it; longer than a rebuild takes.",
    ),
    Variable(
        "SEARCH_LOG_DAYS",
        days,
        "365",
        "Days that questions of visitors are kept, without personal data; 0 keeps none.",
    ),
    Variable(
        "QUESTION_DAYS",
        number(1, 3650),
        "365",
        "Days that a question to a contact is kept, with the name and address of who asked; at least 1.",
    ),
    Variable(
        "EMAIL_URL",
        mail_server,
        "consolemail://",
        "smtp://user:password@host:port; the default prints mail to the log, which `check --deploy` refuses.",
    ),
    Variable("DEFAULT_FROM_EMAIL", text, "Verderbouwen <noreply@localhost>", "Sender of the site's mail."),
    Variable(
        "SECURITY_CONTACT",
        optional_contact,
        "",
        "Where a vulnerability is reported: a mail address or an https:// address. Makes /.well-known/security.txt.",
    ),
    Variable(
        "HEALTH_TOKEN",
        optional_secret,
        "",
        "What a monitor sends as `Authorization: Bearer …` to read at /gezond/ what is wrong; at least 40 characters.",
    ),
    Variable(
        "SOURCE_URL",
        optional_web_address,
        "",
        "Address of the source code of this site, for colophon and footer.",
    ),
    Variable(
        "BEHIND_HTTPS_PROXY",
        boolean,
        "true",
        "Trust X-Forwarded-Proto of the proxy in front, and use secure cookies and HSTS.",
    ),
    Variable("LOG_FORMAT", one_of("json", "console"), "json", "json for machines, console for people."),
)
_BY_NAME = {variable.name: variable for variable in VARIABLES}


class Environment:
    """Reads registered variables and keeps what was wrong with them."""

    def __init__(self, source: dict[str, str] | None = None) -> None:
        self._source = os.environ if source is None else source
        self.problems: list[Problem] = []

    def __call__(self, name: str) -> Any:
        """The typed value of a registered variable; its default when it is not set or empty."""
        variable = _BY_NAME[name]
        raw = self._source.get(name) or variable.default
        if raw is None:
            self.problems.append(Problem(name, f"{name} must be set. {variable.help}"))
            return variable.fallback
        if raw == "" and variable.read is database:
            return None
        try:
            return variable.read(raw)
        except (WrongValue, ValueError) as error:
            self.problems.append(Problem(name, f"{name} {error}. {variable.help}"))
            return variable.fallback if variable.default is None else self._default(variable)

    @staticmethod
    def _default(variable: Variable) -> Any:
        assert variable.default is not None  # noqa: S101 - the caller has looked
        return None if variable.default == "" and variable.read is database else variable.read(variable.default)


def documentation() -> str:
    """The registry as a Markdown table, for docs/operations/settings.md."""
    rows = ["| variable | default | what it is for |", "|---|---|---|"]
    for variable in VARIABLES:
        default = "must be given" if variable.default is None else f"`{variable.default}`" if variable.default else ""
        rows.append(f"| `{variable.name}` | {default} | {variable.help} |")
    return "\n".join(rows) + "\n"


env = Environment()
