"""One warmed WeasyPrint for a process: fonts, counters and style sheets are read once.

Prefork workers only. Threads that share a FontConfiguration corrupt the heap of GLib.
"""

import datetime as dt
import warnings
from functools import cache
from pathlib import Path

from django import template

from common import canonical
from common.schemas import check_content

from . import finisher, fonts
from .gaiji import wrap_gaiji
from .qr import qr_of

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates" / "pdf"
STYLES = ROOT / "static" / "css" / "print"
RECORDS = frozenset({"application_copy", "book_statement", "findings", "month_sheet", "ranking", "receipt"})


class Engine:
    def __init__(self):
        fonts.require_fonts()
        fonts.use_private_fonts()
        import weasyprint  # noqa: PLC0415  (reads the fonts named one line above)
        from weasyprint.css.counters import CounterStyle  # noqa: PLC0415
        from weasyprint.text.ffi import harfbuzz_subset  # noqa: PLC0415
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

        from . import justify  # noqa: PLC0415  (imports WeasyPrint)

        fonts.require_subsetter(harfbuzz_subset)
        justify.install()
        self.weasyprint = weasyprint
        self.fonts = FontConfiguration()
        self.counters = CounterStyle()
        self.fetcher = weasyprint.urls.URLFetcher(allowed_protocols={"data"}, fail_on_errors=True)
        self.sheets = {name: self._read_sheet(name) for name in ("letter", "record", "specimen")}
        # Django's own engine translates and knows the site; a letter is Japanese wherever it is printed.
        self.templates = template.Engine(
            dirs=[TEMPLATES],
            libraries={"letter": "decisions.pdf.format"},
            loaders=[
                ("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])
            ],
        )

    def render(self, content: dict) -> bytes:
        check_content(content)
        return self.print(self.write_html(content), content)

    def write_html(self, content: dict) -> str:
        page = self.templates.get_template(f"{content['kind']}.html")
        context = template.Context(content | {"qr": qr_of(content)}, use_l10n=False)
        return wrap_gaiji(page.render(context))

    def print(self, html: str, content: dict) -> bytes:
        attachment = self._attach(content)
        document = self.weasyprint.HTML(string=html, url_fetcher=self.fetcher).render(
            stylesheets=self._sheets_for(content), font_config=self.fonts, counter_style=self.counters
        )
        with warnings.catch_warnings():
            # WeasyPrint 70.0 lets its colour profile's file be closed by the garbage collector.
            warnings.simplefilter("ignore", ResourceWarning)
            return document.write_pdf(
                pdf_variant="pdf/a-3a",
                pdf_identifier=content["document_id"].encode(),
                attachments=[attachment],
                finisher=finisher.finish,
            )

    def _sheets_for(self, content: dict) -> list:
        names = ["letter"]
        names += ["record"] if content["kind"] in RECORDS else []
        names += ["specimen"] if content["specimen"] else []
        return [self.sheets[name] for name in names]

    def _read_sheet(self, name: str):
        return self.weasyprint.CSS(
            filename=STYLES / f"{name}.css", font_config=self.fonts, counter_style=self.counters
        )

    def _attach(self, content: dict):
        """The dates are given because WeasyPrint would take the clock's, and no two prints were the same."""
        day = dt.datetime.fromisoformat(content["dated_on"])
        return self.weasyprint.Attachment(
            string=canonical.dumps(content).decode(),
            name="decision.json",
            description="この文書に記載した内容（機械可読）",
            relationship="Data",
            created=day,
            modified=day,
        )


@cache
def engine() -> Engine:
    return Engine()
