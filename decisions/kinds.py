"""Which outcomes are of a kind: what constraints and questions ask of a decision."""

GRANT_OUTCOMES = ("grant", "grant_refusal")
FIXING = "fixing"
CHANGES = ("change", "change_refusal")
CANCELS = "cancellation"
RECOVERS = ("return_order", CANCELS)
DISPOSALS = ("disposal", "non_disposal")
# What is decided of a grant once it is granted.
AFTER_GRANT = (FIXING, *CHANGES, *RECOVERS, *DISPOSALS)
OF_GRANT = (*GRANT_OUTCOMES, *AFTER_GRANT)
# Whose amounts by year stand until the next of them is issued.
GIVES = ("grant", "change")
# Which say why.
REASONED = ("refusal", "grant_refusal", "change_refusal", FIXING, *RECOVERS, "non_disposal")
DECIDED_ALONE = ("certification", "refusal", *OF_GRANT)
