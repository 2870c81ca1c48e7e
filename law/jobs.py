"""What people may do about the work that follows an act. It moves no plan and no decision."""

from .acts import Act, Lifecycle, practice
from .roles import MINISTRY, Role
from .states import JobState
from .text import ja

RETRY = Act(
    "retry_job",
    ja("処理をやり直す"),
    JobState.DEAD,
    JobState.QUEUED,
    MINISTRY | {Role.ADMINISTRATOR},
    practice("止まった処理のやり直し（事務）"),
)

# What a person may do from where a piece of work stands; the rest is the worker's.
JOB = Lifecycle("job", ja("処理"), JobState, acts=(RETRY,), terminal=frozenset({JobState.DONE}))
