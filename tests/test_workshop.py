"""The workshop itself: the one script, the pinned requirements, the written pages."""

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from contextlib import closing, contextmanager, suppress
from types import SimpleNamespace

import environ
import psutil
import pytest
from django.core.checks.registry import registry
from django.core.management import call_command

from applications.selectors import competition_of
from common import clock
from common.checks import a_real_broker, a_real_database, mail_that_leaves, not_the_demo
from funds.services import known_schemes, load_document
from law.lifecycle import PLAN_LIFECYCLE, SchemeKind
from reviews.selectors import FiledReader

from .source import ROOT

SETTINGS = ("DATABASE_URL", "CELERY_BROKER_URL", "REDIS_URL", "SECRET_KEY", "DEMO", "DJANGO_SETTINGS_MODULE")
COMMANDS = ("demo", "test", "check", "bench", "setup", "manage")


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def pins(name):
    return dict(re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)", read(name), re.MULTILINE))


def run(*arguments, **environment):
    """`./run` in the environment of the tests, without the servers that they may be using."""
    mine = {"VENV": sys.prefix, **environment}
    theirs = (
        "DATABASE_URL",
        "CELERY_BROKER_URL",
        "REDIS_URL",
        "DEMO",
        "DJANGO_SETTINGS_MODULE",
        "SECRET_KEY",
    )
    kept = {name: value for name, value in os.environ.items() if name not in theirs}
    return subprocess.Popen(
        ["./run", *arguments],
        cwd=ROOT,
        env=kept | mine,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.mark.house
class TestPages:
    def test_the_architecture_fits_on_a_few_screens(self):
        assert len(read("ARCHITECTURE.md").splitlines()) <= 150

    def test_generated_pages_are_current(self):
        call_command("make_docs", check=True)

    def test_every_decision_is_numbered_once(self):
        numbers = [path.name[:4] for path in sorted((ROOT / "docs/adr").glob("*.md"))]
        assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]

    @pytest.mark.parametrize("page", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"])
    def test_links_lead_somewhere(self, page):
        links = re.findall(r"\]\((?!https?:)([^)#]+)", read(page))
        assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.house
class TestRequirements:
    def test_the_tests_run_on_what_the_system_runs_on(self):
        dev = pins("requirements-dev.txt")
        assert {name: dev.get(name) for name in pins("requirements.txt")} == pins("requirements.txt")

    @pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
    def test_every_pin_has_a_hash_and_no_address(self, name):
        blocks = re.split(r"^(?=[A-Za-z0-9])", read(name), flags=re.MULTILINE)
        assert [block.split()[0] for block in blocks if block.strip() and "--hash=sha256:" not in block] == []
        assert "://" not in read(name)
        assert "index" not in read(name).lower().split()

    @pytest.mark.parametrize("name", ["requirements.in", "requirements-dev.in"])
    def test_every_library_has_its_reason(self, name):
        reasons = read("docs/adr/0006-libraries.md").lower()
        wanted = re.findall(r"^([a-z0-9][a-z0-9-]*)", read(name), re.MULTILINE)
        assert [library for library in wanted if library not in reasons] == []


class TestDeployment:
    def test_the_checks_are_asked_when_a_system_is_deployed(self):
        asked = registry.get_checks(include_deployment_checks=True)
        assert {a_real_database, a_real_broker, not_the_demo, mail_that_leaves} <= set(asked)

    @pytest.fixture
    def deployed(self, settings, monkeypatch):
        def deploy(engine, broker, mail, *, is_demo):
            monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", f"django.db.backends.{engine}")
            settings.CELERY_BROKER_URL, settings.DEMO = broker, is_demo
            settings.EMAIL_BACKEND = environ.Env.email_url_config(mail)["EMAIL_BACKEND"]
            asked = (a_real_database, a_real_broker, not_the_demo, mail_that_leaves)
            return [message.id for each in asked for message in each(None)]

        return deploy

    def test_the_embedded_defaults_are_refused(self, deployed):
        refused = ["kikin.E001", "kikin.E002", "kikin.E003", "kikin.E004"]
        assert deployed("sqlite3", "django://", "filemail:///var/mail", is_demo=True) == refused

    def test_servers_are_accepted(self, deployed):
        assert (
            deployed("postgresql", "redis://127.0.0.1", "smtp+tls://a:b@mail.test:587", is_demo=False) == []
        )


class TestScript:
    def test_it_is_plain_sh(self):
        assert subprocess.run(["sh", "-n", ROOT / "run"], check=False).returncode == 0

    def test_an_unknown_word_gets_the_list(self):
        process = run("dance")
        said, _ = process.communicate(timeout=20)
        assert process.returncode == 2
        assert [
            word for word in ("demo", "test", "check", "bench", "setup", "manage") if word not in said
        ] == []

    def test_an_unknown_bench_is_told(self):
        process = run("bench", "dance")
        said, _ = process.communicate(timeout=60)
        assert process.returncode == 2
        assert "dance" in said


@pytest.mark.processes
class TestServers:
    def test_where_a_server_does_not_answer_ci_fails_and_skips_nothing(self):
        nobody = f"127.0.0.1:{free_port()}"
        process = run(
            "test", "--all",
            NEEDS_SERVERS="1",
            TEST_DATABASE_URL=f"postgres://postgres@{nobody}/postgres",
            TEST_REDIS_URL=f"redis://{nobody}/0",
        )  # fmt: skip
        said, _ = process.communicate(timeout=120)
        assert process.returncode != 0
        assert f"PostgreSQL（postgres://postgres@{nobody}/postgres）か Redis" in said
        assert "試験（" not in said


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def demo(directory):
    """A running demo, once its page answers; whatever is left of it is killed at the end."""
    port = free_port()
    process = run("demo", PORT=str(port), DATA_DIR=str(directory))
    try:
        wait_for(port, process)
        yield process, port, psutil.Process(process.pid).children(recursive=True)
    finally:
        kill_all([*children_of(process), process])
        process.communicate()


def children_of(process):
    with suppress(psutil.NoSuchProcess):
        return psutil.Process(process.pid).children(recursive=True)
    return []


def kill_all(processes):
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.kill()


def wait_for(port, process):
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline:
        assert process.poll() is None, process.stdout.read()
        with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/livez", timeout=2):
            return
        time.sleep(0.3)
    raise AssertionError("the demo did not answer")


def shown_in(directory):
    """Every scheme and state that a plan of this demo has."""
    with closing(sqlite3.connect(directory / "kikin.sqlite3")) as database:
        return set(database.execute("SELECT DISTINCT scheme_id, state FROM applications_plan"))


def filed_in(directory, title):
    """The content of the newest version of one of this demo's plans, by the plan's title."""
    with closing(sqlite3.connect(directory / "kikin.sqlite3")) as database:
        [content] = database.execute(
            "SELECT version.content FROM applications_planversion version"
            " JOIN applications_plan plan ON plan.case_id = version.plan_id"
            " WHERE plan.title = ? ORDER BY version.number DESC LIMIT 1",
            [title],
        ).fetchone()
    return json.loads(content)


def part_of(content, key):
    return next(part["values"] for part in content["parts"] if part["key"] == key)


def jftc_must_be_asked(content):
    """What the law says of a filed plan's figures, apart from what the demo then did."""
    parties = [
        SimpleNamespace(
            pk=each["party"],
            organisation=SimpleNamespace(name=each["name"], corporate_number=each["corporate_number"]),
        )
        for each in content["parties"]
    ]
    reader = FiledReader(load_document(content["scheme"]["code"]), parties, content["parts"])
    return competition_of(reader, clock.today())


def consulted_in(directory, title):
    with closing(sqlite3.connect(directory / "kikin.sqlite3")) as database:
        rows = database.execute(
            "SELECT asked.body FROM reviews_consultation asked"
            " JOIN applications_plan plan ON plan.case_id = asked.plan_id WHERE plan.title = ?",
            [title],
        )
        return {body for (body,) in rows}


def worker_of(family):
    return next(process for process in family if "celery" in process.cmdline())


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    """One demo's data for all its tests: it is built once."""
    return tmp_path_factory.mktemp("demo")


@pytest.mark.processes
@pytest.mark.long
class TestDemo:
    def test_one_signal_stops_all(self, directory):
        with demo(directory) as (process, _, family):
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=30)
            assert process.returncode == 0
            _, alive = psutil.wait_procs(family, timeout=5)
            assert alive == []
        assert shown_in(directory) == {
            (code, state.value)
            for code in known_schemes()
            for act in PLAN_LIFECYCLE[SchemeKind(load_document(code)["kind"])].acts
            for state in (act.start, act.end)
            if state is not None
        }

    def test_the_consolidation_is_of_15_ingredients_and_30_products_by_two_above_the_line(self, directory):
        title = "経口固形製剤15成分30品目の製造所集約及び中止代替"
        content = filed_in(directory, title)
        rows = part_of(content, "products")["rows"]
        assert (len({row["ingredient"] for row in rows}), len({row["name"] for row in rows})) == (15, 30)
        assert Counter(row["pattern"] for row in rows) == {"stop": 16, "site": 14}
        assert len(content["parties"]) == 2
        trigger = jftc_must_be_asked(content)
        assert (trigger.required, [limb.holds for limb in trigger.limbs]) == (True, [False, True])
        assert consulted_in(directory, title) == {"mof", "jftc"}

    def test_the_plan_of_three_companies_lies_below_it(self, directory):
        content = filed_in(directory, "去痰薬の共同生産")
        assert len(content["parties"]) == 3
        assert jftc_must_be_asked(content).required is False
        assert consulted_in(directory, "去痰薬の共同生産") == {"mof"}

    def test_rare_letters_are_in_use(self, directory):
        with closing(sqlite3.connect(directory / "kikin.sqlite3")) as database:
            names = database.execute(
                "SELECT name FROM accounts_organisation UNION SELECT name FROM accounts_user"
                " UNION SELECT name FROM applications_versionfile"
            )
            used = "".join(name for (name,) in names)
        assert [letter for letter in "髙﨑𠮷㈱①" if letter not in used] == []

    def test_a_dead_worker_stops_the_web_too(self, directory):
        with demo(directory) as (process, _, family):
            worker_of(family).kill()
            said, _ = process.communicate(timeout=30)
            assert process.returncode != 0
            assert "ワーカーが終了した" in said
            _, alive = psutil.wait_procs(family, timeout=5)
            assert alive == []

    def test_a_busy_port_is_told(self, directory):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            process = run("demo", PORT=str(port), DATA_DIR=str(directory))
            said, _ = process.communicate(timeout=60)
        assert process.returncode != 0
        assert f"ポート {port} は使われています" in said
