"""両端揃え: full lines end at the same edge, the last line where it ends."""

import pytest
import weasyprint
from weasyprint.formatting_structure import boxes

from decisions.pdf import justify
from decisions.pdf.engine import engine

# 20.5 characters fit, so every line has half a character to spread.
CSS = """
@page { size: 205px 400px; margin: 0 }
html { font: 10px "BIZ UDMincho" }
body, p { margin: 0; text-align: justify }
"""
SENTENCE = "製造基盤整備措置の認定について、" * 5


def lines(html: str) -> list:
    printer = engine()
    style = weasyprint.CSS(string=CSS, font_config=printer.fonts)
    document = weasyprint.HTML(string=html).render(stylesheets=[style], font_config=printer.fonts)
    return [box for box in document.pages[0]._page_box.descendants() if isinstance(box, boxes.LineBox)]


def right_edge(line) -> float:
    return max(box.position_x + box.width for box in line.descendants() if isinstance(box, boxes.TextBox))


def test_the_version_it_was_written_for():
    engine()
    assert weasyprint.__version__ == justify.VERSION


def test_full_lines_reach_the_edge_and_the_last_does_not():
    *full, last = lines(f"<p>{SENTENCE}</p>")
    assert [right_edge(line) for line in full] == pytest.approx([205.0] * len(full), abs=0.05)
    assert right_edge(last) < 204


def test_a_line_of_several_boxes_is_stretched_as_one():
    *full, _ = lines(f"<p>{SENTENCE.replace('認定', '<b>認定</b>')}</p>")
    assert all(right_edge(line) == pytest.approx(205, abs=0.6) for line in full)


def test_a_line_that_would_be_torn_apart_is_left_alone():
    first, *_ = lines("<p>見本 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</p>")
    assert right_edge(first) < 60
