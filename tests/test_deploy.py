"""The files that run the bot for real: what they name is there, and what they set is a setting."""

import contextlib
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import kubernetes_validate
import pytest
import yaml
from dotenv import dotenv_values

from bot.settings import Settings
from tests.page import ROOT

SETTINGS = set(dotenv_values(ROOT / ".env.example"))
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
UNIT = ROOT / "deploy" / "copa.service"
CONTAINER = ROOT / "deploy" / "container.sh"
ENDS_WITHIN = 10
NEWER_KEYS = re.compile(r"Unknown key (name )?'Restart(Steps|MaxDelaySec)'")
"""What a systemd older than 254 says of the growing pauses, which it leaves out."""


def steps(name):
    """Give what stands after each instruction of this name in the Dockerfile."""
    return re.findall(rf"^\s*{name} (.+)$", DOCKERFILE, re.MULTILINE)


def compose():
    return yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))


def bots():
    """Give the services of compose.yaml that run the bot, by name."""
    services = {name: found for name, found in compose()["services"].items() if "build" in found}
    assert set(services) == {"bot", "shard-0", "shard-1"}
    return services


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


def settings_of(name):
    given = {key: str(value) for key, value in bots()[name]["environment"].items()}
    assert set(given) <= SETTINGS
    return Settings.from_environment(given)


@pytest.mark.parametrize("name", ["bot", "shard-0", "shard-1"])
def test_compose_sets_settings_that_are_taken_and_nothing_else(name):
    settings = settings_of(name)
    port = dict(word.split("=") for word in steps("ENV")[-1].split())["METRICS_PORT"]
    assert str(settings.metrics_port) == port


@pytest.mark.parametrize("name", ["bot", "shard-0", "shard-1"])
def test_compose_gives_the_bot_one_place_to_write_and_no_powers(name):
    found = bots()[name]
    [(volume, folder)] = [volume.split(":") for volume in found["volumes"]]
    assert found["read_only"] is True
    assert found["cap_drop"] == ["ALL"]
    assert [folder] == steps("VOLUME")
    assert volume in compose()["volumes"]
    assert str(settings_of(name).data_dir) == folder
    assert int(found["stop_grace_period"].removesuffix("s")) > ENDS_WITHIN


def test_the_shards_of_compose_are_all_shards_and_share_a_database_but_no_folder():
    shards = [settings_of("shard-0"), settings_of("shard-1")]
    assert [settings.shard_ids for settings in shards] == [(0,), (1,)]
    assert {settings.shard_count for settings in shards} == {len(shards)}
    assert len({settings.database_url for settings in shards}) == 1
    assert len({bots()[name]["volumes"][0] for name in ("shard-0", "shard-1")}) == len(shards)
    assert settings_of("bot").database_url is None
    assert "profiles" not in bots()["bot"]
    assert all(
        found.get("profiles") == ["shards"] for name, found in compose()["services"].items() if name != "bot"
    )


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
    told = [line for line in (done.stdout + done.stderr).splitlines() if not NEWER_KEYS.search(line)]
    assert (done.returncode, told) == (0, [])


def test_the_unit_sets_settings_alone_and_leaves_time_to_end():
    text = UNIT.read_text(encoding="utf-8")
    given = re.findall(r"\b([A-Z_]+)=", re.search(r"^ExecStart=(.+)$", text, re.MULTILINE)[1])
    assert set(given) <= SETTINGS
    state = re.search(r"^StateDirectory=(.+)$", text, re.MULTILINE)[1]
    assert f"CACHE_PATH=/var/lib/{state}/" in text
    assert int(re.search(r"^TimeoutStopSec=(\d+)$", text, re.MULTILINE)[1]) > ENDS_WITHIN


KUBERNETES = ROOT / "deploy" / "kubernetes"
OVERLAYS = {"one": 1, "eight": 8}
KINDS = {"StatefulSet", "Service", "Secret", "PodDisruptionBudget", "NetworkPolicy"}


def manifests(folder):
    """Give the resources that a folder's kustomization lists, by kind."""
    listed = yaml.safe_load((KUBERNETES / folder / "kustomization.yaml").read_text(encoding="utf-8"))[
        "resources"
    ]
    found = [yaml.safe_load((KUBERNETES / folder / name).read_text(encoding="utf-8")) for name in listed]
    return {manifest["kind"]: manifest for manifest in found}


def test_the_manifests_are_valid():
    assert set(manifests("base")) == KINDS
    for manifest in manifests("base").values():
        kubernetes_validate.validate(manifest, kubernetes_validate.latest_version(), strict=True)


def pod():
    return manifests("base")["StatefulSet"]["spec"]["template"]["spec"]


def environment_of_pod(shard, count):
    """Give the environment of a pod, as Kubernetes fills it in."""
    [container] = pod()["containers"]
    given = {variable["name"]: variable.get("value", str(shard)) for variable in container["env"]}
    return {**given, "SHARD_COUNT": str(count), **manifests("base")["Secret"]["stringData"]}


@pytest.mark.parametrize(("overlay", "count"), OVERLAYS.items())
def test_each_pod_of_an_overlay_runs_its_own_shard(overlay, count):
    text = (KUBERNETES / "overlays" / overlay / "kustomization.yaml").read_text(encoding="utf-8")
    kustomization = yaml.safe_load(text)
    assert kustomization["replicas"] == [{"name": "copa", "count": count}]
    assert kustomization["configMapGenerator"] == [{"name": "copa", "literals": [f"SHARD_COUNT={count}"]}]
    taken = [Settings.from_environment(environment_of_pod(shard, count)) for shard in range(count)]
    assert [settings.shard_ids for settings in taken] == [(shard,) for shard in range(count)]
    assert [settings.leads for settings in taken] == [True, *[False] * (count - 1)]


