from django.urls import include, path, re_path

from .views import (
    acts,
    assets,
    bank,
    books,
    calculations,
    calls,
    changes,
    contract,
    decided,
    evidence,
    filed,
    grants,
    house,
    listed,
    office,
    payments,
    plans,
    ranked,
    reports,
    tokens,
)
from .views import own as kept_by_one

own = [
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/make/", tokens.make, name="make_token"),
    path("tokens/<uuid:pk>/revoke/", tokens.revoke, name="revoke_token"),
]

of_plans = [
    path("plans/", plans.Plans.as_view(), name="api_plans"),
    path("plans/<uuid:pk>/", plans.Plan.as_view(), name="api_plan"),
    path("plans/<uuid:pk>/check/", plans.Check.as_view(), name="api_plan_check"),
    path("plans/<uuid:pk>/parts/", plans.Parts.as_view(), name="api_plan_parts"),
    path("plans/<uuid:pk>/parts/<slug:key>/", plans.Part.as_view(), name="api_plan_part"),
    path("plans/<uuid:pk>/parts/<slug:key>/<uuid:party>/", plans.OwnPart.as_view(), name="api_plan_own_part"),
    path("plans/<uuid:pk>/attachments/", plans.Attachments.as_view(), name="api_plan_attachments"),
    path(
        "plans/<uuid:pk>/attachments/<uuid:file>/",
        plans.AttachmentFile.as_view(),
        name="api_plan_attachment",
    ),
    path("plans/<uuid:pk>/versions/", filed.Versions.as_view(), name="api_plan_versions"),
    path("plans/<uuid:pk>/versions/<int:number>/", filed.Version.as_view(), name="api_plan_version"),
    path("plans/<uuid:pk>/versions/<int:number>/receipt/", filed.Receipt.as_view(), name="api_plan_receipt"),
    path("plans/<uuid:pk>/files/<uuid:file>/", filed.FiledFile.as_view(), name="api_plan_file"),
    path("plans/<uuid:pk>/history/", filed.History.as_view(), name="api_plan_history"),
    path("plans/<uuid:pk>/sheets/", office.PlanSheets.as_view(), name="api_plan_sheets"),
    path("plans/<uuid:pk>/findings/", office.Findings.as_view(), name="api_plan_findings"),
    path("plans/<uuid:pk>/pairings/", office.PlanPairings.as_view(), name="api_plan_pairings"),
    path("plans/<uuid:pk>/papers/", office.Papers.as_view(), name="api_plan_papers"),
    path("plans/<uuid:pk>/papers/<uuid:paper>/", office.PaperContent.as_view(), name="api_paper_content"),
    path("plans/<uuid:pk>/consultations/", office.PlanConsultations.as_view(), name="api_plan_consultations"),
    path("plans/<uuid:pk>/decisions/", decided.PlanDecisions.as_view(), name="api_plan_decisions"),
]

of_the_office = [
    path("sheets/<uuid:pk>/", office.Sheet.as_view(), name="api_sheet"),
    path("pairings/", office.Pairings.as_view(), name="api_pairings"),
    path("pairings/<uuid:pk>/", office.Pairing.as_view(), name="api_pairing"),
    path("consultations/<uuid:pk>/", office.ConsultationView.as_view(), name="api_consultation"),
    path(
        "consultations/<uuid:pk>/package/",
        office.ConsultationPackage.as_view(),
        name="api_consultation_package",
    ),
    path("consultations/<uuid:pk>/scan/", office.ConsultationScan.as_view(), name="api_consultation_scan"),
    path("continuations/<uuid:pk>/scan/", office.ContinuationScan.as_view(), name="api_continuation_scan"),
    path("decisions/<uuid:pk>/", decided.Decision.as_view(), name="api_decision"),
    path("decisions/<uuid:pk>/scan/", decided.DecisionScan.as_view(), name="api_decision_scan"),
    path("documents/", decided.Documents.as_view(), name="api_documents"),
    path("documents/<uuid:pk>/", decided.Document.as_view(), name="api_document"),
    path("documents/<uuid:pk>/pdf/", decided.DocumentPdf.as_view(), name="api_document_pdf"),
    re_path(
        r"^verification/documents/(?P<public_id>[0-9a-f]{32})/$",
        decided.VerifiedDocument.as_view(),
        name="api_verified_document",
    ),
    re_path(
        r"^verification/files/(?P<sha256>[0-9a-f]{64})/$",
        decided.VerifiedFile.as_view(),
        name="api_verified_file",
    ),
]

