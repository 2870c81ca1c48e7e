"""実績報告 of a grant of a fund: written by its company, checked by NIBN line by line (適正化法14条).

額の確定 (15条, fixing.py) rests on the accepted report on completion. 24条の2 keeps 行政手続法7条 away: what is sent
back is no 補正.
"""

from .. import change_guards as c
from .. import grant_guards as g
from .. import guards as common
from .. import report_guards as r
from ..acts import Act, Lifecycle, article, practice
from ..roles import APPLICANTS
from ..states import ReportState as R
from ..text import ja
from .common import NIBN_DESK, REPRESENTATIVE, WRITING
from .grant import AS_READ

REPORT = article(f"適正化法14条（{AS_READ}）", "S14", "R4")
CHECK = practice("実績報告書の審査（適正化法15条の額の確定の準備）")
ASKED_BACK = practice("実績報告書の不備の直し（適正化法24条の2により、行政手続法7条の補正ではない）")

# fmt: off
PERFORMANCE_REPORT = Lifecycle("performance_report", ja("実績報告"), R, terminal=frozenset({R.ACCEPTED}), acts=(
    #   act                       label                          from          to            by               under        must be true first
    Act("start_report",            ja("実績報告を作成する"),       None,         R.DRAFT,      APPLICANTS,      WRITING,     (r.grant_is_decided, r.report_is_owed)),
    Act("file_report",             ja("実績を報告する"),           R.DRAFT,      R.FILED,      REPRESENTATIVE,  REPORT,      (r.grant_is_decided, c.no_change_is_open, common.every_value_can_be_stored, r.what_is_reported_is_over)),
    Act("check_report_lines",      ja("実績の経費を確かめる"),     R.FILED,      R.FILED,      NIBN_DESK,       CHECK),
    Act("check_evidence",          ja("証憑を確かめる"),           R.FILED,      R.FILED,      NIBN_DESK,       CHECK),
    Act("ask_report_correction",   ja("実績報告の直しを求める"),   R.FILED,      R.CORRECTION, NIBN_DESK,       ASKED_BACK,  (g.asks_for_something, common.correction_has_a_date)),
    Act("correct_report",          ja("直した実績報告を提出する"), R.CORRECTION, R.FILED,      REPRESENTATIVE,  REPORT,      (r.grant_is_decided, c.no_change_is_open, common.every_value_can_be_stored, r.what_is_reported_is_over)),
    Act("close_report_correction", ja("実績報告の直しの求めを取りやめる"), R.CORRECTION, R.FILED, NIBN_DESK,   ASKED_BACK),
    Act("accept_report",           ja("実績報告の確認を終える"),   R.FILED,      R.ACCEPTED,   NIBN_DESK,       CHECK,       (r.every_report_line_is_checked,)),
))
# fmt: on
