"""Walks one case through its tables, as a casebook tells it: who does what, and what then holds."""

from law.acts import Lifecycle, Refused, refusals
from law.roles import Role


class Walk:
    """`state` moves only by rows of the table whose guards are content."""

    def __init__(self, lifecycle: Lifecycle) -> None:
        self.lifecycle = lifecycle
        self.state = None

    def by(self, role: Role, act: str, **facts: object) -> "Walk":
        row = self.lifecycle.row(act, self.state)
        assert row is not None, f"{act} is unknown from {self.state}"
        assert role in row.by, f"{act} is not for {role}"
        if reasons := list(refusals(row, facts)):
            raise Refused(*reasons)
        self.state = row.end
        return self
