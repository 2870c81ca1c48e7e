"""What each letter says, as the JSON that it prints and embeds (docs/schemas). Nothing else is printed."""

from .application import application_copy
from .cancelling import cancellation
from .certificate import certificate
from .changing import change, change_refusal
from .consultation import consultation_letter
from .disposing import disposal, non_disposal
from .findings import findings_record
from .fixing import fixing
from .grant import grant_decision, grant_refusal
from .notice import nibn_notice
from .ranking import ranking_record
from .receipt import receipt_copy
from .refusal import refusal
from .results import adoption, non_adoption, selection
from .returning import return_order
from .statement import book_statement

__all__ = [
    "adoption",
    "application_copy",
    "book_statement",
    "cancellation",
    "certificate",
    "change",
    "change_refusal",
    "consultation_letter",
    "disposal",
    "findings_record",
    "fixing",
    "grant_decision",
    "grant_refusal",
    "nibn_notice",
    "non_adoption",
    "non_disposal",
    "ranking_record",
    "receipt_copy",
    "refusal",
    "return_order",
    "selection",
]
