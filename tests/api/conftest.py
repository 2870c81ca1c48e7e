import uuid

import pytest
from django.test import override_settings


@pytest.fixture(autouse=True)
def quick_cache():
    """The throttle counts in a cache of this process, so that queries can be counted alike everywhere."""
    place = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": uuid.uuid4().hex}
    with override_settings(CACHES={"default": place}):
        yield
