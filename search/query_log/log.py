"""Logs queries and click-throughs, so that editors can fix searches that fail.

A row holds a query and its hour, never the visitor. Logging must never cost a visitor anything: when the database
does not respond at once, the query is not logged.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.core import signing
from django.db import DatabaseError, connection, transaction
from django.db.models import Count
from django.http import HttpRequest
from django.utils import timezone

from search.query_log.masking import normalise
from search.query_log.models import FILTERS_LENGTH, HIT_KEY_LENGTH, AskedQuestion
from search.query_log.public_words import is_public, public_stems
from search.types import SearchResult

logger = logging.getLogger(__name__)

TOKEN_LASTS = 3_600  # seconds for which a click-through is accepted
DEEPEST_RANK = 100
MAY_IMPROVE = "search.change_synonymentry"
"""Permission of users who try bad queries on purpose, which are not logged, and who may see score explanations."""
ASKED_IN_HOURS = 3
"""Number of different hours in which a query must have been logged before other visitors see it."""
MOST_PER_HOUR = 5_000
"""Queries that one process logs per hour, so that nobody can fill the database by searching."""
RARE_DAYS = 30
"""Days that a query is kept which was not logged in ASKED_IN_HOURS hours."""
MOST_ROWS = 1_000_000
POPULAR_DAYS = 90
POPULAR_EVERY = 600.0  # seconds between reloads of the popular queries
MOST_POPULAR = 2_000

_SALT = "search.questions_asked"  # part of tokens already issued
_PATIENCE = 100  # milliseconds to wait for another writer
_BOT = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|preview|monitor|python|curl|wget|java/|go-http|headless", re.IGNORECASE
)
_KEY = re.compile(r"[a-z]+-\d+")


def log_query(request: HttpRequest, result: SearchResult) -> str:
    """Log a query that was just answered; returns the token for its click-through, empty when there is none.

    Another page, sort order or facet of the same query is not logged again: its clicks count for the earlier row.
    """
    text, is_masked = normalise(result.request.question)
    if not text or not settings.SEARCH_LOG_DAYS or not _is_visitor(request):
        return ""
    try:
        if result.request.page > 1 or text == _question_before(request):
            return _token(_latest(text))
        if not _hourly.take():
            return ""
        with _fail_fast_transaction():
            return _token(_keep(text, is_masked, result))
    except DatabaseError as error:
        logger.warning("question_not_kept", extra={"reason": type(error).__name__})
        return ""


def log_click(token: str, rank: str, key: str) -> bool:
    """Log the first click-through of a query; False when the token, rank or key is invalid or nothing was stored.

    The rank of a promotion is 0.
    """
    try:
        asked = int(signing.loads(token, salt=_SALT, max_age=TOKEN_LASTS))
    except (signing.BadSignature, ValueError, TypeError):
        return False
    right = rank.isascii() and rank.isdigit() and len(rank) <= 3 and int(rank) <= DEEPEST_RANK  # noqa: PLR2004
    if not right or len(key) > HIT_KEY_LENGTH or not _KEY.fullmatch(key):
        return False
    try:
        with _fail_fast_transaction():
            found = AskedQuestion.objects.filter(pk=asked, clicked_rank=None)
            return bool(found.update(clicked_rank=int(rank), clicked_key=key))
    except DatabaseError as error:
        logger.warning("choice_not_kept", extra={"reason": type(error).__name__})
        return False


def forget_old_questions(now: dt.datetime | None = None) -> int:
    """Delete rows older than SEARCH_LOG_DAYS (all rows when that is 0), rare queries sooner, and what is too much.

    Returns the number of rows.
    """
    kept_from = (now or timezone.now()) - dt.timedelta(days=settings.SEARCH_LOG_DAYS)
    old = AskedQuestion.objects.filter(asked_at__lt=kept_from) if settings.SEARCH_LOG_DAYS else AskedQuestion.objects
    deleted, _per_model = old.all().delete()
    return deleted + _forget_rare(now or timezone.now()) + _forget_surplus()


def _forget_rare(now: dt.datetime) -> int:
    """Delete queries that were logged in few hours, after RARE_DAYS: they say more of who asked than of many."""
    often = AskedQuestion.objects.values("text").annotate(hours=Count("asked_at", distinct=True))
    rare = often.filter(hours__lt=ASKED_IN_HOURS).values("text")
    old = AskedQuestion.objects.filter(asked_at__lt=now - dt.timedelta(days=RARE_DAYS), text__in=rare)
    return old.delete()[0]


def _forget_surplus() -> int:
    """Delete the oldest rows beyond MOST_ROWS."""
    surplus = AskedQuestion.objects.order_by("-asked_at", "-pk").values_list("pk", flat=True)[MOST_ROWS:]
    return AskedQuestion.objects.filter(pk__in=list(surplus)).delete()[0]


def popular_questions(prefix: str, limit: int) -> list[str]:
    """Return queries with this prefix that had results and were logged in several hours, most frequent first.

    Masked queries are never included, nor is one with a word that stands in no public title, tag, term or name. The
    list is reloaded at most every ten minutes.
    """
    begin, is_masked = normalise(prefix)
    if not begin or is_masked:
        return []
    return [text for text in _popular.current() if text.startswith(begin)][:limit]


class PopularQuestions:
    """Per-process cache of the popular queries; one thread at a time reloads it, the others use the cached list."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._texts: list[str] = []
        self._read = float("-inf")

    def current(self) -> list[str]:
        """Return the queries, most frequent first."""
        if time.monotonic() - self._read >= POPULAR_EVERY and self._lock.acquire(blocking=False):
            try:
                self._read = time.monotonic()
                self._texts = _read_popular()
            finally:
                self._lock.release()
        return self._texts

    def clear(self) -> None:
        """Empty the cache; the next call reloads it."""
        self._texts, self._read = [], float("-inf")


