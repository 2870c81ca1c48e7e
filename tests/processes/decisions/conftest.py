"""An office with plans in it."""

import pytest

from ..houses import houses

built_embedded, built_servers, embedded, servers = houses("tests.processes.decisions.acting")


@pytest.fixture(params=["embedded", "servers"])
def office(request):
    return request.getfixturevalue(request.param)
