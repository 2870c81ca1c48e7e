"""The two-dimensional code beside the address of the verification page."""

import io
from base64 import b64encode
from typing import Any

import segno

MASK = 3  # any mask can be read; trying all eight takes three times as long


def qr_data_uri(url: str) -> str:
    """One pixel per module: the style sheet enlarges it without smoothing, which PDF/A forbids."""
    image = io.BytesIO()
    segno.make(url, error="m", micro=False, mask=MASK).save(image, kind="png", border=0, scale=1)
    return "data:image/png;base64," + b64encode(image.getvalue()).decode()


def qr_of(content: dict[str, Any]) -> str:
    """Nothing where no public page knows the paper."""
    url = content["verify_url"]
    return qr_data_uri(url) if url else ""
