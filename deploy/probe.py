"""`python -m deploy.probe`: whether the web process of this container answers, by exit code.

It asks with a host name that the site accepts, so that ALLOWED_HOSTS needs no address of the container itself.
"""

from __future__ import annotations

import os
import sys
import urllib.request

TIMEOUT = 4


def request(environment: dict[str, str]) -> urllib.request.Request:
    """The question for a sign of life, for the port and host names of this environment."""
    host = environment.get("ALLOWED_HOSTS", "").split(",")[0].strip().lstrip(".").replace("*", "localhost")
    address = f"http://127.0.0.1:{environment.get('PORT', '8000')}/gezond/actief/"
    return urllib.request.Request(address, headers={"Host": host or "localhost"})


def main() -> int:
    """0 when it answers."""
    try:
        with urllib.request.urlopen(request(dict(os.environ)), timeout=TIMEOUT) as response:  # noqa: S310 - as above
            return 0 if response.status == 200 else 1  # noqa: PLR2004 - HTTP's word for well
    except OSError as error:
        print(f"The site does not answer: {error}", file=sys.stderr)  # noqa: T201 - what Docker shows of a probe
        return 1


if __name__ == "__main__":
    sys.exit(main())
