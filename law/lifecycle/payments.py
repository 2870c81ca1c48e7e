"""Payment of a grant. No article says how: the rows rest on practice (二人による確認, 出納と決裁の分離)."""

from .. import payment_guards as g
from ..acts import Act, Lifecycle, practice
from ..states import PayeeState as P
from ..text import ja
from .common import NIBN_DESK, REPRESENTATIVE
from .fund import TILL

PAYEE = practice("振込先口座の届出（会計の実務）")
TWO_PEOPLE = practice("振込先口座の二人による確認（会計の実務）")

# fmt: off
PAYEE_ACCOUNT = Lifecycle("payee_account", ja("振込先口座"), P, terminal=frozenset({P.RETURNED, P.REPLACED}), acts=(
    #   act                       label                          from          to            by                under       must be true first
    Act("enter_payee_account",    ja("振込先口座を届け出る"),      None,         P.ENTERED,    REPRESENTATIVE,   PAYEE,      (g.account_is_another,)),
    Act("check_payee_account",    ja("口座を通帳の写しと照らし合わせる"), P.ENTERED, P.CHECKED, NIBN_DESK,       TWO_PEOPLE),
    Act("confirm_payee_account",  ja("口座を確認する"),           P.CHECKED,    P.CONFIRMED,  TILL,             TWO_PEOPLE, (g.another_person_confirms_account,)),
    Act("return_payee_account",   ja("口座の届出を差し戻す"),      P.ENTERED,    P.RETURNED,   NIBN_DESK,        TWO_PEOPLE),
    Act("return_payee_account",   ja("口座の届出を差し戻す"),      P.CHECKED,    P.RETURNED,   NIBN_DESK | TILL, TWO_PEOPLE),
    Act("replace_payee_account",  ja("新しい届出に替わる"),        P.ENTERED,    P.REPLACED,   REPRESENTATIVE,   PAYEE),
    Act("replace_payee_account",  ja("新しい届出に替わる"),        P.CHECKED,    P.REPLACED,   REPRESENTATIVE,   PAYEE),
    Act("replace_payee_account",  ja("新しい届出に替わる"),        P.CONFIRMED,  P.REPLACED,   REPRESENTATIVE,   PAYEE),
))
# fmt: on
