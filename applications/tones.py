"""The colour beside a state; the word beside it says the same."""

from law.states import PlanState

TONES = {
    PlanState.DRAFT: "grey",
    PlanState.AT_NIBN: "blue",
    PlanState.FILED: "blue",
    PlanState.EXAMINATION: "blue",
    PlanState.CORRECTION: "orange",
    PlanState.CERTIFIED: "green",
    PlanState.REFUSED: "red",
    PlanState.ADOPTED: "green",
    PlanState.NOT_ADOPTED: "red",
    PlanState.SELECTED: "green",
    PlanState.NOT_SELECTED: "red",
    PlanState.WITHDRAWN: "grey",
}
