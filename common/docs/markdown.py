"""Small pieces of Markdown."""

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def note(source: str) -> str:
    return f"<!-- Generated from {source} by `./run manage make_docs`. Edit the source, not this page. -->"


def page(*blocks: str) -> str:
    return "\n\n".join(blocks) + "\n"
