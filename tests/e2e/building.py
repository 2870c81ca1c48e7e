"""The plans that stand where a test begins, made through the services by the demo's own people."""

BUILD = """
import json
from datetime import timedelta

from applications.services.starting import start_plan
from common import clock
from decisions.demo.acting import actor_of, member, moment
from decisions.demo.calls import drafted_call
from decisions.demo.building import Outcome, filed, small_plan, taken_up
from funds.models import Scheme
from funds.schemes.services import save_scheme_draft, start_scheme_draft
from reviews.services.pairings import assign_reviewer
from reviews.services.sheets import Item, inquire, request_correction

scheme = Scheme.objects.get(pk="generic-base")
today = clock.today()
before = lambda days: today - timedelta(days=days)

certified = taken_up(scheme, before(60), "去痰薬の共同生産", "yoshino", ("takasaki", "minohon"))
with clock.at(moment(before(50))):
    certified.consult("mof", days=14)
with clock.at(moment(before(30))):
    certified.find()
    certified.decide(Outcome.CERTIFICATION)

examination = taken_up(scheme, before(40), "充填工程の連携", "yoshino", ("minohon",))
desk = member("officer")
assign_reviewer(plan=examination.fresh, reviewer=member("reviewer"), due_on=None, membership=desk)
with clock.at(moment(before(20))):
    examination.consult("mof", days=14)
examination.find()
examination.draft(Outcome.CERTIFICATION)

inquired = taken_up(scheme, before(31), "点滴の共同調達", "minohon")
item = Item("effects", None, "算定の考え方を補ってください。")
guidance = {"purpose": "効果を確かめるため", "responsible": "担当 正", "due_on": None}
inquire(plan=inquired.fresh, items=[item], membership=desk, **guidance)

corrected = taken_up(scheme, before(30), "包装工程の連携", "lead", ("minohon",))
item = Item("effects", None, "年度ごとの目標の記載がありません。", "省令第5条第1項第4号")
formal = {"purpose": "申請書の記載事項の補正", "due_on": today + timedelta(days=14)}
request_correction(plan=corrected.fresh, items=[item], membership=desk, **formal)

drafted_call("biosimilar-facility", "案の公募", moment(before(-9), 9), moment(before(-30), 17))

sender = member("takasaki").organisation
paper = start_plan(scheme=scheme, lead=sender, title="紙で届いた計画", membership=desk)

draft = start_scheme_draft(actor=actor_of(member("administrator")), base=scheme.versions.latest("number"))
keep = {"draft": draft, "actor": actor_of(member("administrator"))}
save_scheme_draft(revision=1, changes={"correction_days": 21}, **keep)

made = {
    "certified": certified,
    "examination": examination,
    "inquired": inquired,
    "corrected": corrected,
    "examined": taken_up(scheme, before(9), "倉庫の改修", "takasaki"),
    "amended": taken_up(scheme, before(8), "造粒工程の統合", "minohon"),
    "withdrawn": filed(scheme, before(7), "外用剤の設備更新", "yoshino"),
    "ready": small_plan(scheme, "吸入剤の共同試験", "lead"),
    "unattended": small_plan(scheme, "注射剤の包装", "minohon"),
    "forwarded": small_plan(scheme, "点眼剤の設備増設", "takasaki"),
    "sums": small_plan(scheme, "眼軟膏の共同製造", "yoshino"),
    "shared": small_plan(scheme, "漢方製剤の共同調達", "lead", ("yoshino",)),
}
others = {"paper": str(paper.pk), "scheme_draft": str(draft.pk)}
print(json.dumps({name: str(case.plan.pk) for name, case in made.items()} | others))
"""
