"""The real settings, and beside them an app whose work is slow enough to be killed in the middle."""

from config.settings import *  # noqa: F403
from config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.processes"]
