"""The calculator for everyone: what its ways in share. What is reckoned stands in law/calculator."""

MOST_BYTES = 6 * 1024 * 1024
MOST_MEMBERS = 20_000  # 20 years × 50 categories × 20 parties
