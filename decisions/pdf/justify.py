"""両端揃え for Japanese lines.

WeasyPrint 70.0 stretches spaces only, and Japanese has none, so its "justified" lines stay ragged. This
replaces `weasyprint.layout.inline.justify_line`, a private function: tests/decisions/pdf/test_justify.py
names the version and fails when it changes.
"""

import re

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text.line_break import create_layout

VERSION = "70.0"
WIDEST_GAP = 0.12  # em; a line that would need more is left as it is
JAPANESE = re.compile("[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
WIDTHLESS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef\u200b-\u200f\u3099\u309a]")

stretch_spaces = inline.justify_line


def install() -> None:
    inline.justify_line = justify_line


def justify_line(context, line, extra_width) -> None:
    texts = list(_text_boxes(line))
    if not any(JAPANESE.search(box.text) for box in texts):
        stretch_spaces(context, line, extra_width)
        return
    gaps = sum(_gaps(box) for box in texts)
    if gaps and extra_width / gaps <= WIDEST_GAP * line.style["font_size"]:
        _stretch(context, line, extra_width / gaps)


def _text_boxes(box):
    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        for child in box.children:
            yield from _text_boxes(child)


def _gaps(box) -> int:
    return max(0, len(WIDTHLESS.sub("", box.text)) - 1)


def _stretch(context, parent, gap) -> float:
    """Widen every gap inside `parent` and push what follows; return by how much it grew."""
    growth = 0.0
    for child in parent.children:
        if child.is_in_normal_flow():
            growth += _move_and_widen(context, child, growth, gap)
    parent.width += growth
    return growth


def _move_and_widen(context, box, shift, gap) -> float:
    if isinstance(box, boxes.TextBox):
        box.position_x += shift
        return _widen(context, box, gap)
    if isinstance(box, boxes.InlineBox):
        box.position_x += shift
        return _stretch(context, box, gap)
    box.translate(shift, 0)
    return 0.0


def _widen(context, box, gap) -> float:
    if not _gaps(box):
        return 0.0
    box.style = box.style.copy()
    spacing = box.style["letter_spacing"]
    box.style["letter_spacing"] = (0 if spacing == "normal" else spacing) + gap
    box.pango_layout = create_layout(box.text, box.style, context, max_width=None, justification_spacing=0)
    box.pango_layout.deactivate()
    box.width += gap * _gaps(box)
    return gap * _gaps(box)
