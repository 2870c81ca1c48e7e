"""What a bank reads: the characters of 全銀協's formats, and their records."""

from .characters import PATTERN, as_sent
from .records import (
    MOST_AMOUNT,
    MOST_TRANSFERS,
    PAID,
    RESULTS,
    Bank,
    Outcome,
    Payer,
    Transfer,
    read_results,
    transfer_file,
)
from .statements import Move, Moves, is_statement, read_moves

__all__ = [
    "MOST_AMOUNT",
    "MOST_TRANSFERS",
    "PAID",
    "PATTERN",
    "RESULTS",
    "Bank",
    "Move",
    "Moves",
    "Outcome",
    "Payer",
    "Transfer",
    "as_sent",
    "is_statement",
    "read_moves",
    "read_results",
    "transfer_file",
]
