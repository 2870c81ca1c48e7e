from datetime import timedelta

import pytest
from django.db.migrations.recorder import MigrationRecorder
from django.test import RequestFactory

from common import clock, health, views
from common.jobs import enqueue, sweeping
from common.models import Heartbeat, Job

ask = RequestFactory()


pytestmark = pytest.mark.usefixtures("data_directory")


def readyz():
    response = views.readyz(ask.get("/readyz"))
    return response.status_code, response.content.decode()


def told():
    return health.readiness()[1]


def test_livez_answers_without_a_database():
    """No database mark on this test: a query would be an error."""
    assert views.livez(ask.get("/livez")).content == b"ok"


@pytest.mark.django_db
def test_ready_with_a_worker():
    sweeping.sweep()
    assert health.readiness() == (
        True,
        {
            "ready": True,
            "database": True,
            "migrations": True,
            "files": True,
            "worker": {"alive": True, "seconds": 0},
            "dead_jobs": 0,
        },
    )
    assert readyz()[0] == 200


@pytest.mark.django_db
def test_a_stopped_worker_delays_letters_but_never_a_filing():
    assert told()["worker"] == {"alive": False, "seconds": None}
    Heartbeat.objects.create(name=sweeping.WORKER, at=clock.real_now() - timedelta(hours=1))
    assert told()["worker"] == {"alive": False, "seconds": 3600}
    assert readyz()[0] == 200


@pytest.mark.django_db
def test_dead_jobs_are_told():
    enqueue(kind="letter", key="k", payload={})
    Job.objects.update(status="dead")
    assert told()["dead_jobs"] == 1


@pytest.mark.django_db
def test_not_ready_where_files_can_not_be_kept(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "gone"
    assert told()["files"] is False
    assert readyz()[0] == 503


@pytest.mark.django_db
def test_not_ready_while_a_migration_is_missing(monkeypatch):
    monkeypatch.setattr(health, "_known", health._Known())
    MigrationRecorder.Migration.objects.filter(app="common").delete()
    assert told() == {"ready": False, "database": True, "migrations": False, "files": True}
    assert readyz()[0] == 503


def test_the_routes_are_open_to_everyone():
    assert views.livez.audience == views.readyz.audience == "everyone"
