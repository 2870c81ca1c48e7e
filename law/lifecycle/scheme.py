"""The terms of a scheme (制度の定め): drafted by one administrator, published by another.

No statute says how an office keeps its own terms, so no row here names an article.
"""

from .. import scheme_drafts as s
from ..acts import Act, Lifecycle, practice
from ..roles import Role
from ..states import SchemeDraftState as D
from ..text import ja

ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
WRITING = practice("制度の定めの案の作成（公開するまで効果はない）")
CHECKING = practice("作成した者とは別の者による確認（公文書管理の実務）")
PUBLISHING = practice("制度の定めの公開（交付要綱・公募要領によって定めた内容の登録）")

# fmt: off
SCHEME_DRAFT = Lifecycle("scheme_draft", ja("制度の定めの案"), D, terminal=frozenset({D.PUBLISHED, D.WITHDRAWN}), acts=(
    Act("start_scheme_draft",    ja("制度の定めの案を作成する"),   None,        D.EDITING,   ADMINISTRATOR, WRITING),
    Act("save_scheme_draft",     ja("制度の定めの案を保存する"),   D.EDITING,   D.EDITING,   ADMINISTRATOR, WRITING),
    Act("save_scheme_draft",     ja("制度の定めの案を保存する"),   D.RETURNED,  D.EDITING,   ADMINISTRATOR, WRITING),
    Act("propose_scheme_draft",  ja("制度の定めの公開を依頼する"), D.EDITING,   D.PROPOSED,  ADMINISTRATOR, CHECKING,   (s.nothing_is_wrong, s.something_changes, s.base_still_stands)),
    Act("return_scheme_draft",   ja("制度の定めの案を差し戻す"),   D.PROPOSED,  D.RETURNED,  ADMINISTRATOR, CHECKING,   (s.reason_is_told,)),
    Act("publish_scheme_draft",  ja("制度の定めを公開する"),       D.PROPOSED,  D.PUBLISHED, ADMINISTRATOR, PUBLISHING, (s.publisher_is_another_person, s.seen_is_proposed, s.nothing_is_wrong, s.base_still_stands)),
    Act("withdraw_scheme_draft", ja("制度の定めの案をやめる"),     D.EDITING,   D.WITHDRAWN, ADMINISTRATOR, WRITING,    (s.reason_is_told,)),
    Act("withdraw_scheme_draft", ja("制度の定めの案をやめる"),     D.RETURNED,  D.WITHDRAWN, ADMINISTRATOR, WRITING,    (s.reason_is_told,)),
    Act("withdraw_scheme_draft", ja("制度の定めの案をやめる"),     D.PROPOSED,  D.WITHDRAWN, ADMINISTRATOR, WRITING,    (s.reason_is_told,)),
))
# fmt: on
