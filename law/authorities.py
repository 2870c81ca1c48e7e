"""Who grants: NIBN of its funds (適正化法 as read by 基盤研法), the Minister where a scheme has no fund."""

from collections.abc import Mapping
from enum import StrEnum

from .roles import Role
from .text import ja


class Authority(StrEnum):
    NIBN = "nibn"
    MINISTRY = "ministry"


# As pages name the house, and as its letters and conditions name who speaks for it.
HOUSES: Mapping[Authority, str] = {Authority.NIBN: ja("基盤研"), Authority.MINISTRY: ja("厚生労働省")}
HEADS: Mapping[Authority, str] = {Authority.NIBN: ja("理事長"), Authority.MINISTRY: ja("厚生労働大臣")}
PAYEES: Mapping[Authority, str] = {Authority.NIBN: ja("基盤研"), Authority.MINISTRY: ja("国庫")}
# What a company was chosen by before it asks for its grant.
CHOSEN: Mapping[Authority, str] = {Authority.NIBN: ja("認定を受けた"), Authority.MINISTRY: ja("採択された")}

DESKS: Mapping[Authority, Role] = {Authority.NIBN: Role.NIBN_OFFICER, Authority.MINISTRY: Role.OFFICER}
DECIDERS: Mapping[Authority, Role] = {Authority.NIBN: Role.NIBN_DECIDER, Authority.MINISTRY: Role.DECIDER}
# The ministry pays in another system: its officer records here what was paid and what came in.
TILLS: Mapping[Authority, Role] = {Authority.NIBN: Role.NIBN_ACCOUNTANT, Authority.MINISTRY: Role.OFFICER}

IN_THE_MINISTRY: Mapping[Role, Role] = {
    roles[Authority.NIBN]: roles[Authority.MINISTRY] for roles in (DESKS, DECIDERS, TILLS)
}

# By kind of scheme, as law/lifecycle/common.SchemeKind; a 委託 is a contract and grants nothing.
AUTHORITY_OF: Mapping[str, Authority] = {
    "certification": Authority.NIBN,
    "adoption": Authority.MINISTRY,
}
