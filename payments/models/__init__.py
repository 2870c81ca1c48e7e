from .bank import BankAccount, BankLine, BankMatch, BankStatement, BankUpload, MatchedItem, MatchedLine
from .claim import PaymentClaim
from .month import MonthSheet, MonthSheetRow
from .payee import PayeeAccount
from .payer import PayerAccount
from .remittance import Remittance, RemittancePosting
from .run import PaymentRun, Transfer, TransferPosting
from .treasury import TreasuryPayment, TreasuryPosting

__all__ = [
    "BankAccount",
    "BankLine",
    "BankMatch",
    "BankStatement",
    "BankUpload",
    "MatchedItem",
    "MatchedLine",
    "MonthSheet",
    "MonthSheetRow",
    "PayeeAccount",
    "PayerAccount",
    "PaymentClaim",
    "PaymentRun",
    "Remittance",
    "RemittancePosting",
    "Transfer",
    "TransferPosting",
    "TreasuryPayment",
    "TreasuryPosting",
]
