"""Runs the durable tasks of django-tasks-db one at a time, without a process of their own."""

from __future__ import annotations

import secrets

from django_tasks_db.management.commands.db_worker import Worker as TaskRunner
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

BACKEND = "durable"


def do_next_task() -> bool:
    """Run the next task that is due; False when there was none. A task that fails is stored with its error."""
    due = DBTaskResult.objects.ready().filter(backend_name=BACKEND)
    if not due.exists():  # only a read: an idle worker never takes SQLite's write lock
        return False
    runner = _runner()
    with exclusive_transaction(due.db):
        task = due.get_locked()
        if task is None:
            return False
        task.claim(runner.worker_id)
    runner.run_task(task)
    return True


def _runner() -> TaskRunner:
    return TaskRunner(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name=BACKEND,
        startup_delay=False,
        max_tasks=1,
        worker_id=secrets.token_hex(16),
        excluded_queue_names=[],
    )
