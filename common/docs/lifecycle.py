"""docs/lifecycle.md: every state and every act, as a picture and as a table."""

import inspect

from law.acts import Act, Basis, Guard, Lifecycle
from law.lifecycle import LIFECYCLES
from law.roles import ROLES, Role

from .markdown import note, table
from .markdown import page as joined

BASES = {Basis.ARTICLE: "条文", Basis.CALL: "公募要領", Basis.PRACTICE: "実務"}
HEAD = ("行為", "名", "前", "後", "行う者", "根拠", "種別", "先に満たすべきこと")


def page() -> str:
    return joined(
        "# 手続の流れ",
        note("law/lifecycle/"),
        "一行が一つの法的な行為です。この表にない状態の変化は起こりません。",
        *(section(lifecycle) for lifecycle in LIFECYCLES),
    )


def section(lifecycle: Lifecycle) -> str:
    return joined(
        f"## {lifecycle.label}（{lifecycle.name}）",
        f"```mermaid\n{diagram(lifecycle)}\n```",
        table(HEAD, (row(act) for act in lifecycle.acts)),
    ).rstrip()


def diagram(lifecycle: Lifecycle) -> str:
    states = [f"    {state.value} : {label_of(state)}" for state in lifecycle.used]
    ends = [f"    {state.value} --> [*]" for state in lifecycle.used if state in lifecycle.terminal]
    return "\n".join(["stateDiagram-v2", *states, *arrows(lifecycle), *ends])


def arrows(lifecycle: Lifecycle) -> list[str]:
    """One arrow for each pair of states, with all its acts: a picture of twenty loops helps nobody."""
    labels: dict[tuple[str, str], list[str]] = {}
    for act in lifecycle.acts:
        if act.start != act.end:
            pair = ("[*]" if act.start is None else act.start.value, act.end.value)
            labels.setdefault(pair, []).append(act.label)
    return [
        f"    {start} --> {end} : {'／'.join(dict.fromkeys(acts))}" for (start, end), acts in labels.items()
    ]


def row(act: Act) -> list[str]:
    return [
        act.label,
        f"`{act.name}`",
        "—" if act.start is None else label_of(act.start),
        "同じ" if act.start == act.end else label_of(act.end),
        "、".join(label_of_role(role) for role in Role if role in act.by),
        act.source.text + rules_of(act),
        BASES[act.source.basis],
        "<br>".join(said_by(guard) for guard in act.guards) or "—",
    ]


def label_of(state: object) -> str:
    return str(getattr(state, "label", state))


def label_of_role(role: Role) -> str:
    return ROLES[role].label if role in ROLES else "システム"


def rules_of(act: Act) -> str:
    return f"（{'、'.join(act.source.rules)}）" if act.source.rules else ""


def said_by(guard: Guard) -> str:
    """A guard's name is its sentence; its docstring, where it has one, says why."""
    name = getattr(guard, "__name__", repr(guard)).replace("_", " ")
    why = (inspect.getdoc(guard) or "").split("\n")[0]
    return f"{name} ({why.rstrip('.')})" if why else name
