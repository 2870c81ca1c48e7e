"""What people may do about the work that follows an act. It moves no plan and no decision."""

from .acts import Act, practice
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
