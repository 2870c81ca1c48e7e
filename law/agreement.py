"""Two or more apply jointly in one application (基盤研法附則18条2項・24条2項): to what each gives its word."""

from .acts import Facts, Reason
from .text import ja


def something_is_open(facts: Facts) -> Reason | None:
    """What was filed was agreed to; a word is given anew only while it may change."""
    if facts["parts_open"]:
        return None
    return Reason(
        "nothing_open", ja("いま開いている箇所はありません。提出済みの内容には、すでに同意しています。")
    )
