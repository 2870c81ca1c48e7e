"""What a bank reads: the characters of 全銀協's formats, and their records."""

from .characters import PATTERN, as_sent

__all__ = ["PATTERN", "as_sent"]
