"""Elasticsearch and PostgreSQL refuse to run as root: an ordinary user for them."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from pathlib import Path

USER = "verderbouwen-tests"


def as_ordinary_user(command: list[str]) -> list[str]:
    """The command, run as an ordinary user when we are root."""
    if os.geteuid() != 0:
        return command
    user = _user()
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", *command]


def give_to_ordinary_user(folder: Path) -> None:
    """Let the ordinary user own the folder, and reach it, when we are root."""
    if os.geteuid() != 0:
        return
    user = _user()
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, user.pw_uid, user.pw_gid, follow_symlinks=False)
    for parent in folder.parents:
        mode = parent.stat().st_mode
        if not mode & 0o001:
            parent.chmod(mode | 0o001)


def _user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(USER)
    except KeyError:
        useradd = shutil.which("useradd") or "/usr/sbin/useradd"
        subprocess.run([useradd, "--system", "--no-create-home", "--shell", "/bin/false", USER], check=True)
        return pwd.getpwnam(USER)