of_grants = [
    path("grants/", grants.Grants.as_view(), name="api_grants"),
    path("grants/<uuid:pk>/", grants.Grant.as_view(), name="api_grant"),
    path("reports/<uuid:pk>/", reports.Report.as_view(), name="api_report"),
    path("grants/<uuid:pk>/evidence/", evidence.GrantEvidence.as_view(), name="api_grant_evidence"),
    path("grants/<uuid:pk>/evidence/needs/", evidence.GrantNeeds.as_view(), name="api_grant_evidence_needs"),
    path("reports/<uuid:pk>/evidence/", evidence.ReportEvidence.as_view(), name="api_report_evidence"),
    path(
        "reports/<uuid:pk>/evidence/needs/", evidence.ReportNeeds.as_view(), name="api_report_evidence_needs"
    ),
    path("evidence-files/<uuid:pk>/", evidence.File.as_view(), name="api_evidence_file"),
    path("reports/<uuid:pk>/papers/<uuid:paper>/", reports.ReportPaper.as_view(), name="api_report_paper"),
    path("grants/<uuid:pk>/assets/", assets.GrantAssets.as_view(), name="api_grant_assets"),
    path("assets/<uuid:pk>/", assets.Asset.as_view(), name="api_asset"),
    path("disposals/<uuid:pk>/", assets.Disposal.as_view(), name="api_disposal"),
    path("changes/<uuid:pk>/", changes.Change.as_view(), name="api_change"),
    path("conditions/<uuid:pk>/", grants.Condition.as_view(), name="api_condition"),
    path("conditions/<uuid:pk>/evidence/", grants.ConditionEvidence.as_view(), name="api_condition_evidence"),
]

of_books = [
    path("books/", books.Books.as_view(), name="api_books"),
    path("books/<uuid:pk>/", books.Book.as_view(), name="api_book"),
    path("books/<uuid:pk>/postings/", books.Postings.as_view(), name="api_book_postings"),
    path("books/<uuid:pk>/entries/", books.Entries.as_view(), name="api_book_entries"),
    path("books/<uuid:pk>/investments/", books.Investments.as_view(), name="api_book_investments"),
    path("appropriations/", books.Appropriations.as_view(), name="api_appropriations"),
    path("appropriations/<uuid:pk>/", books.Appropriation.as_view(), name="api_appropriation"),
    path("entries/<uuid:pk>/", books.Entry.as_view(), name="api_entry"),
    path("investments/<uuid:pk>/", books.Investment.as_view(), name="api_investment"),
]

of_payments = [
    path("payee-accounts/", payments.PayeeAccounts.as_view(), name="api_payee_accounts"),
    path("payee-accounts/<uuid:pk>/", payments.PayeeAccount.as_view(), name="api_payee_account"),
    path("payee-accounts/<uuid:pk>/passbook/", payments.Passbook.as_view(), name="api_payee_passbook"),
    path("claims/", payments.Claims.as_view(), name="api_claims"),
    path("claims/<uuid:pk>/", payments.Claim.as_view(), name="api_claim"),
    path("treasury-payments/<uuid:pk>/", payments.TreasuryPayment.as_view(), name="api_treasury_payment"),
    path("grants/<uuid:pk>/holdings/", payments.Holdings.as_view(), name="api_grant_holdings"),
    path("runs/", payments.Runs.as_view(), name="api_runs"),
    path("runs/<uuid:pk>/", payments.Run.as_view(), name="api_run"),
    path("runs/<uuid:pk>/file/", payments.RunFile.as_view(), name="api_run_file"),
    path("transfers/<uuid:pk>/", payments.Transfer.as_view(), name="api_transfer"),
    path("receivables/", payments.Receivables.as_view(), name="api_receivables"),
    path("receivables/<uuid:pk>/", payments.Receivable.as_view(), name="api_receivable"),
    path("remittances/<uuid:pk>/", payments.Remittance.as_view(), name="api_remittance"),
    path("books/<uuid:pk>/payers/", payments.Payers.as_view(), name="api_book_payers"),
]

