"""docker-compose.yml cannot be run here, but it can be read."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from cmm.__main__ import PROGRAMS
from cmm.crypto import making
from cmm.embedded.places import ROOT

TEXT = (ROOT / "docker-compose.yml").read_text()
COMPOSE = yaml.safe_load(TEXT)
SERVICES = COMPOSE["services"]
# What the images themselves read, by their documentation; SITE_HOST is read by our Caddyfile.
OF_IMAGES = {
    "postgres": {"POSTGRES_PASSWORD_FILE", "POSTGRES_INITDB_ARGS", "OWNER_PASSWORD_FILE", "BACKUP_PASSWORD_FILE"},
    "redis": set(),
    "proxy": {"SITE_HOST"},
}
READERS = [*(ROOT / "cmm/settings").glob("*.py"), ROOT / "cmm/embedded/logins.py", *(ROOT / "cmm/backup").glob("*.py")]
SECRETS = r"PASSWORD|SECRET|KEY"


def settings_read():
    quoted = re.compile(r'"([A-Z][A-Z_]+)"')
    read = {name for reader in READERS for name in quoted.findall(reader.read_text())} | {"DJANGO_SETTINGS_MODULE"}
    read |= {f"{name.removesuffix('_URL')}_PASSWORD" for name in read if name.endswith("_URL")}
    return read | {f"{name}_FILE" for name in read}


def test_every_service_of_the_design_is_there():
    stay = {"postgres", "redis", "web", "worker", "beat", "backup", "proxy"}
    assert set(SERVICES) == stay | {"migrate", "restore", "destruction"}


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_variable_is_read_by_somebody(name):
    known = OF_IMAGES[name] if name in OF_IMAGES else settings_read()
    assert set(SERVICES[name].get("environment", {})) <= known


def test_no_secret_stands_in_an_environment_and_none_has_a_default():
    references = re.findall(r"\$\{([A-Z_]+)([^}]*)\}", TEXT)
    assert {name for name, rest in references if not rest.startswith(":?")} == {"CMM_VERSION", "RESTORE_FOLDER"}
    for service in SERVICES.values():
        for name, value in service.get("environment", {}).items():
            secret = re.search(SECRETS, name)
            assert bool(secret) == value.startswith("/run/secrets/"), name
            assert "@" not in value or ":" not in value.partition("//")[2].partition("@")[0], name


def test_each_service_is_given_the_secrets_it_reads_and_no_other():
    given = {name: set(service.get("secrets", ())) for name, service in SERVICES.items()}
    assert given == {name: set(re.findall(r"/run/secrets/(\w+)", str(service))) for name, service in SERVICES.items()}
    assert set().union(*given.values()) == set(COMPOSE["secrets"])


def test_every_secret_is_made_by_the_script_that_makes_them(tmp_path):
    """The script itself, with a docker that prints a keyring; run again it leaves everything as it is."""
    docker = tmp_path / "docker"
    docker.write_text(f'#!/bin/sh\nshift 4\nexec {sys.executable} "$@"\n')  # after: run --rm IMAGE python
    docker.chmod(0o700)
    words, environment = (
        ["sh", "docker/secrets.sh", str(tmp_path / "made")],
        {"PATH": f"{tmp_path}:{os.environ['PATH']}"},
    )
    runs = []
    for _run in range(2):
        subprocess.run(words, cwd=ROOT, env=environment, check=True)
        runs.append({path.name: path.read_text() for path in (tmp_path / "made").iterdir()})
    made = runs[0]
    assert runs[1] == made
    assert set(COMPOSE["secrets"]) <= set(made)
    assert len(set(made.values())) == len(made)
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "made").iterdir()} == {0o440}


@pytest.fixture
def filled(tmp_path):
    """The environment of a service, with files where its secrets are."""
    for secret in COMPOSE["secrets"]:
        (tmp_path / secret).write_text(f"{secret:-<50}\n")
    making.write(tmp_path / "keyring", making.new_keyring())

    def of(name):
        told = {
            key: value.replace("/run/secrets", str(tmp_path)) for key, value in SERVICES[name]["environment"].items()
        }
        return {key: re.sub(r"\$\{SITE_HOST[^}]*\}", "register.example", value) for key, value in told.items()}

    return of


def manage(*words, **environment):
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return subprocess.run(
        words, cwd=ROOT, env=environment | {"PATH": path}, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("name", ["migrate", "web", "worker", "beat", "restore"])
def test_the_settings_load_on_what_each_service_is_given(name, filled):
    answer = manage("python", "manage.py", "check", "--deploy", "--fail-level", "WARNING", **filled(name))
    assert (answer.returncode, answer.stderr) == (0, "")


def test_the_image_is_built_with_every_setting_that_must_be_there():
    export = re.search(
        r"RUN (export .*?) *\\\n *&& python manage.py compile_texts", (ROOT / "Dockerfile").read_text(), re.S
    )
    answer = manage("sh", "-c", f"{export[1]} && python manage.py check")
    assert (answer.returncode, answer.stderr) == (0, "")


def test_each_process_is_started_so_that_wrong_settings_stop_it():
    commands = {name: SERVICES[name]["command"][:4] for name in PROGRAMS}
    assert commands == {name: ["python", "-m", "cmm", name] for name in PROGRAMS}


def test_the_key_of_the_system_is_never_given_to_the_web():
    holders = {name for name in SERVICES if "system_key" in SERVICES[name].get("secrets", ())}
    assert holders == {"migrate", "worker", "beat", "destruction", "restore"}


def test_everything_asked_for_stands_in_the_example():
    asked = {name for name, _ in re.findall(r"\$\{([A-Z_]+)(:\?)", TEXT)}
    example = set(re.findall(r"^([A-Z_]+)=$", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert asked == example


def test_every_setting_stands_in_the_example():
    example = set(re.findall(r"^(?:# )?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    text = "".join(reader.read_text() for reader in READERS if reader.name != "test.py")
    asked = set(re.findall(r'environment\.\w+\(\s*"([A-Z_]+)"', text))
    asked |= {f"{name.removesuffix('_URL')}_PASSWORD" for name in asked if re.match(r"DATABASE\w*_URL|REDIS_URL", name)}
    assert asked - example == set()


def test_web_and_worker_log_in_as_themselves_and_only_migrate_as_the_owner():
    addresses = {name: SERVICES[name]["environment"].get("DATABASE_URL", "") for name in ("web", "worker", "beat")}
    assert {name: re.search(r"//(\w+)@", address)[1] for name, address in addresses.items()} == {
        "web": "cmm_web",
        "worker": "cmm_worker",
        "beat": "cmm_worker",
    }
    assert [name for name in SERVICES if "DATABASE_OWNER_URL" in SERVICES[name].get("environment", {})] == ["migrate"]


def test_web_and_worker_come_in_several_and_nothing_but_the_proxy_is_published():
    assert all(SERVICES[name]["deploy"]["replicas"] > 1 for name in ("web", "worker"))
    assert [name for name in SERVICES if "ports" in SERVICES[name]] == ["proxy"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}


def test_one_beat_rings_and_everything_that_stays_is_asked_how_it_is():
    stay = {name for name, service in SERVICES.items() if service.get("restart") == "unless-stopped"}
    assert SERVICES["beat"]["deploy"]["replicas"] == 1
    assert {name for name in SERVICES if "healthcheck" in SERVICES[name]} == stay


def test_nothing_runs_as_root_or_can_write_in_its_image_or_takes_all_of_the_machine():
    """Ours say USER in their Dockerfile, the others are told."""
    for name, service in SERVICES.items():
        ours = service.get("build") and Path(ROOT, "docker/proxy.Dockerfile" if name == "proxy" else "Dockerfile")
        user = re.findall(r"^USER (\S+)", ours.read_text(), re.M)[-1] if ours else service["user"]
        assert user not in ("root", "0"), name
        assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"]), name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert set(service["deploy"]["resources"]["limits"]) == {"cpus", "memory", "pids"}, name
        assert service["logging"]["options"], name


def test_a_file_that_is_not_touched_is_told_as_silence(tmp_path):
    looked, words = tmp_path / "looked", [sys.executable, ROOT / "docker/health.py", f"file:{tmp_path}/looked"]
    assert subprocess.run(words, capture_output=True, check=False).returncode == 1
    looked.touch()
    assert subprocess.run(words, capture_output=True, check=False).returncode == 0
    os.utime(looked, (0, looked.stat().st_mtime - 1000))
    assert b": silent for 10" in subprocess.run(words, capture_output=True, check=False).stderr


def test_health_is_asked_where_the_register_answers():
    asked = str([SERVICES[name]["healthcheck"]["test"] for name in ("web", "proxy")])
    urls = (ROOT / "cmm/urls.py").read_text()
    for page in ("healthz", "readyz"):
        assert f"/{page}" in asked
        assert f'"{page}"' in urls


def test_the_files_it_mounts_exist():
    mounted = re.findall(r"- (\./[^:]+):", TEXT)
    assert mounted
    assert all((ROOT / path).is_file() for path in mounted)
