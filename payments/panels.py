"""How a bank account is shown, to its company and to NIBN."""

from django.utils.translation import gettext as _

from law.states import PayeeState

PAYEE_TONES = {
    PayeeState.ENTERED: "blue",
    PayeeState.CHECKED: "blue",
    PayeeState.CONFIRMED: "green",
    PayeeState.RETURNED: "red",
    PayeeState.REPLACED: "grey",
}


def turn_of_account(state: PayeeState | None) -> tuple[str, bool]:
    """Whose turn it is, as its company reads it, and whether it is theirs."""
    if state is None:
        return _("自社の番です。補助金の支払を受けるには、振込先口座を届け出ます。"), True
    return {
        PayeeState.ENTERED: (_("次は基盤研の番です（担当者による確認）。"), False),
        PayeeState.CHECKED: (_("次は基盤研の番です（出納の担当者による確認）。"), False),
        PayeeState.CONFIRMED: (_("二人が確認しました。この口座に振り込みます。"), False),
        PayeeState.RETURNED: (_("自社の番です。差戻しの理由を確かめて、届け直してください。"), True),
        PayeeState.REPLACED: (_("新しい届出に替わりました。この口座には振り込みません。"), False),
    }[state]
