"""The plans of the office that these tests act on; their titles are their names."""

CERTIFICATION = "甲"  # drafted, three companies
REFUSALS = ("乙一", "乙二", "乙三")  # drafted, one company each
DRAFTS = ("丙一", "丙二", "丙三")  # complete, not filed
CALLS = ("公募一", "公募二", "公募三")  # drafted, each of a scheme of its own
RANKED = ("順位一", "順位二", "順位三")  # closed calls of two plans with their marks; made by `hear`
SECOND_DECIDER = "decider2"
