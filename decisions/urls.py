from django.urls import path, re_path

from .views import documents, lists, public
from .views.grants import assets as grant_assets
from .views.grants import cancelling as grant_cancelling
from .views.grants import changes as grant_changes
from .views.grants import deciding as grant_deciding
from .views.grants import disposals as grant_disposals
from .views.grants import evidence as grant_evidence
from .views.grants import fixing as grant_fixing
from .views.grants import listing as grant_list
from .views.grants import office as grants
from .views.grants import recovery as grant_recovery
from .views.grants import reports as grant_reports
from .views.officer import (
    application,
    consultations,
    deciding,
    decision,
    findings,
    history,
    letters,
    ranking_acts,
    rankings,
    scheme_letters,
)

UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

officer = [
    path("cases/<uuid:pk>/", application.case, name="case"),
    path("cases/<uuid:pk>/files/<uuid:file>/", application.case_file, name="case_file"),
    path("cases/<uuid:pk>/findings/", findings.case_findings, name="case_findings"),
    path("cases/<uuid:pk>/consultations/", consultations.case_consultations, name="case_consultations"),
    path("cases/<uuid:pk>/decision/", decision.case_decision, name="case_decision"),
    path("cases/<uuid:pk>/letters/", letters.case_letters, name="case_letters"),
    path("cases/<uuid:pk>/history/", history.case_history, name="case_history"),
    re_path(
        rf"^cases/(?P<pk>{UUID})/draft/(?P<outcome>certification|refusal)/$",
        deciding.draft,
        name="draft_decision",
    ),
    re_path(
        rf"^cases/(?P<pk>{UUID})/papers/(?P<kind>findings|certificate|refusal)/$",
        findings.ask_paper,
        name="ask_paper",
    ),
    path("cases/<uuid:pk>/papers/<uuid:paper>/", findings.working_paper, name="working_paper"),
    path("decisions/<uuid:pk>/approve/", deciding.approve, name="approve_decision"),
    path("decisions/<uuid:pk>/return/", deciding.send_back, name="return_decision"),
    path("decisions/<uuid:pk>/record/", deciding.record, name="record_approval"),
    path("decisions/<uuid:pk>/redraft/", deciding.redraft, name="redraft_decision"),
    path("decisions/<uuid:pk>/void/", deciding.drop, name="void_decision"),
    path("decisions/<uuid:pk>/issue/", deciding.issue, name="issue_decision"),
    path("decisions/<uuid:pk>/approval/scan/", deciding.approval_scan, name="approval_scan"),
    path("deliveries/<int:pk>/dispatch/", letters.dispatch, name="record_dispatch"),
    path("deliveries/<int:pk>/delivered/", letters.deliver, name="record_delivery"),
]

