"""What every test may ask for."""

import uuid

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def own_cache():
    """Throttles of one test do not count for another, nor for one in a parallel process."""
    cache.key_prefix = uuid.uuid4().hex


@pytest.fixture
def data_directory(settings, tmp_path):
    """A place of this test's own for files, uploads and the audit head."""
    incoming = tmp_path / "incoming"
    incoming.mkdir()
    settings.DATA_DIR = settings.FILES_DIR = tmp_path
    settings.FILE_UPLOAD_TEMP_DIR = incoming
    return tmp_path
