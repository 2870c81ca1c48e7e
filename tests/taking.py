"""Lists as they are taken along, read back as rows of cells."""

import csv
import io
from typing import Any

from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tests.responses import content_of


def sheet(client: Client, table: str, **query: str) -> list[list[Any]]:
    """The rows of the workbook, its head first."""
    content = content_of(client.get(reverse("take_list", args=[table, "xlsx"]), query))
    return rows_of_workbook(io.BytesIO(content))


def rows_of_workbook(file: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in load_workbook(file).active.rows]


def text(client: Client, table: str, **query: str) -> list[list[str]]:
    """The rows of the CSV; its mark must be there."""
    content = content_of(client.get(reverse("take_list", args=[table, "csv"]), query))
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
