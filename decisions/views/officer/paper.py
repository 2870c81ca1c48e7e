"""A letter on the screen: the same content through the same template as the printed one."""

from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from ...pdf.qr import qr_of


@cache
def _engine() -> template.Engine:
    """The letters' own templates without the PDF engine, which a web process never loads."""
    return template.Engine(
        dirs=[settings.BASE_DIR / "templates" / "pdf"], libraries={"letter": "decisions.pdf.format"}
    )


def paper_of(content: dict[str, Any]) -> dict[str, Any]:
    return {"title": content["title"], "to": content["addressee"]["name"], "body": _body(content)}


def _body(content: dict[str, Any]) -> SafeString:
    page = _engine().get_template(f"{content['kind']}.html")
    written = page.render(template.Context(content | {"qr": qr_of(content)}, use_l10n=False))
    body = written[written.index("<body>") + len("<body>") : written.index("</body>")]
    return mark_safe(body)  # noqa: S308  (the engine has escaped every value)
