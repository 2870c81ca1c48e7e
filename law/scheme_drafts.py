"""What must be true before a scheme's terms are put forward and published."""

from .acts import Facts, Reason
from .text import ja

SHOWN = 5


def nothing_is_wrong(facts: Facts) -> Reason | None:
    """`faults` are sentences, each naming a place of the document and how to mend it."""
    faults = facts["faults"]
    if not faults:
        return None
    more = ja("ほか{count}件。").format(count=len(faults) - SHOWN) if len(faults) > SHOWN else ""
    return Reason(
        "faults",
        ja("直すところが残っています：") + "".join(faults[:SHOWN]) + more,
        (("faults", tuple(faults)),),
    )


def something_changes(facts: Facts) -> Reason | None:
    if not facts["same_as_published"]:
        return None
    return Reason(
        "nothing_changes", ja("公開済みの版と同じ内容です。変えるところを書いてから依頼してください。")
    )


def base_still_stands(facts: Facts) -> Reason | None:
    """A version published since, by another way, would be undone without a word."""
    if not facts["overtaken"]:
        return None
    return Reason(
        "overtaken",
        ja("この案を作り始めた後に、新しい版が公開されています。案をやめ、新しい版から作り直してください。"),
    )


def publisher_is_another_person(facts: Facts) -> Reason | None:
    if not facts["had_a_hand"]:
        return None
    return Reason(
        "same_person",
        ja(
            "この案を作成・編集した人は、公開できません。案に手を加えていないシステム管理者に依頼してください。"
        ),
    )


def seen_is_proposed(facts: Facts) -> Reason | None:
    if facts["seen"] == facts["proposed"]:
        return None
    return Reason(
        "not_as_seen",
        ja("見ていた内容と、公開を依頼された内容が違います。画面を読み直してから公開してください。"),
    )


def reason_is_told(facts: Facts) -> Reason | None:
    if facts["note"].strip():
        return None
    return Reason("no_note", ja("理由を書いてください。案に関わった人に、そのまま伝わります。"))
