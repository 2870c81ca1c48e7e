import pytest


@pytest.fixture(autouse=True)
def quick_cache(settings):
    """The throttle counts in a cache of this process, so that queries can be counted alike everywhere."""
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "api-tests"}
    }
