"""How gunicorn runs the site in a container: everything that a host may want to change is in the environment.

WEB_CONCURRENCY (gunicorn's own) sets the number of processes; `make serve` gives its own flags, which win.
"""

from __future__ import annotations

import os

from hub.settings.logging import logging_config

bind = f"0.0.0.0:{os.environ.get('PORT', '8000')}"
threads = 4
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112, S108 - a heartbeat must not wait for a disk
limit_request_line = 8190  # bytes: a long question in another script takes nine for a letter
graceful_timeout = 20  # less than the containers' stop_grace_period
max_requests = 10_000  # a slow leak in any library never becomes an outage
max_requests_jitter = 1_000
logconfig_dict = logging_config(os.environ.get("LOG_FORMAT", "json"))
accesslog = None  # requests are logged by the site itself, without addresses of visitors
