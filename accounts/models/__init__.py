from .cases import Access, Case
from .notices import Notice
from .people import Membership, Organisation, User

__all__ = ["Access", "Case", "Membership", "Notice", "Organisation", "User"]
