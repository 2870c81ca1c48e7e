from .recording import followed_by, record

__all__ = ["followed_by", "record"]
