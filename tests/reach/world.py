"""A house with something of every kind in it, each marked with words that stand nowhere else."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts import access
from accounts.models import Access
from api.tokens import make_token
from applications.services.exporting import ask_for_export
from applications.services.filing import file_paper_plan
from applications.services.viewing import save_view
from common import clock, files
from decisions.demo import calls as demo
from decisions.models import Decision
from decisions.services.approving import Elsewhere, record_approval
from decisions.services.papers import ask_for_paper, ask_for_ranking_paper
from funds.models import Scheme
from grants.services.conditions import Evidence, report_condition
from reviews.services.consultations import prepare_consultation, record_answer, record_sending
from reviews.services.findings import write_finding
from reviews.services.pairings import assign_reviewer, declare_no_conflict, submit_opinion
from reviews.services.sheets import Item, inquire
from tests.applications.test_paper_plan import on_paper, scan
from tests.cast import actor, membership, organisation
from tests.decisions.deciding import do_jobs, draft, examined
from tests.grants import of_ministry
from tests.payments import paying
from tests.plans import PDF, attach, complete, party, under_examination
from tests.plans import draft as begun
from tests.test_routes import World

# Figures that a company keeps to itself, as typed and as read.
SALES = {"lead": ("98765432109円", "98765432109"), "takasaki": ("87654321098円", "87654321098")}
SCAN = files.Limits(max_bytes=10_000, kinds=frozenset({files.Kind.PDF}))


class House:
    """Plans in every stage, on line and on paper, and what hangs on them; `marks`: words → what they tell."""

    def __init__(self) -> None:
        self.marks: dict[str, Any] = {}
        self.officer = membership("officer")
        self.routes = World()
        self.figures()
        self.hearing()
        self.consulting()
        self.deciding()
        self.on_paper()
        self.ranking()
        self.own_things()
        self.reporting()
        self.paying()
        self.of_ministry()
        for kind in ("preview", "export"):
            do_jobs(kind)

    def mark(self, word: str, thing: Any) -> None:
        self.marks[word] = thing

    def reporting(self) -> None:
        """A condition of a grant that was met, with the paper that shows it."""
        condition = self.routes.grant.conditions.get(kind="tax")
        paper = Evidence(files.store_bytes(PDF + b"% tax", kind="pdf"), "消費税の報告書.pdf")
        lead = membership("lead")
        self.reported = report_condition(
            condition=condition, report="0円でした。", evidence=paper, membership=lead
        )

    def paying(self) -> None:
        """Each company's bank account is its own; the leading one's stands in the routes' world."""
        for who, number in (("takasaki", "5550001"), ("stranger", "5550002")):
            self.mark(number, paying.entered(who, number=number))

    def of_ministry(self) -> None:
        """A grant that the ministry gives itself, of which appropriation, and what was paid on it."""
        self.appropriation = of_ministry.appropriated()
        grant = of_ministry.granted(of_ministry.adopted())
        self.treasury = of_ministry.paid(of_ministry.claimed(grant, 1, "advance"))

    def figures(self) -> None:
        """What takasaki keeps to itself: typed, drawn from what was typed, and in a file."""
        sales = {who: typed for who, (typed, _read) in SALES.items()}
        self.joint = complete("lead", ("takasaki",), sales=sales)
        attach(self.joint.plan, "takasaki", "financials", "決算書の印.pdf", PDF + b"% a mark inside")
        self.joint.file("lead")
        self.joint.take_up()
        plan = self.joint.fresh
        for who, words in SALES.items():
            for word in words:
                self.mark(word, plan.parts.get(key="competition", party=party(plan, who)))
        filed = plan.versions.get().files.get(name="決算書の印.pdf")
        self.mark("決算書の印", filed)
        self.mark("% a mark inside", filed)
        self.draft = begun("lead", ("takasaki",), title="まだ出していない計画の印")
        self.mark(self.draft.title, self.draft)
        attach(self.draft, "lead", "schedule", "工程表.pdf")
        attach(self.draft, "takasaki", "financials", "出す前の決算書.pdf")

    def hearing(self) -> None:
        plan, reviewer = self.joint.fresh, membership("reviewer")
        pairing = assign_reviewer(plan=plan, reviewer=reviewer, due_on=None, membership=self.officer)
        declare_no_conflict(pairing=pairing, membership=reviewer)
        items = plan.scheme_version.document["review_items"]
        scores = {item["code"]: (item["most"], "") for item in items}
        submit_opinion(pairing=pairing, opinion="意見の印", scores=scores, membership=reviewer)
        self.mark("意見の印", pairing)
        other = under_examination("yoshino", ()).fresh
        stranger = membership("reviewer_conflicted")
        assign_reviewer(plan=other, reviewer=stranger, due_on=None, membership=self.officer)
        item = Item("effects", None, "照会の印")
        said = {"purpose": "確認", "responsible": "担当 正", "due_on": None}
        self.mark("照会の印", inquire(plan=plan, items=[item], membership=self.officer, **said))

    def consulting(self) -> None:
        """The 財務大臣 has answered on paper; the 公正取引委員会 has a login and sees what it was sent."""
        plan = self.joint.fresh
        consultation = prepare_consultation(
            plan=plan, body="mof", document_number="協議の印", dated_on=clock.today(), membership=self.officer
        )
        do_jobs("consultation_package")
        consultation.refresh_from_db()
        about = {"consultation": consultation, "membership": self.officer}
        record_sending(sent_on=clock.today(), sent_by="電子メール", **about)
        scanned = files.store(upload=SimpleUploadedFile("回答.pdf", PDF), limits=SCAN)
        said = {"answered_on": clock.today(), "number": "回第1号", "scan": scanned}
        record_answer(answer="continued", text="継続の印", **said, **about)
        record_answer(answer="no_objection", text="回答の印", **said, **about)
        self.mark("協議の印", consultation)
        self.mark("継続の印", consultation.continuations.get())
        self.mark("回答の印", consultation)
        body = organisation("consultee")
        access.grant(
            case=plan.case, capacity=Access.Capacity.CONSULTEE, organisation=body, actor=actor("officer")
        )

    def deciding(self) -> None:
        """One draft waits, another's approval was recorded with a scan and its letters are not issued."""
        case = examined(fits=False, lead="minohon", partners=())
        said = {"criterion": "a", "fits": True, "page": "2", "membership": self.officer}
        self.mark("調書の印", write_finding(plan=case.fresh, fact="調書の印", **said))
        waiting = draft(case, Decision.Outcome.REFUSAL, reasons="起案の印")
        self.mark("起案の印", waiting)
        ask_for_paper(plan=case.fresh, kind="findings", decision=None, membership=self.officer)
        sealed = draft(examined(lead="takasaki", partners=()))
        scanned = files.store(upload=SimpleUploadedFile("決裁.pdf", PDF), limits=SCAN)
        kept = Elsewhere("決裁の印", clock.today(), "見本局長", scanned)
        record_approval(decision=sealed, elsewhere=kept, membership=membership("officer2"))
        self.mark("決裁の印", sealed)

    def on_paper(self) -> None:
        begun_at_desk = on_paper(lead="yoshino")
        scan(begun_at_desk)
        arrived = on_paper(lead="minohon")
        scan(arrived)
        earlier = clock.now() - timedelta(days=1)
        file_paper_plan(plan=arrived, membership=self.officer, stamped_at=earlier)

    def ranking(self) -> None:
        day = clock.today() - timedelta(days=40)
        code = "biosimilar-facility"
        menu = Scheme.objects.get(code=code).versions.latest("number").document["menus"][0]["code"]
        with clock.at(demo.moment(day, 8)):
            call = demo.open_call(code, "順位の公募", day, 10)
        with clock.at(demo.moment(day + timedelta(days=2))):
            case = demo.apply_to(call, "順位を待つ計画", ("lead",), (menu,), 50_000_000)
        with clock.at(demo.moment(day + timedelta(days=12))):
            demo.heard(case, (4, 4, 4))
            ranking = demo.draft_ranking(call=call, membership=self.officer)
            said = {"met_on": clock.today(), "members": "見本 委員長", "minutes": "議事の印"}
            demo.record_meeting(ranking=ranking, membership=self.officer, **said)
            ask_for_ranking_paper(ranking=ranking, membership=membership("decider"))
        self.mark("議事の印", ranking)
        begins = demo.moment(clock.today() + timedelta(days=9), 9)
        hidden = demo.drafted_call(code, "公募の案の印", begins, begins + timedelta(days=9))
        self.mark("公募の案の印", hidden)

    def own_things(self) -> None:
        for who in ("officer", "decider", "clerk"):
            post = membership(who)
            ask_for_export(query="", membership=post)
            self.mark(f"{who}の表示の印", save_view(name=f"{who}の表示の印", query="", membership=post))
        for who in ("lead", "stranger", "auditor"):
            make_token(membership=membership(who), name="印", scope="read", days=1)
