"""`{% load letter %}`: the filters of the letters, so that the site's own engine can compile them too."""

from decisions.pdf.format import register

__all__ = ["register"]
