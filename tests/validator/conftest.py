from tests.decisions.pdf.conftest import demo_keys

__all__ = ["demo_keys"]
