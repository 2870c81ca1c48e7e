"""The settings of the tests: a data directory of their own, a quick password hash."""

import atexit
import os
import shutil
import tempfile

# One directory a process, parallel ones too; gone with it.
DIRECTORY = tempfile.mkdtemp(prefix="kikin-test-")
atexit.register(shutil.rmtree, DIRECTORY, ignore_errors=True)
os.environ["DATA_DIR"] = DIRECTORY
os.environ.setdefault("DEMO", "1")
# No worker runs in these tests, so only the embedded doorbell rings (Celery itself would prefer the
# variable); Redis as a broker is proven by tests/processes, with real workers.
os.environ.pop("CELERY_BROKER_URL", None)

from config.settings import *  # noqa: E402, F403  (the environment must be set first)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405  (WhiteNoise warns where it is missing)
