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
    "postgres": {"POSTGRES_PASSWORD", "POSTGRES_INITDB_ARGS", "OWNER_PASSWORD"},
    "redis": {"REDISCLI_AUTH"},
    "proxy": {"SITE_HOST"},
}
READERS = [*(ROOT / "cmm/settings").glob("*.py"), ROOT / "cmm/embedded/logins.py"]
SECRETS = r"PASSWORD|SECRET|KEY|AUTH"


def settings_read():
    quoted = re.compile(r'"([A-Z][A-Z_]+)"')
    return {name for reader in READERS for name in quoted.findall(reader.read_text())} | {"DJANGO_SETTINGS_MODULE"}


def test_every_service_of_the_design_is_there():
    assert set(SERVICES) == {"postgres", "redis", "migrate", "web", "worker", "beat", "proxy"}


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_variable_is_read_by_somebody(name):
    known = OF_IMAGES.get(name) or settings_read()
    assert set(SERVICES[name]["environment"]) <= known


def test_no_secret_has_a_default():
    references = re.findall(r"\$\{([A-Z_]+)([^}]*)\}", TEXT)
    assert {name for name, rest in references if not rest.startswith(":?")} == {"CMM_VERSION"}
    for service in SERVICES.values():
        for name, value in service["environment"].items():
            if re.search(rf"{SECRETS}|^DATABASE|^REDIS_URL", name):
                assert re.search(r"\$\{[A-Z_]+:\?|^/run/secrets/", value), name


def test_the_keys_lie_in_a_file_that_only_the_register_is_given():
    assert COMPOSE["secrets"] == {"keyring": {"file": "${KEYRING_FILE:?the keys of what is encrypted}"}}
    given = {name for name, service in SERVICES.items() if service.get("secrets") == ["keyring"]}
    assert given == {"migrate", "web", "worker", "beat"}
    assert {SERVICES[name]["environment"]["CMM_KEYRING"] for name in given} == {"/run/secrets/keyring"}


@pytest.fixture
def filled(tmp_path):
    """The environment of a service, as a machine with every line of .env filled would give it."""
    making.write(tmp_path / "keyring", making.new_keyring())

    def of(name):
        made = {"SITE_HOST": "register.example"}
        return {
            key: re.sub(r"\$\{(\w+)[^}]*\}", lambda asked: made.setdefault(asked[1], f"{asked[1]:-<50}"), value)
            for key, value in SERVICES[name]["environment"].items()
        } | {"CMM_KEYRING": str(tmp_path / "keyring")}

    return of


def manage(*words, **environment):
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return subprocess.run(
        words, cwd=ROOT, env=environment | {"PATH": path}, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("name", ["migrate", "web", "worker", "beat"])
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
    holders = {name for name in SERVICES if "CMM_SYSTEM_KEY" in SERVICES[name]["environment"]}
    assert holders == {"migrate", "worker", "beat"}


def test_everything_asked_for_stands_in_the_example():
    asked = {name for name, _ in re.findall(r"\$\{([A-Z_]+)(:\?)", TEXT)}
    example = set(re.findall(r"^([A-Z_]+)=$", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert asked == example


def test_every_setting_stands_in_the_example():
    example = set(re.findall(r"^(?:# )?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    text = "".join(reader.read_text() for reader in READERS if reader.name != "test.py")
    asked = set(re.findall(r'environment\.\w+\(\s*"([A-Z_]+)"', text))
    assert asked - example == set()


def test_web_and_worker_log_in_as_themselves_and_only_migrate_as_the_owner():
    addresses = {name: SERVICES[name]["environment"].get("DATABASE_URL", "") for name in ("web", "worker", "beat")}
    assert {name: re.search(r"//(\w+):", address)[1] for name, address in addresses.items()} == {
        "web": "cmm_web",
        "worker": "cmm_worker",
        "beat": "cmm_worker",
    }
    assert [name for name in SERVICES if "DATABASE_OWNER_URL" in SERVICES[name]["environment"]] == ["migrate"]


def test_web_and_worker_come_in_several_and_nothing_but_the_proxy_is_published():
    assert all(SERVICES[name]["deploy"]["replicas"] > 1 for name in ("web", "worker"))
    assert [name for name in SERVICES if "ports" in SERVICES[name]] == ["proxy"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}


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
