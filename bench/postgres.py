"""A PostgreSQL server, on a free port of 127.0.0.1, with its data in a temporary folder."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PASSWORD = "not-to-be-seen"
TLS_ONLY = "tls_only"
"""A database that the server lets nobody use without TLS, which it does not have."""
_BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
_ACCOUNT = "postgres"
"""The user that root becomes, as the server refuses to run as root."""
_TRIES = 20


@dataclass(frozen=True)
class Server:
    """A server with the role `copa`; `folder` holds its data."""

    folder: Path
    port: int

    def url(
        self, database: str = "copa", user: str = "copa", password: str = PASSWORD, more: str = ""
    ) -> str:
        """Return the address of a database."""
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port}/{database}{more}"

    def run(self, program: str, *arguments: str, user: str = _ACCOUNT) -> str:
        """Run one of PostgreSQL's programs as the server's user, and return what it prints."""
        binary = _BINARIES[-1] / program if _BINARIES else shutil.which(program)
        command = [str(binary), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", _ACCOUNT, "--", *command]
        environ = {"PATH": os.environ["PATH"], "PGPASSWORD": PASSWORD, "PGUSER": user, "LC_ALL": "C.UTF-8"}
        ran = subprocess.run(
            command, cwd=self.folder, env=environ, capture_output=True, text=True, timeout=60, check=False
        )
        if ran.returncode:
            raise RuntimeError(f"{program}: {ran.stdout}{ran.stderr}")
        return ran.stdout

    def sql(self, statement: str, database: str = "postgres") -> str:
        """Run a statement as the server's owner, and return the rows as lines."""
        where = ("-h", "127.0.0.1", "-p", str(self.port), "-d", database)
        return self.run(
            "psql", "--no-psqlrc", "--quiet", "--no-align", "--tuples-only", *where, "-c", statement
        )

    def start(self) -> None:
        """Start the server and wait until it answers."""
        self.run("pg_ctl", "-D", "data", "-w", "-l", "log", "start")

    def stop(self) -> None:
        """Stop the server without waiting for its clients."""
        self.run("pg_ctl", "-D", "data", "-w", "-m", "immediate", "stop")

    def kill(self) -> None:
        """End the server with SIGKILL; its processes follow."""
        os.kill(int((self.folder / "data" / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)

    def start_again(self) -> None:
        """Start the server after a kill, once its last process is gone."""
        for _ in range(_TRIES):
            with contextlib.suppress(RuntimeError):
                self.start()
                return
            time.sleep(0.2)
        self.start()

    def create(self, database: str) -> str:
        """Create a database of the role `copa`, and return its address."""
        self.sql(f"CREATE DATABASE {database} OWNER copa TEMPLATE template0")
        return self.url(database)


@contextlib.contextmanager
def running_server() -> Iterator[Server]:
    """Run a server for as long as the block lasts; raises FileNotFoundError where none is installed."""
    if not _BINARIES and shutil.which("initdb") is None:
        raise FileNotFoundError("PostgreSQL is not here")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="copa-postgres-") as name:
        server = Server(Path(name), port)
        if os.geteuid() == 0:
            shutil.chown(name, _ACCOUNT, _ACCOUNT)
        (server.folder / "password").write_text(PASSWORD)
        (server.folder / "password").chmod(0o644)
        server.run("initdb", "-D", "data", "-A", "scram-sha-256", "--pwfile", "password", "--no-sync")
        with (server.folder / "data" / "postgresql.conf").open("a") as settings:
            settings.write(
                f"listen_addresses = '127.0.0.1'\nport = {port}\nunix_socket_directories = ''\n"
                "fsync = off\nlc_messages = 'C'\n"
            )
        rules = server.folder / "data" / "pg_hba.conf"
        rules.write_text(f"hostnossl {TLS_ONLY} all all reject\n{rules.read_text()}")
        server.start()
        try:
            server.sql(f"CREATE ROLE copa LOGIN PASSWORD '{PASSWORD}'")
            yield server
        finally:
            with contextlib.suppress(RuntimeError):
                server.stop()
