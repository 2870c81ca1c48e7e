"""Reads the environment once; every other module asks settings."""

import secrets
from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEMO = env.bool("DEMO", default=False)
DEMO_CONTACT = ["見本省 医政局 見本課", "電話 03-0000-0000（見本）", "kikin@example.invalid"]
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
DATABASE_URL = env.str("DATABASE_URL", default="")
EMBEDDED = not DATABASE_URL
BROKER_URL = env.str("CELERY_BROKER_URL", default="django://")
REDIS_URL = env.str("REDIS_URL", default="")

# Under IMMEDIATE a transaction takes the write lock when it begins, so "lock, then read" holds on
# SQLite too; FULL because a filed plan must survive a power cut. Without recursive triggers a REPLACE takes
# rows away and asks no trigger of DELETE: every append-only table would be open to it.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
    " PRAGMA recursive_triggers=ON;",
}


def database() -> dict:
    if not EMBEDDED:
        options = env.db_url_config(DATABASE_URL)
        return options | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    name = str(DATA_DIR / "kikin.sqlite3")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "OPTIONS": SQLITE_OPTIONS,
        "CONN_MAX_AGE": None,
    }


def secret_key() -> str:
    """From the environment; the embedded default keeps one of its own beside its data."""
    if key := env.str("SECRET_KEY", default=""):
        return key
    if not EMBEDDED:
        raise environ.ImproperlyConfigured("SECRET_KEY を環境変数で設定してください。")
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    path = DATA_DIR / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()
