from uuid import uuid4

import pytest
from django.urls import reverse

from common.addresses import address_of


@pytest.mark.parametrize("name", ["case", "paper_plan", "api_plan"])
def test_an_address_is_what_django_makes_of_it(name):
    for _row in range(2):
        key = uuid4()
        assert address_of(name, key) == reverse(name, args=[key])
