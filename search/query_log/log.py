"""Keeps what visitors ask and choose, so that editors can mend what people cannot find.

A row says what was asked in which hour, not by whom. Keeping it must never cost a visitor anything: when the
database does not answer at once, the question is not kept.
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
from search.types import SearchResult

logger = logging.getLogger(__name__)

TOKEN_LASTS = 3_600  # seconds in which a result may be chosen
DEEPEST_RANK = 100
MAY_IMPROVE = "search.change_synonymentry"
"""Whoever may change synonyms tries bad questions on purpose, and may see why a result stands where it stands."""
ASKED_IN_HOURS = 3
"""In so many different hours a question must have been asked before other visitors see it."""
MOST_PER_HOUR = 5_000
"""Questions that one process keeps in an hour: nobody fills the database by asking."""
POPULAR_DAYS = 90
POPULAR_EVERY = 600.0  # seconds between two readings of the popular questions
MOST_POPULAR = 2_000

_SALT = "search.questions_asked"  # stands in tokens that are out there
_PATIENCE = 100  # milliseconds to wait for another writer
_BOT = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|preview|monitor|python|curl|wget|java/|go-http|headless", re.IGNORECASE
)
_KEY = re.compile(r"[a-z]+-\d+")


def log_query(request: HttpRequest, result: SearchResult) -> str:
    """Keep the question that was just answered; returns the token of its clicks, empty when there is none.

    Another page, order or facet of the same question is not a new one: its clicks count for the one before.
    """
    text, is_masked = normalise(result.request.question)
    if not text or not settings.SEARCH_LOG_DAYS or not _is_visitor(request):
        return ""
    try:
        if result.request.page > 1 or text == _question_before(request):
            return _token(_latest(text))
        if not _hourly.take():
            return ""
        with _without_waiting():
            return _token(_keep(text, is_masked, result))
    except DatabaseError as error:
        logger.warning("question_not_kept", extra={"reason": type(error).__name__})
        return ""


def log_click(token: str, rank: str, key: str) -> bool:
    """Keep which result was chosen first; False when the token, the rank or the key cannot be right.

    The rank of a recommendation is 0.
    """
    try:
        asked = int(signing.loads(token, salt=_SALT, max_age=TOKEN_LASTS))
    except (signing.BadSignature, ValueError, TypeError):
        return False
    right = rank.isascii() and rank.isdigit() and len(rank) <= 3 and int(rank) <= DEEPEST_RANK  # noqa: PLR2004
    if not right or len(key) > HIT_KEY_LENGTH or not _KEY.fullmatch(key):
        return False
    try:
        with _without_waiting():
            found = AskedQuestion.objects.filter(pk=asked, clicked_rank=None)
            return bool(found.update(clicked_rank=int(rank), clicked_key=key))
    except DatabaseError as error:
        logger.warning("choice_not_kept", extra={"reason": type(error).__name__})
        return False


def forget_old_questions(now: dt.datetime | None = None) -> int:
    """Delete what is older than the setting allows, everything when nothing may be kept; returns how many rows."""
    kept_from = (now or timezone.now()) - dt.timedelta(days=settings.SEARCH_LOG_DAYS)
    old = AskedQuestion.objects.filter(asked_at__lt=kept_from) if settings.SEARCH_LOG_DAYS else AskedQuestion.objects
    deleted, _per_model = old.all().delete()
    return deleted


def popular_questions(prefix: str, limit: int) -> list[str]:
    """Questions that begin like this, gave results, and were asked in several hours; the most asked first.

    Masked questions are never among them. The list is read at most every ten minutes.
    """
    begin, is_masked = normalise(prefix)
    if not begin or is_masked:
        return []
    return [text for text in _popular.current() if text.startswith(begin)][:limit]


class PopularQuestions:
    """The popular questions of this process; one thread at a time reads them, the others use what is there."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._texts: list[str] = []
        self._read = float("-inf")

    def current(self) -> list[str]:
        """The questions, the most asked first."""
        if time.monotonic() - self._read >= POPULAR_EVERY and self._lock.acquire(blocking=False):
            try:
                self._read = time.monotonic()
                self._texts = _read_popular()
            finally:
                self._lock.release()
        return self._texts

    def clear(self) -> None:
        """Forget everything; the next one who types reads it anew."""
        self._texts, self._read = [], float("-inf")


_popular = PopularQuestions()


class HourlyQuota:
    """Counts what this process kept in the present hour."""

    def __init__(self) -> None:
        self._hour = _this_hour()
        self._kept = 0

    def take(self) -> bool:
        """Whether one more may be kept, which counts as kept."""
        if self._hour != (hour := _this_hour()):
            self._hour, self._kept = hour, 0
        self._kept += 1
        return self._kept <= MOST_PER_HOUR


def _read_popular() -> list[str]:
    since = timezone.now() - dt.timedelta(days=POPULAR_DAYS)
    asked = AskedQuestion.objects.filter(is_masked=False, total__gt=0, asked_at__gte=since).values("text")
    often = asked.annotate(hours=Count("asked_at", distinct=True)).filter(hours__gte=ASKED_IN_HOURS)
    return list(often.order_by("-hours", "text").values_list("text", flat=True)[:MOST_POPULAR])


def _is_visitor(request: HttpRequest) -> bool:
    """Whether a visitor seems to ask: no robot, no browser that reads ahead, nobody who improves the search."""
    agent = request.headers.get("User-Agent", "")
    ahead = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    seems = bool(agent) and not _BOT.search(agent) and "prefetch" not in ahead
    return seems and not (_is_known(request) and request.user.has_perm(MAY_IMPROVE))


def _is_known(request: HttpRequest) -> bool:
    """Whether this may be somebody who logged in; without a session nothing needs to be read for that."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and hasattr(request, "user")


def _question_before(request: HttpRequest) -> str:
    """The question of the page of ours that the visitor comes from."""
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
    """The filters in a few words. Only values that the index knows: anybody can type anything in an address."""
    words = []
    for key, values in sorted(result.request.filters.items()):
        known = {bucket.value for bucket in result.facets.get(key, ())}
        chosen = ", ".join(value for value in values if value in known)
        words.append(f"{key}: {chosen}" if chosen else key)
    return "; ".join(words)[:FILTERS_LENGTH]


def _latest(text: str) -> AskedQuestion | None:
    """The last time that this question was asked, if that was this hour or the one before."""
    recent = AskedQuestion.objects.filter(text=text, asked_at__gte=_this_hour() - dt.timedelta(hours=1))
    return recent.order_by("-pk").first()


def _token(asked: AskedQuestion | None) -> str:
    return signing.dumps(asked.pk, salt=_SALT) if asked else ""


def _this_hour() -> dt.datetime:
    return timezone.now().replace(minute=0, second=0, microsecond=0)


_hourly = HourlyQuota()


@contextmanager
def _without_waiting() -> Iterator[None]:
    """A transaction that gives up soon when another writer holds SQLite, and lets PostgreSQL write at leisure."""
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
