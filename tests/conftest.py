"""What every test may ask for."""

import pytest


@pytest.fixture
def data_directory(settings, tmp_path):
    """A place of this test's own for files, uploads and the audit head."""
    incoming = tmp_path / "incoming"
    incoming.mkdir()
    settings.DATA_DIR = settings.FILES_DIR = tmp_path
    settings.FILE_UPLOAD_TEMP_DIR = incoming
    return tmp_path
