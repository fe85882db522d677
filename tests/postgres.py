"""The PostgreSQL server of a test run; tests that need it are skipped where none is installed."""

from collections.abc import Iterator

import pytest

from bench.postgres import PASSWORD, Server, running_server

__all__ = ["PASSWORD", "Server", "postgres"]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """Give the server."""
    try:
        with running_server() as server:
            yield server
    except FileNotFoundError as error:
        pytest.skip(str(error))
