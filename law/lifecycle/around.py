"""What hangs on a plan of any kind: the two sheets, and the reviewers who are asked."""

from .. import guards as g
from ..acts import Act, Lifecycle, article, practice
from ..states import PairingState as R
from ..states import SheetState as S
from ..text import ja
from .common import (
    ADVICE,
    CASE_ENDED,
    DECLINE,
    DESK,
    ENDERS,
    OFFICER,
    REPRESENTATIVE,
    REVIEWER,
    TAKEN_BACK,
)

EXAMINE = article("行政手続法7条", "A7")
SHEETS = article("行政手続法7条（補正）、32条・35条（照会・修正の依頼）", "A7", "A32")
# 7条 knows 補正 or refusal; that a defect may be found to be gone in another way is not written there (docs/adr/0021).
CLEARED = practice("補正によらずに不備がなくなったことの記録（定める条文はない）")

# fmt: off
SHEET = Lifecycle("sheet", ja("補正・照会の票"), S, terminal=frozenset({S.ANSWERED, S.DECLINED, S.CLEARED, S.CLOSED, S.ENDED}), acts=(
    Act("open_sheet",             ja("票を出す"),                None,          S.OPEN,        DESK,            SHEETS),
    Act("answer_sheet",           ja("回答する"),                S.OPEN,        S.ANSWERED,    REPRESENTATIVE | DESK, SHEETS),
    Act("decline_sheet",          ja("応じない"),                S.OPEN,        S.DECLINED,    REPRESENTATIVE | DESK, DECLINE),
    Act("lapse_sheet",            ja("期限経過とする"),          S.OPEN,        S.LAPSED,      OFFICER,         EXAMINE),
    Act("clear_defect",           ja("不備の解消を記録する"),    S.LAPSED,      S.CLEARED,     OFFICER,         CLEARED,      (g.plan_is_under_examination, g.clearing_says_how)),
    Act("close_sheet",            ja("撤回する"),                S.OPEN,        S.CLOSED,      DESK,            TAKEN_BACK),
    Act("end_sheet",              ja("申請の終了により終える"),  S.OPEN,        S.ENDED,       ENDERS,          CASE_ENDED),
))

PAIRING = Lifecycle("pairing", ja("審査委員の割当て"), R, terminal=frozenset({R.SUBMITTED, R.RECUSED}), acts=(
    Act("assign_reviewer",        ja("審査委員を割り当てる"),    None,          R.ASSIGNED,    OFFICER,         ADVICE,       (g.reviewer_has_no_known_interest,)),
    Act("declare_no_conflict",    ja("利益相反がないと申告する"), R.ASSIGNED,    R.DECLARED,    REVIEWER,        ADVICE),
    Act("recuse",                 ja("辞退する"),                R.ASSIGNED,    R.RECUSED,     REVIEWER,        ADVICE),
    Act("recuse",                 ja("辞退する"),                R.DECLARED,    R.RECUSED,     REVIEWER,        ADVICE),
    Act("submit_opinion",         ja("意見を提出する"),          R.DECLARED,    R.SUBMITTED,   REVIEWER,        ADVICE),
))

# fmt: on
