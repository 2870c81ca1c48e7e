import pytest

from decisions import signing
from decisions.pdf import render

from .contents import make


@pytest.fixture(scope="session")
def demo_keys():
    """The demo's PKI in the directory of this test run."""
    signing.ensure_demo_keys()


@pytest.fixture(scope="session")
def certificate() -> bytes:
    return render(make("certificate"))


@pytest.fixture(scope="session")
def signed(certificate, demo_keys) -> bytes:
    return signing.sign(certificate, key="mhlw", reason="認定通知書")