of_grants = [
    path("grants/<uuid:pk>/withdraw/", grant_deciding.withdraw, name="withdraw_grant"),
    path("office/grants/", grant_list.grants, name="grants"),
    path("office/grants/<uuid:pk>/", grants.case, name="grant_case"),
    path("office/grants/<uuid:pk>/take-up/", grants.take_up, name="take_up_grant"),
    path("office/grants/<uuid:pk>/check/", grants.check, name="check_grant_lines"),
    path("office/grants/<uuid:pk>/correction/", grants.ask_correction, name="ask_grant_correction"),
    path("office/grants/<uuid:pk>/correction/close/", grants.close_correction, name="close_grant_correction"),
    re_path(
        rf"^office/grants/(?P<pk>{UUID})/draft/(?P<outcome>grant|grant_refusal)/$",
        grant_deciding.draft,
        name="draft_grant_decision",
    ),
    path("office/grants/decisions/<uuid:pk>/redraft/", grant_deciding.redraft, name="redraft_grant_decision"),
    path("office/grants/reports/<uuid:pk>/", grant_reports.case, name="report_case"),
    path("office/grants/reports/<uuid:pk>/check/", grant_reports.check, name="check_report_lines"),
    path(
        "office/grants/reports/<uuid:pk>/correction/",
        grant_reports.ask_correction,
        name="ask_report_correction",
    ),
    path(
        "office/grants/reports/<uuid:pk>/correction/close/",
        grant_reports.close_correction,
        name="close_report_correction",
    ),
    path("office/grants/reports/<uuid:pk>/evidence/", grant_evidence.report_evidence, name="report_evidence"),
    path("office/grants/reports/<uuid:pk>/evidence/check/", grant_evidence.mark, name="check_evidence"),
    path(
        "office/grants/reports/<uuid:pk>/evidence/excel/",
        grant_evidence.excel,
        name="report_evidence_excel",
    ),
    path("office/grants/reports/<uuid:pk>/accept/", grant_reports.accept, name="accept_report"),
    path("office/grants/reports/<uuid:pk>/fix/", grant_fixing.draft, name="draft_fixing"),
    path("office/grants/changes/<uuid:pk>/", grant_changes.case, name="change_case"),
    path(
        "office/grants/changes/<uuid:pk>/correction/",
        grant_changes.ask_correction,
        name="ask_change_correction",
    ),
    path(
        "office/grants/changes/<uuid:pk>/correction/close/",
        grant_changes.close_correction,
        name="close_change_correction",
    ),
    path(
        "office/grants/changes/<uuid:pk>/approval/", grant_changes.require_approval, name="require_approval"
    ),
    re_path(
        rf"^office/grants/changes/(?P<pk>{UUID})/draft/(?P<outcome>change|change_refusal)/$",
        grant_changes.draft,
        name="draft_change_decision",
    ),
    path("office/grants/<uuid:pk>/assets/", grant_assets.register, name="grant_assets"),
    path("office/grants/assets/<uuid:pk>/", grant_assets.asset, name="grant_asset"),
    path("office/grants/assets/<uuid:pk>/correct/", grant_assets.correct, name="correct_grant_asset"),
    path("office/grants/assets/<uuid:pk>/period/", grant_assets.set_period, name="set_asset_period"),
    path("office/grants/disposals/<uuid:pk>/", grant_disposals.case, name="disposal_case"),
    path(
        "office/grants/disposals/<uuid:pk>/correction/",
        grant_disposals.ask_correction,
        name="ask_disposal_correction",
    ),
    path(
        "office/grants/disposals/<uuid:pk>/correction/close/",
        grant_disposals.close_correction,
        name="close_disposal_correction",
    ),
    re_path(
        rf"^office/grants/disposals/(?P<pk>{UUID})/draft/(?P<outcome>disposal|non_disposal)/$",
        grant_disposals.draft,
        name="draft_disposal_decision",
    ),
    path("office/grants/<uuid:pk>/recovery/", grant_recovery.recovery, name="grant_recovery"),
    path("office/grants/<uuid:pk>/recovery/cancel/", grant_cancelling.draft, name="draft_cancellation"),
    path("office/grants/<uuid:pk>/recovery/return/", grant_recovery.draft, name="draft_return_order"),
    path("office/grants/conditions/<uuid:pk>/confirm/", grants.confirm, name="confirm_condition"),
    path("office/grants/conditions/<uuid:pk>/miss/", grants.miss, name="miss_condition"),
    path("office/grants/conditions/<uuid:pk>/return/", grants.return_report, name="return_condition_report"),
]

of_calls = [
    path(
        "scheme-drafts/<uuid:pk>/letters/", scheme_letters.scheme_draft_letters, name="scheme_draft_letters"
    ),
    path("rankings/", rankings.rankings, name="rankings"),
    path("rankings/calls/<uuid:call>/", rankings.ranking, name="ranking"),
    path("rankings/calls/<uuid:call>/draft/", ranking_acts.draft, name="draft_ranking"),
    path("rankings/<uuid:pk>/revise/", ranking_acts.revise, name="revise_ranking"),
    path("rankings/<uuid:pk>/meeting/", ranking_acts.meeting, name="record_meeting"),
    path("rankings/<uuid:pk>/propose/", ranking_acts.propose, name="propose_ranking"),
    path("rankings/<uuid:pk>/approve/", ranking_acts.approve, name="approve_ranking"),
    path("rankings/<uuid:pk>/return/", ranking_acts.send_back, name="return_ranking"),
    path("rankings/<uuid:pk>/record/", ranking_acts.record, name="record_ranking_approval"),
    path("rankings/<uuid:pk>/issue/", ranking_acts.issue, name="issue_ranking"),
    path("rankings/<uuid:pk>/void/", ranking_acts.drop, name="void_ranking"),
    path("rankings/<uuid:pk>/print/", ranking_acts.ask_paper, name="ask_ranking_paper"),
    path("rankings/papers/<uuid:paper>/", rankings.ranking_paper, name="ranking_paper"),
]

public_and_documents = [
    path("verify/", public.verify, name="verify"),
    re_path(r"^v/(?P<public_id>[0-9a-f]{32})/$", public.verify_document, name="verify_document"),
    path("verify/status.json", public.status_list, name="status_list"),
    path("verify/root.crt", public.trust_root, name="trust_root"),
    path("documents/<uuid:pk>/", documents.document, name="document"),
    path("documents/<uuid:pk>/pdf/", documents.document_pdf, name="document_pdf"),
]

LISTED, FILE = "(?P<listed>certified|adopted)", "(?P<form>csv|xlsx)"
public_lists = [
    re_path(rf"^{LISTED}/$", lists.public_list, name="public_list"),
    re_path(rf"^{LISTED}/list\.{FILE}$", lists.public_list_file, name="public_list_file"),
    re_path(rf"^adopted/printed\.{FILE}$", lists.printed_list_file, name="printed_list_file"),
]

urlpatterns = [*officer, *of_grants, *of_calls, *public_and_documents, *public_lists]
