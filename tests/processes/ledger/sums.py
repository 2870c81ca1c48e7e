"""How much is in the book of these tests."""

EACH = 1_000
FREE = 10 * EACH
STATE, GIVEN = 7 * EACH, 3 * EACH
UNDER_WAY = 10
