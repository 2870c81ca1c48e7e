import uuid

import pytest


@pytest.fixture(autouse=True)
def quick_cache(settings):
    """The throttle counts in a cache of this process, so that queries can be counted alike everywhere."""
    place = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": uuid.uuid4().hex}
    settings.CACHES = {"default": place}
