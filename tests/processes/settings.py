"""The real settings, and beside them an app whose work is slow enough to be killed in the middle."""

from config.settings import *  # noqa: F403
from config.settings import INSTALLED_APPS, env

INSTALLED_APPS = [*INSTALLED_APPS, "tests.processes"]
# Several systems may ring through one Redis without hearing each other.
CELERY_BROKER_TRANSPORT_OPTIONS = {"global_keyprefix": env.str("BROKER_PREFIX", default="")}
