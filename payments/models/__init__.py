from .claim import PaymentClaim
from .payee import PayeeAccount
from .payer import PayerAccount
from .remittance import Remittance, RemittancePosting
from .run import PaymentRun, Transfer, TransferPosting
from .treasury import TreasuryPayment, TreasuryPosting

__all__ = [
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
