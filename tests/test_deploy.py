"""The files that run the bot for real: what they name is there, and what they set is a setting."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
import yaml
from dotenv import dotenv_values

from bot.settings import Settings
from tests.page import ROOT

SETTINGS = set(dotenv_values(ROOT / ".env.example"))
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
UNIT = ROOT / "deploy" / "copa.service"
ENDS_WITHIN = 10


def steps(name):
    """Give what stands after each instruction of this name in the Dockerfile."""
    return re.findall(rf"^\s*{name} (.+)$", DOCKERFILE, re.MULTILINE)


def service():
    [found] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"].values()
    return found


def copied():
    """Give the files and folders that the image takes from the project."""
    return {name for step in steps("COPY") if "--from" not in step for name in step.split()[:-1]}


def test_the_image_takes_what_is_there_and_what_its_ignore_file_lets_in():
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    lets_in = {line[1:] for line in ignored if line.startswith("!")}
    assert "*" in ignored
    assert copied() == lets_in
    assert all((ROOT / name).exists() for name in copied())
    assert not any(".env" in name or "data" in name for name in copied())


def test_the_image_is_of_a_python_that_the_project_takes():
    images = [step.split()[0] for step in steps("FROM")]
    assert set(images) == {"python:3.11-slim"}


def test_the_image_runs_as_nobody_in_particular_and_holds_no_secret():
    assert all(user.split(":")[0] not in {"root", "0"} for user in steps("USER"))
    given = {word.split("=")[0] for step in steps("ENV") for word in shlex.split(step)}
    assert given & SETTINGS == {"LOG_FORMAT", "METRICS_PORT"}
    assert not steps("ARG")


def test_compose_sets_settings_that_are_taken_and_nothing_else():
    given = service()["environment"]
    assert set(given) <= SETTINGS
    settings = Settings.from_environment({name: str(value) for name, value in given.items()})
    assert settings.metrics_port is not None
    assert (
        str(settings.metrics_port)
        == dict(word.split("=") for word in steps("ENV")[-1].split())["METRICS_PORT"]
    )


def test_compose_gives_the_bot_one_place_to_write_and_no_powers():
    found = service()
    folders = [volume.partition(":")[2] for volume in found["volumes"]]
    assert found["read_only"] is True
    assert found["cap_drop"] == ["ALL"]
    assert folders == steps("VOLUME")
    assert str(Settings.from_environment(found["environment"]).data_dir) == folders[0]
    assert int(found["stop_grace_period"].removesuffix("s")) > ENDS_WITHIN


class Health(BaseHTTPRequestHandler):
    status = 200

    def do_GET(self):
        self.send_response(self.status if self.path == "/healthz" else 404)
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1)])
def test_the_images_health_check_asks_the_bot(monkeypatch, status, code):
    monkeypatch.setattr(Health, "status", status)
    [check] = re.findall(r"CMD (\[.+\])$", DOCKERFILE, re.MULTILINE)
    command = yaml.safe_load(check)
    with HTTPServer(("127.0.0.1", 0), Health) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        done = subprocess.run(
            [sys.executable, *command[1:]],
            env={"METRICS_PORT": str(server.server_port), "PATH": os.environ["PATH"]},
            capture_output=True,
            check=False,
        )
        server.shutdown()
    assert (done.returncode != 0) is bool(code)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")
def test_systemd_finds_nothing_wrong_with_the_unit():
    done = subprocess.run(["systemd-analyze", "verify", UNIT], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_the_unit_sets_settings_alone_and_leaves_time_to_end():
    text = UNIT.read_text(encoding="utf-8")
    given = re.findall(r"\b([A-Z_]+)=", re.search(r"^ExecStart=(.+)$", text, re.MULTILINE)[1])
    assert set(given) <= SETTINGS
    state = re.search(r"^StateDirectory=(.+)$", text, re.MULTILINE)[1]
    assert f"CACHE_PATH=/var/lib/{state}/" in text
    assert int(re.search(r"^TimeoutStopSec=(\d+)$", text, re.MULTILINE)[1]) > ENDS_WITHIN
