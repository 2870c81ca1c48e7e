"""A fund's account at the bank. 特別の勘定 is kept apart by law; how it is compared with the bank is practice."""

from .. import bank_guards as g
from ..acts import Act, Lifecycle, practice
from ..states import BankAccountState as A
from ..states import MatchState as M
from ..states import MonthSheetState as S
from ..text import ja
from .fund import ACCOUNT_APART, HEADS, TILL

STATEMENT = practice("預金の入出金明細の取込み（会計の実務）")
MATCHING = practice("入出金明細と帳簿の突合（会計の実務）")
MONTHLY = practice("月末の預金残高の照合（会計の実務、作成者と確認者の分離）")

STANDS = (g.difference_is_explained, g.every_line_is_explained)

# fmt: off
BANK_ACCOUNT = Lifecycle("bank_account", ja("預金口座"), A, acts=(
    #   act                       label                          from         to           by           under          must be true first
    Act("register_bank_account",  ja("預金口座を登録する"),        None,        A.OPEN,      TILL,        ACCOUNT_APART, (g.account_is_unknown, g.opening_day_has_come, g.later_account_opens_empty)),
    Act("take_statement",         ja("入出金明細を取り込む"),      A.OPEN,      A.OPEN,      TILL,        STATEMENT,     (g.file_is_new, g.lines_are_new, g.opening_is_the_last, g.statement_reaches_on, g.days_of_lines_follow, g.balances_follow, g.lines_add_up)),
))

BANK_MATCH = Lifecycle("bank_match", ja("明細と帳簿の対応"), M, terminal=frozenset({M.UNDONE}), acts=(
    Act("gather_match",           ja("対応付けるものを集める"),    None,        M.GATHERED,  TILL,        MATCHING),
    Act("match_lines",            ja("明細と帳簿を対応付ける"),    M.GATHERED,  M.MATCHED,   TILL,        MATCHING,      (g.something_is_matched, g.sums_agree)),
    Act("undo_match",             ja("対応付けを取り消す"),        M.MATCHED,   M.UNDONE,    TILL,        MATCHING,      (g.month_is_not_signed, g.undoing_says_why)),
))

MONTH_SHEET = Lifecycle("month_sheet", ja("月次の預金照合表"), S, terminal=frozenset({S.SIGNED, S.DROPPED}), acts=(
    Act("draft_month_sheet",      ja("月次の照合表を作る"),        None,        S.DRAFTED,   TILL,        MONTHLY,       (g.month_is_over, g.statement_reaches_the_end, g.earlier_months_are_signed, g.no_sheet_waits, g.main_account_comes_last, g.correction_says_why, *STANDS)),
    Act("sign_month_sheet",       ja("月次の照合表を確認する"),    S.DRAFTED,   S.SIGNED,    HEADS | TILL, MONTHLY,      (g.another_person_signs, g.sheet_is_as_drafted, *STANDS)),
    Act("drop_month_sheet",       ja("月次の照合表を差し戻す"),    S.DRAFTED,   S.DROPPED,   HEADS | TILL, MONTHLY,      (g.dropping_says_why,)),
))
# fmt: on
