"""The plans that stand where a test begins, made through the services by the demo's own people."""

BUILD = """
import json
from datetime import timedelta

from common import clock
from decisions.demo.acting import moment
from decisions.demo.building import Outcome, filed, small_plan, taken_up
from funds.models import Scheme

scheme = Scheme.objects.get()
today = clock.today()
before = lambda days: today - timedelta(days=days)

certified = taken_up(scheme, before(60), "去痰薬の共同生産", "yoshino", ("takasaki", "minohon"))
with clock.at(moment(before(50))):
    certified.consult("mof", days=14)
with clock.at(moment(before(30))):
    certified.find()
    certified.decide(Outcome.CERTIFICATION)

made = {
    "certified": certified,
    "examined": taken_up(scheme, before(9), "倉庫の改修", "takasaki"),
    "amended": taken_up(scheme, before(8), "造粒工程の統合", "minohon"),
    "withdrawn": filed(scheme, before(7), "外用剤の設備更新", "yoshino"),
    "ready": small_plan(scheme, "吸入剤の共同試験", "lead"),
    "forwarded": small_plan(scheme, "点眼剤の設備増設", "takasaki"),
    "shared": small_plan(scheme, "漢方製剤の共同調達", "lead", ("yoshino",)),
}
print(json.dumps({name: str(case.plan.pk) for name, case in made.items()}))
"""
