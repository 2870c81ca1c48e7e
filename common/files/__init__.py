"""Files, stored by what they contain; a name is only ever a label."""

from .kinds import Kind, Limits
from .labels import label
from .refusal import FileRefused
from .serving import serve
from .storing import path_of, store, store_bytes, store_written, verify_present

__all__ = [
    "FileRefused",
    "Kind",
    "Limits",
    "label",
    "path_of",
    "serve",
    "store",
    "store_bytes",
    "store_written",
    "verify_present",
]
