"""What must be true before an act on a payment. Facts as in `guards`."""

from .acts import Facts, Reason
from .text import ja


def another_person_confirms_account(facts: Facts) -> Reason | None:
    """Two people of NIBN compare an account with the passbook: a wrong figure pays a stranger."""
    if facts["checker"] != facts["confirmer"]:
        return None
    text = ja("自分が確かめた口座は、自分では確認できません。ほかの出納の担当者に確認を依頼してください。")
    return Reason("same_person", text)


def account_is_another(facts: Facts) -> Reason | None:
    """A second sending of the same account would set its confirmation back to the beginning."""
    if not facts["known"]:
        return None
    return Reason(
        "account_known", ja("同じ口座がすでに届け出られています。変更がなければ、届け直す必要はありません。")
    )