_popular = PopularQuestions()


class HourlyQuota:
    """Limits the rows that this process logs per clock hour."""

    def __init__(self) -> None:
        self._hour = _this_hour()
        self._kept = 0

    def take(self) -> bool:
        """Take one from the quota; False when it is used up."""
        if self._hour != (hour := _this_hour()):
            self._hour, self._kept = hour, 0
        self._kept += 1
        return self._kept <= MOST_PER_HOUR


def _read_popular() -> list[str]:
    since = timezone.now() - dt.timedelta(days=POPULAR_DAYS)
    asked = AskedQuestion.objects.filter(is_masked=False, total__gt=0, asked_at__gte=since).values("text")
    often = asked.annotate(hours=Count("asked_at", distinct=True)).filter(hours__gte=ASKED_IN_HOURS)
    known = public_stems()
    texts = often.order_by("-hours", "text").values_list("text", flat=True)
    return [text for text in texts[: 2 * MOST_POPULAR] if is_public(text, known)][:MOST_POPULAR]


def _is_visitor(request: HttpRequest) -> bool:
    """Whether the request seems to come from a visitor: not a bot, a prefetch or a user who improves the search."""
    agent = request.headers.get("User-Agent", "")
    ahead = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    seems = bool(agent) and not _BOT.search(agent) and "prefetch" not in ahead
    return seems and not (_is_known(request) and request.user.has_perm(MAY_IMPROVE))


def _is_known(request: HttpRequest) -> bool:
    """Whether the user may be logged in; requests without a session cookie need no session look-up."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and hasattr(request, "user")


def _question_before(request: HttpRequest) -> str:
    """Return the query of the page of this site that the visitor comes from; empty when there is none."""
    try:
        before = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer", ""))
    except ValueError:
        return ""
    if before.netloc != request.get_host():
        return ""
    return normalise(parse_qs(before.query).get("q", [""])[0])[0]


def _keep(text: str, is_masked: bool, result: SearchResult) -> AskedQuestion:
    return AskedQuestion.objects.create(
        asked_at=_this_hour(),
        text=text,
        is_masked=is_masked,
        filters=_filters(result),
        total=result.total,
        is_degraded=result.degraded,
    )


def _filters(result: SearchResult) -> str:
    """Return the filters as text, only with values that the index knows: a URL may contain anything."""
    words = []
    for key, values in sorted(result.request.filters.items()):
        known = {bucket.value for bucket in result.facets.get(key, ())}
        chosen = ", ".join(value for value in values if value in known)
        words.append(f"{key}: {chosen}" if chosen else key)
    return "; ".join(words)[:FILTERS_LENGTH]


def _latest(text: str) -> AskedQuestion | None:
    """Return the latest row of this query, if it is from this hour or the previous one."""
    recent = AskedQuestion.objects.filter(text=text, asked_at__gte=_this_hour() - dt.timedelta(hours=1))
    return recent.order_by("-pk").first()


def _token(asked: AskedQuestion | None) -> str:
    return signing.dumps(asked.pk, salt=_SALT) if asked else ""


def _this_hour() -> dt.datetime:
    return timezone.now().replace(minute=0, second=0, microsecond=0)


_hourly = HourlyQuota()


@contextmanager
def _fail_fast_transaction() -> Iterator[None]:
    """Open a transaction that fails fast when SQLite is locked, and that commits asynchronously on PostgreSQL."""
    if connection.vendor == "sqlite":
        usual = int(connection.settings_dict["OPTIONS"].get("timeout", 5) * 1000)
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
        try:
            with transaction.atomic():
                yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA busy_timeout = {usual}")
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL synchronous_commit TO OFF")
            yield
