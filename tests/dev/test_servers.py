"""The embedded PostgreSQL and Redis: real ones, in a folder of the test's own."""

import os
import signal

import psycopg
import pytest

from cmm.embedded import clusters, leftovers, privilege


def postmasters(servers):
    return list(leftovers.with_argument(servers.postgres.cluster.folder))


def rows(servers, login, statement):
    with psycopg.connect(servers.postgres.address(login, "cmm")) as connection:
        return connection.execute(statement).fetchall()


def test_both_answer_on_sockets_and_on_no_port(servers):
    assert servers.answer()
    assert rows(servers, "cmm_owner", "SHOW listen_addresses") == [("",)]
    (postmaster,) = postmasters(servers)
    assert [c for c in postmaster.net_connections("inet") if c.status == "LISTEN"] == []


@pytest.mark.parametrize("login", ["cmm_web", "cmm_worker"])
def test_web_and_worker_own_nothing(servers, login):
    mine = "SELECT rolsuper, rolcreatedb, rolcreaterole, rolbypassrls FROM pg_roles WHERE rolname = current_user"
    assert rows(servers, login, mine) == [(False, False, False, False)]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        rows(servers, login, "CREATE TABLE mine (a int)")


def test_a_wrong_password_opens_nothing(servers):
    address = servers.postgres.address("cmm_web", "cmm").replace("cmm_web:", "cmm_web:no")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(address)


def test_danish_letters_have_upper_and_lower_case(servers):
    assert rows(servers, "cmm_web", "SELECT upper('æøå'), lower('ÆØÅ')") == [("ÆØÅ", "æøå")]


def test_a_second_start_leaves_the_running_server_alone(servers):
    before = postmasters(servers)
    servers.start()
    assert postmasters(servers) == before


def test_killed_servers_start_again_with_what_they_kept(servers):
    with psycopg.connect(servers.postgres.address("cmm_owner", "cmm")) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (word text)")
    for process in [*postmasters(servers), *leftovers.with_argument(f"unixsocket:{servers.redis.socket}")]:
        process.send_signal(signal.SIGKILL)
    assert leftovers.wait_until(lambda: not servers.answer(), 10)
    servers.start()
    assert rows(servers, "cmm_owner", "SELECT to_regclass('kept') IS NOT NULL") == [(True,)]


def test_a_half_made_data_folder_is_made_anew(clone):
    servers = clone()
    servers.place.make()
    half = servers.postgres.cluster.folder
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("17\n")
    servers.start()
    assert servers.answer()


def test_two_clones_run_at_once_and_stop_apart(servers, clone):
    other = clone()
    other.start()
    assert (servers.answer(), other.answer()) == (True, True)
    other.stop()
    assert (servers.answer(), other.answer(), postmasters(other)) == (True, False, [])


def test_the_last_to_leave_stops_them(clone):
    servers = clone()
    with servers.running():
        with servers.running():
            pass
        assert servers.answer()
    assert (servers.answer(), postmasters(servers)) == (False, [])


def test_a_forgotten_demonstration_leaves_nothing(clone):
    servers = clone()
    servers.start()
    servers.forget()
    assert (servers.answer(), servers.place.home.exists()) == (False, False)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root needs another user")
def test_where_users_cannot_be_mapped_root_lends_the_server_a_folder(clone, monkeypatch):
    monkeypatch.setattr(privilege, "can_map_users", lambda: False)
    monkeypatch.setattr(clusters, "runner", privilege.runner.__wrapped__)
    servers = clone()
    servers.start()
    (postmaster,) = postmasters(servers)
    assert postmaster.username() in privilege.UNPRIVILEGED
    servers.forget()
    assert not servers.postgres.cluster.base.exists()
