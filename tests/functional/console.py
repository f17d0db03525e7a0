"""Runs management commands one after the other: `python -m tests.functional.console`.

Starting Django takes seconds and most commands a moment, so a site of a test starts it once. Reads a JSON list of
arguments per line, and answers with the output and the exit code of the command as JSON on one line.
"""

from __future__ import annotations

import json
import sys
from contextlib import redirect_stdout
from io import StringIO

import django

django.setup()

from django.core.management import CommandError, call_command  # noqa: E402
from django.db import close_old_connections  # noqa: E402


def run(arguments: list[str]) -> dict[str, object]:
    output = StringIO()
    try:
        with redirect_stdout(output):
            call_command(*arguments, stdout=output, stderr=output)
        code: object = 0
    except SystemExit as ended:
        code = ended.code
    except CommandError as error:
        output.write(str(error))
        code = 1
    finally:
        close_old_connections()
    return {"output": output.getvalue(), "code": code}


def main() -> None:
    for line in sys.stdin:
        print(json.dumps(run(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
