from decisions.pdf import floor
from decisions.verification import verify

from .contents import make


def test_the_floor_makes_the_same_letter(certificate, demo_keys):
    prepared = floor.prepare(make("certificate"), key="mhlw", reason="認定通知書")
    signed = floor.run(prepared)
    assert signed.startswith(certificate)
    assert verify(signed).signature == "valid"
