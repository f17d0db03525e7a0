"""How the site logs: structured events on standard output, as JSON or for people, without personal data."""

from __future__ import annotations

import logging
from typing import Any

import structlog

from hub.settings.masking import mask_event


class RefusedRequest(logging.Filter):
    """Tells of a request that gunicorn could not read only that there was one: it quotes the address and the sender."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always True: the record stays, with another message."""
        if record.getMessage().startswith("Invalid request"):
            record.msg, record.args = "Invalid request", None
        return True


def logging_config(log_format: str) -> dict[str, Any]:
    """Django's LOGGING for the given format (`json` or `console`)."""
    renderer: Any = (
        structlog.processors.JSONRenderer() if log_format == "json" else structlog.dev.ConsoleRenderer(colors=False)
    )
    shared = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.processors.format_exc_info,
    ]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "structured": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, mask_event, renderer],
                "foreign_pre_chain": shared,
            }
        },
        "filters": {"refused": {"()": RefusedRequest}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "structured"}},
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {
            "gunicorn.error": {"handlers": ["console"], "level": "INFO", "propagate": False, "filters": ["refused"]},
            "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
            "elastic_transport": {"level": "ERROR"},
            # Wagtail logs every save and every task it runs at once; its own audit log in the database is enough.
            "django_tasks": {"level": "WARNING"},
            "wagtail": {"level": "WARNING"},
            # People who look at a terminal want to see what is wrong; machines keep count of every request.
            "django_structlog": {"level": "WARNING" if log_format == "console" else "INFO"},
        },
    }


def configure_structlog() -> None:
    """Let structlog's loggers speak through the standard library."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.filter_by_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.stdlib.add_logger_name,
            structlog.stdlib.add_log_level,
            structlog.processors.format_exc_info,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
