"""公募 and the standing intake: made by one person, published by another, closed by the clock.

No act closes a call: the minute that its text names does, and who asks is told by the clock. That minute
moves only by two people's word, and only while it lies ahead.
"""

from .. import calls as c
from ..acts import Act, Lifecycle, call, practice
from ..roles import MINISTRY
from ..states import CallState as S
from ..states import ClosingState as M
from ..text import ja
from .common import OFFICER

MAKING = practice("公募の案の作成（定める条文はない）")
TELLING = call("公募要領（公募の公表）")
WINDOW = call("公募要領（応募の期間）")
PAPERS = call("公募要領（応募書類・質問への回答）")

# fmt: off
CALL = Lifecycle("call", ja("公募・随時の受付"), S, terminal=frozenset({S.WITHDRAWN}), acts=(
    #   act                       label                        from           to             by               under         must be true first
    Act("draft_call",             ja("公募の案を作成する"),      None,          S.DRAFT,       OFFICER,         MAKING,       c.CAN_BE_MADE),
    Act("revise_call",            ja("公募の案を直す"),          S.DRAFT,       S.DRAFT,       OFFICER,         MAKING,       c.CAN_BE_MADE),
    Act("withdraw_call",          ja("公募の案を取り下げる"),    S.DRAFT,       S.WITHDRAWN,   OFFICER,         MAKING),
    Act("publish_call",           ja("公表する"),                S.DRAFT,       S.PUBLISHED,   MINISTRY,        TELLING,      c.CAN_BE_PUBLISHED),
    Act("add_call_document",      ja("書類を加える"),            S.DRAFT,       S.DRAFT,       OFFICER,         PAPERS),
    Act("add_call_document",      ja("書類を加える"),            S.PUBLISHED,   S.PUBLISHED,   OFFICER,         PAPERS),
    Act("remove_call_document",   ja("書類を外す"),              S.DRAFT,       S.DRAFT,       OFFICER,         MAKING),
    Act("revise_call_document",   ja("書類の新しい版を加える"),  S.PUBLISHED,   S.PUBLISHED,   OFFICER,         PAPERS,       (c.change_is_told,)),
))

CLOSING = Lifecycle("closing", ja("受付終了の変更"), M, terminal=frozenset({M.APPROVED, M.DROPPED}), acts=(
    Act("propose_closing",        ja("受付終了の変更を求める"),  None,          M.PROPOSED,    OFFICER,         WINDOW,       (*c.CAN_MOVE, c.closing_moves, c.nothing_is_proposed)),
    Act("approve_closing",        ja("受付終了の変更を承認する"), M.PROPOSED,   M.APPROVED,    MINISTRY,        WINDOW,       (c.approver_is_another_person, *c.CAN_MOVE)),
    Act("drop_closing",           ja("受付終了の変更を取りやめる"), M.PROPOSED, M.DROPPED,     MINISTRY,        WINDOW),
))
# fmt: on