def test_a_pod_takes_its_shard_from_its_number_and_starts_after_the_one_before():
    [container] = pod()["containers"]
    [shard] = [variable for variable in container["env"] if variable["name"] == "SHARD_IDS"]
    assert shard["valueFrom"]["fieldRef"]["fieldPath"] == "metadata.labels['apps.kubernetes.io/pod-index']"
    assert set(environment_of_pod(0, 1)) <= SETTINGS
    assert manifests("base")["StatefulSet"]["spec"]["podManagementPolicy"] == "OrderedReady"


def test_a_pod_has_no_powers_one_place_to_write_and_time_to_end():
    found = pod()
    [container] = found["containers"]
    assert found["terminationGracePeriodSeconds"] > ENDS_WITHIN
    assert found["automountServiceAccountToken"] is False
    assert found["securityContext"]["runAsNonRoot"] is True
    assert f"{found['securityContext']['runAsUser']}:{found['securityContext']['runAsGroup']}" in steps(
        "USER"
    )
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    mounted = {mount["mountPath"] for mount in container["volumeMounts"]}
    assert mounted == {"/tmp", *steps("VOLUME")}
    assert Settings.from_environment(environment_of_pod(0, 1)).data_dir == Path(*steps("VOLUME"))


def test_a_pod_is_asked_where_it_answers():
    [container] = pod()["containers"]
    settings = Settings.from_environment(environment_of_pod(0, 1))
    [port] = container["ports"]
    assert (port["containerPort"], str(settings.metrics_host)) == (settings.metrics_port, "0.0.0.0")
    asked = {name: container[name]["httpGet"] for name in ("startupProbe", "readinessProbe", "livenessProbe")}
    assert {name: get["path"] for name, get in asked.items()} == {
        "startupProbe": "/livez",
        "readinessProbe": "/healthz",
        "livenessProbe": "/livez",
    }
    assert {get["port"] for get in asked.values()} == {port["name"]}
    service = manifests("base")["Service"]["spec"]["ports"]
    monitor = yaml.safe_load((KUBERNETES / "monitoring" / "servicemonitor.yaml").read_text(encoding="utf-8"))
    assert [p["name"] for p in service] == [end["port"] for end in monitor["spec"]["endpoints"]]


def test_the_example_database_is_the_one_that_the_secret_and_the_network_policy_name():
    cluster = yaml.safe_load((KUBERNETES / "database" / "cluster.yaml").read_text(encoding="utf-8"))
    name, made = cluster["metadata"]["name"], cluster["spec"]["bootstrap"]["initdb"]
    url = Settings.from_environment(environment_of_pod(0, 1)).database_url
    assert re.fullmatch(rf"postgresql://{made['owner']}:[^@]+@{name}-rw/{made['database']}\?.+", url)
    egress = manifests("base")["NetworkPolicy"]["spec"]["egress"]
    assert {"podSelector": {"matchLabels": {"cnpg.io/cluster": name}}} in [
        to for rule in egress for to in rule.get("to", [])
    ]


@pytest.mark.skipif(shutil.which("kubectl") is None, reason="kubectl is not here")
@pytest.mark.parametrize("overlay", OVERLAYS)
def test_kustomize_makes_valid_manifests_of_an_overlay(overlay):
    command = ["kubectl", "kustomize", str(KUBERNETES / "overlays" / overlay)]
    made = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = {manifest["kind"]: manifest for manifest in yaml.safe_load_all(made)}
    assert set(found) - {"ServiceMonitor"} == {*KINDS, "ConfigMap"}
    for kind in {*KINDS, "ConfigMap"}:
        kubernetes_validate.validate(found[kind], kubernetes_validate.latest_version(), strict=True)
    [source, _] = found["StatefulSet"]["spec"]["template"]["spec"]["containers"][0]["envFrom"]
    assert source["configMapRef"]["name"] == found["ConfigMap"]["metadata"]["name"]


@pytest.fixture
def container(tmp_path):
    """Return a function that runs the container's script with a python that does as a shell script says."""
    running = []

    def run(script):
        python = tmp_path / "python"
        python.write_text(f"#!/bin/sh\n{script}\n")
        python.chmod(0o755)
        path = f"{tmp_path}:{os.environ['PATH']}"
        process = subprocess.Popen(
            ["sh", CONTAINER], env={"PATH": path}, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        running.append(process)
        return process

    yield run
    for process in running:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


@pytest.mark.parametrize("code", [0, 1, 70])
def test_the_container_ends_as_the_bot_does(container, code):
    assert container(f"exit {code}").wait(10) == code


def test_the_container_lets_the_bot_end_in_order(container):
    process = container("trap 'echo ended; exit 0' TERM; echo begun; while :; do sleep 0.01; done")
    assert process.stdout.readline() == "begun\n"
    process.terminate()
    assert process.wait(10) == 0
    assert process.stdout.read() == "ended\n"


def test_the_container_does_not_start_a_bot_with_wrong_settings_again(container):
    process = container("echo begun; exit 2")
    assert process.stdout.readline() == "begun\n"
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(0.3)
    process.terminate()
    assert process.wait(10) == 2
