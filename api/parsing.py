"""Reads a body in bounded time and memory, and takes only JSON that means one thing (common.strict_json)."""

from typing import Any

from rest_framework.parsers import BaseParser

from common import strict_json

from .middleware import MOST_JSON
from .problems import Problem


class BoundedJSON(BaseParser):
    media_type = "application/json"
    most_bytes = MOST_JSON
    most_members = strict_json.MOST_MEMBERS

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        content = stream.read(self.most_bytes + 1)
        if len(content) > self.most_bytes:
            raise Problem("too-large")
        if not content.strip():
            return {}  # an act that asks for nothing may be asked with nothing
        try:
            read = strict_json.loads(content, most_members=self.most_members)
        except strict_json.Unreadable as error:
            raise Problem("malformed", str(error)) from None
        if unfit := strict_json.unfit_places(read)[:20]:
            text = strict_json.unfit_sentence()
            raise Problem("invalid", errors=[{"field": place, "text": text} for place in unfit])
        return read