of_the_bank = [
    path("books/<uuid:pk>/bank-accounts/", bank.Accounts.as_view(), name="api_bank_accounts"),
    path("bank-accounts/<uuid:pk>/", bank.Account.as_view(), name="api_bank_account"),
    path("bank-accounts/<uuid:pk>/lines/", bank.Lines.as_view(), name="api_bank_lines"),
    path("bank-accounts/<uuid:pk>/unmatched/", bank.Unmatched.as_view(), name="api_bank_unmatched"),
    path("bank-accounts/<uuid:pk>/month-sheets/", bank.Sheets.as_view(), name="api_month_sheets"),
    path("bank-matches/<uuid:pk>/", bank.Match.as_view(), name="api_bank_match"),
    path("month-sheets/<uuid:pk>/", bank.Sheet.as_view(), name="api_month_sheet"),
]

of_calls = [
    path("rankings/", ranked.Rankings.as_view(), name="api_rankings"),
    path("calls/<uuid:pk>/standings/", ranked.Standings.as_view(), name="api_call_standings"),
    path("rankings/<uuid:pk>/", ranked.Ranking.as_view(), name="api_ranking"),
    path("rankings/<uuid:pk>/letters/", ranked.RankingLetters.as_view(), name="api_ranking_letters"),
    path("rankings/<uuid:pk>/papers/", ranked.RankingPapers.as_view(), name="api_ranking_papers"),
    path("rankings/<uuid:pk>/papers/<uuid:paper>/", ranked.RankingPaper.as_view(), name="api_ranking_paper"),
]

of_lists = [
    path("views/", kept_by_one.SavedViews.as_view(), name="api_views"),
    path("exports/", kept_by_one.Exports.as_view(), name="api_exports"),
    path("exports/<uuid:pk>/", kept_by_one.Export.as_view(), name="api_export"),
    path("exports/<uuid:pk>/file/", kept_by_one.ExportFile.as_view(), name="api_export_file"),
    path("jobs/", kept_by_one.Jobs.as_view(), name="api_jobs"),
    path("jobs/<uuid:pk>/", kept_by_one.Job.as_view(), name="api_job"),
]

of_the_house = [
    path("schema/", contract.schema, name="api_schema"),
    path("docs/", contract.docs, name="api_docs"),
    path("me/", house.Me.as_view(), name="api_me"),
    path("schemes/", house.Schemes.as_view(), name="api_schemes"),
    path("schemes/<slug:code>/", house.Scheme.as_view(), name="api_scheme"),
    path(
        "schemes/<slug:code>/versions/<int:number>/", house.SchemeVersion.as_view(), name="api_scheme_version"
    ),
    path("calls/", calls.Calls.as_view(), name="api_calls"),
    path("calls/<uuid:pk>/", calls.Call.as_view(), name="api_call"),
    path("calls/<uuid:pk>/files/<uuid:file>/", calls.CallFile.as_view(), name="api_call_file"),
    path("calls/<uuid:pk>/documents/", calls.CallDocuments.as_view(), name="api_call_documents"),
    path(
        "calls/<uuid:pk>/documents/<uuid:document>/",
        calls.CallDocumentView.as_view(),
        name="api_call_document",
    ),
    path(
        "calls/<uuid:pk>/documents/<uuid:document>/versions/",
        calls.CallDocumentVersions.as_view(),
        name="api_call_document_versions",
    ),
    path("scheme-drafts/", house.SchemeDrafts.as_view(), name="api_scheme_drafts"),
    path("scheme-drafts/<uuid:pk>/", house.SchemeDraft.as_view(), name="api_scheme_draft"),
    path("notices/", house.Notices.as_view(), name="api_notices"),
    path("notices/<uuid:pk>/", house.Notice.as_view(), name="api_notice"),
    path("people/", house.People.as_view(), name="api_people"),
    path("people/<uuid:pk>/", house.Person.as_view(), name="api_person"),
    path("organisations/", house.Organisations.as_view(), name="api_organisations"),
    path("organisations/<uuid:pk>/", house.Organisation.as_view(), name="api_organisation"),
    path("companies/", house.Companies.as_view(), name="api_companies"),
    path("officials/", office.Officials.as_view(), name="api_officials"),
]

public = [
    path("certified/", listed.Certified.as_view(), name="api_certified"),
    path("adopted/", listed.Adopted.as_view(), name="api_adopted"),
    path("adopted/printed/", listed.PrintedAdoptions.as_view(), name="api_printed_adoptions"),
    path("calculations/", calculations.Calculations.as_view(), name="api_calculations"),
]

v1 = [
    *of_plans,
    *of_the_office,
    *of_grants,
    *of_books,
    *of_payments,
    *of_the_bank,
    *of_calls,
    *of_lists,
    *of_the_house,
    *public,
    *acts.routes(),
]

urlpatterns = [*own, path("api/v1/", include(v1))]
