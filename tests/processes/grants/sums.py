"""Who asks in these tests, and for how much each."""

COMPANIES = ("lead", "takasaki", "yoshino")
EACH = 108_000_000
