"""`python -m bot` as it is run: its address, its ends, its complaints."""

import signal
import subprocess
import urllib.request
from collections.abc import Iterator

import pytest

from tests.page import address_in, environment, start

pytestmark = pytest.mark.slow

_SECONDS = 30


@pytest.fixture
def environ(tmp_path) -> dict[str, str]:
    return environment(tmp_path)


@pytest.fixture
def local(environ) -> Iterator[subprocess.Popen[str]]:
    with start(environ) as process:
        yield process
        process.kill()


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
def test_without_a_token_a_page_opens_and_a_signal_ends_it_cleanly(local, end):
    address, _, password = address_in(local).partition("#")
    assert password
    with urllib.request.urlopen(address, timeout=_SECONDS) as page:
        assert page.status == 200
    local.send_signal(end)
    _, complaints = local.communicate(timeout=_SECONDS)
    assert local.returncode == 0
    assert "Traceback" not in complaints


@pytest.mark.parametrize(
    ("name", "value"),
    [("MOD_GUILD_ID", "the guild"), ("LOG_LEVEL", "loud"), ("SEASONS_DIR", "Makefile")],
)
def test_a_wrong_setting_is_one_clear_line_and_exit_code_2(environ, name, value):
    with start(environ | {name: value}) as process:
        said, complaints = process.communicate(timeout=_SECONDS)
    assert process.returncode == 2
    assert said == ""
    assert len(complaints.splitlines()) == 1
    assert name in complaints
