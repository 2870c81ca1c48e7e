"""Who stands where in these tests, and for how much each."""

EACH = 108_000_000
ADVANCE = 10_000_000
PAID, WITHDRAWN, FIXED, VOIDED = "yoshino", "takasaki", "lead", "minohon"  # of the first plan
DRAFTED = ("minohon", "takasaki")  # of the second
ROOM = 1  # how many of these the fund has money for when the race begins
MONEY = (4 + ROOM) * EACH
