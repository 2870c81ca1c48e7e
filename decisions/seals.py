"""How a letter shows that it is the office's own. No picture of a seal is ever drawn."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Seal(models.TextChoices):
    """Per issuer and kind of letter; what goes electronically bears a signature, whatever is set."""

    ELECTRONIC = "electronic", _("電子署名により公印を省略")
    OMITTED = "omitted", _("公印省略")
    PRESSED = "pressed", _("紙に公印を押す")


def seal_of(chosen: dict[str, str], kind: str, *, on_paper: bool) -> Seal:
    seal = Seal(chosen.get(kind, Seal.ELECTRONIC))
    return Seal.ELECTRONIC if seal is Seal.PRESSED and not on_paper else seal
