"""Who may speak, and for whom. One row per role; a session acts as exactly one."""

from dataclasses import dataclass
from enum import StrEnum

from .text import ja


class Side(StrEnum):
    """A person stands on one side only (行政手続法の公正): never applicant and office at once."""

    APPLICANT = "applicant"
    OFFICE = "office"


class Role(StrEnum):
    REPRESENTATIVE = "representative"
    MEMBER = "member"
    OFFICER = "officer"
    DECIDER = "decider"
    CLERK = "clerk"
    NIBN_OFFICER = "nibn_officer"
    NIBN_DECIDER = "nibn_decider"
    NIBN_ACCOUNTANT = "nibn_accountant"
    REVIEWER = "reviewer"
    CONSULTEE = "consultee"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


@dataclass(frozen=True)
class RoleRow:
    """`sees_all`: every filed case is visible, without an Access row."""

    role: Role
    label: str
    side: Side
    needs_second_factor: bool
    sees_all: bool
    does: str


# fmt: off
ROLES = {row.role: row for row in (
    #       role                  label                       side            2FA    sees all  what it does
    RoleRow(Role.REPRESENTATIVE,  ja("申請代表者"),            Side.APPLICANT, False, False, ja("自社の申請を作成し、提出し、取り下げます。")),
    RoleRow(Role.MEMBER,          ja("申請担当者"),            Side.APPLICANT, False, False, ja("自社の申請を作成します。提出はできません。")),
    RoleRow(Role.OFFICER,         ja("担当官"),                Side.OFFICE,    True,  True,  ja("申請を審査し、補正・協議・起案を行います。")),
    RoleRow(Role.DECIDER,         ja("決裁者"),                Side.OFFICE,    True,  True,  ja("起案された処分を決裁します。")),
    RoleRow(Role.CLERK,           ja("事務局"),                Side.OFFICE,    True,  True,  ja("形式を確認し、申請者と連絡します。処分はしません。")),
    RoleRow(Role.NIBN_OFFICER,    ja("基盤研 担当者"),          Side.OFFICE,    True,  True,  ja("経由する申請を受け付け、大臣へ送付します。")),
    RoleRow(Role.NIBN_DECIDER,    ja("基盤研 決裁者"),          Side.OFFICE,    True,  True,  ja("基盤研の処分を決裁します。")),
    RoleRow(Role.NIBN_ACCOUNTANT, ja("基盤研 出納"),            Side.OFFICE,    True,  True,  ja("支払を実行します。処分はしません。")),
    RoleRow(Role.REVIEWER,        ja("審査委員"),              Side.OFFICE,    True,  False, ja("割り当てられた申請について意見を述べます。")),
    RoleRow(Role.CONSULTEE,       ja("協議先"),                Side.OFFICE,    True,  False, ja("協議を受けた申請について回答します。")),
    RoleRow(Role.AUDITOR,         ja("監査担当者"),            Side.OFFICE,    True,  True,  ja("すべてを閲覧し、何も変更しません。")),
    RoleRow(Role.ADMINISTRATOR,   ja("システム管理者"),        Side.OFFICE,    True,  False, ja("設定と利用者を管理します。処分はしません。")),
)}
# fmt: on

APPLICANTS = frozenset({Role.REPRESENTATIVE, Role.MEMBER})
MINISTRY = frozenset({Role.OFFICER, Role.DECIDER})
NIBN = frozenset({Role.NIBN_OFFICER, Role.NIBN_DECIDER, Role.NIBN_ACCOUNTANT})
# Who of NIBN prepares payments and who makes them: nobody else there needs a company's bank account.
PAYERS = frozenset({Role.NIBN_OFFICER, Role.NIBN_ACCOUNTANT})
# Who reads a fund's own account at the bank and the month's sheets: whoever keeps the fund, and who audits it.
BANK_READERS = NIBN | {Role.AUDITOR}
