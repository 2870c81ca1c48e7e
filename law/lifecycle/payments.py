"""Payment of a grant. No article says how: the rows rest on practice (二人による確認, 出納と決裁の分離)."""

from .. import payment_guards as g
from ..acts import Act, Lifecycle, practice
from ..states import ClaimState as C
from ..states import PayeeState as P
from ..states import RunState as R
from ..states import TransferState as T
from ..text import ja
from .common import NIBN_DESK, REPRESENTATIVE
from .fund import TILL

PAYEE = practice("振込先口座の届出（会計の実務）")
TWO_PEOPLE = practice("振込先口座の二人による確認（会計の実務）")

CLAIM = practice("概算払・精算払の請求（交付要綱の支払の定め）")
RUN = practice("振込の起案と出納による依頼（会計の実務、出納と決裁の分離）")
CONFIRMED = practice("銀行の結果による支払の確認と組戻し（会計の実務）")
STANDS = (g.grant_stands, g.certification_was_not_cancelled)
PAYABLE = (g.payer_is_known, g.bank_works_on_the_day, g.accounts_are_confirmed, g.money_is_still_held)

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

PAYMENT_CLAIM = Lifecycle("payment_claim", ja("支払の請求"), C, terminal=frozenset({C.WITHDRAWN, C.RETURNED}), acts=(
    Act("claim_payment",          ja("支払を請求する"),           None,         C.OPEN,       REPRESENTATIVE,   CLAIM,      (*STANDS, g.no_claim_runs, g.year_has_begun, g.advance_has_its_reason, g.fits_into_one_transfer, g.within_what_is_held)),
    Act("withdraw_claim",         ja("請求を取り下げる"),         C.OPEN,       C.WITHDRAWN,  REPRESENTATIVE,   CLAIM),
    Act("return_claim",           ja("請求を差し戻す"),           C.OPEN,       C.RETURNED,   NIBN_DESK,        CLAIM),
    Act("take_into_run",          ja("振込の束に入れる"),         C.OPEN,       C.DRAFTED,    NIBN_DESK,        RUN,        STANDS),
    Act("take_out_of_run",        ja("振込の束から出す"),         C.DRAFTED,    C.OPEN,       NIBN_DESK | TILL, RUN),
    Act("order_payment",          ja("請求の振込を依頼する"),      C.DRAFTED,    C.RELEASED,   TILL,             RUN,        STANDS),
    Act("settle_claim",           ja("請求の支払を確認する"),      C.RELEASED,   C.PAID,       TILL,             CONFIRMED),
    Act("reopen_claim",           ja("組戻しにより請求に戻す"),    C.RELEASED,   C.OPEN,       TILL,             CONFIRMED),
    Act("reopen_claim",           ja("組戻しにより請求に戻す"),    C.PAID,       C.OPEN,       TILL,             CONFIRMED),
))

PAYMENT_RUN = Lifecycle("payment_run", ja("振込の束"), R, terminal=frozenset({R.DONE, R.DROPPED}), acts=(
    Act("draft_run",              ja("振込の束を作る"),           None,         R.DRAFTED,    NIBN_DESK,        RUN,        (g.run_holds_something, *PAYABLE)),
    Act("drop_run",               ja("振込の束を取りやめる"),      R.DRAFTED,    R.DROPPED,    NIBN_DESK | TILL, RUN),
    Act("release_run",            ja("振込を依頼する"),           R.DRAFTED,    R.RELEASED,   TILL,             RUN,        (g.another_person_releases, g.releaser_decided_none_of_it, *PAYABLE)),
    Act("finish_run",             ja("すべての結果を入れ終える"),   R.RELEASED,   R.DONE,       TILL,             CONFIRMED),
))

TRANSFER = Lifecycle("transfer", ja("振込"), T, terminal=frozenset({T.FAILED, T.DROPPED}), acts=(
    Act("place_transfer",         ja("振込を束に加える"),         None,         T.WAITING,    NIBN_DESK,        RUN),
    Act("drop_transfer",          ja("振込を束から除く"),         T.WAITING,    T.DROPPED,    NIBN_DESK | TILL, RUN),
    Act("record_paid",            ja("支払われたことを記録する"),   T.WAITING,    T.PAID,       TILL,             CONFIRMED,  (g.day_is_after_the_order,)),
    Act("record_failed",          ja("組戻しを記録する"),         T.WAITING,    T.FAILED,     TILL,             CONFIRMED,  (g.day_is_after_the_order,)),
    Act("record_failed",          ja("組戻しを記録する"),         T.PAID,       T.FAILED,     TILL,             CONFIRMED,  (g.day_is_after_the_order,)),
))
# fmt: on
