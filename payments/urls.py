from django.urls import path

from .views import (
    accounts,
    bank,
    claims,
    company,
    matching,
    months,
    payers,
    receivables,
    runs,
    statements,
    treasury,
)

of_accounts = [
    path("organisation/account/", company.account, name="own_payee_account"),
    path("organisation/account/enter/", company.enter, name="enter_payee_account"),
    path("payee-accounts/", accounts.accounts, name="payee_accounts"),
    path("payee-accounts/<uuid:pk>/", accounts.account, name="payee_account"),
    path("payee-accounts/<uuid:pk>/passbook/", accounts.passbook, name="payee_passbook"),
    path("payee-accounts/<uuid:pk>/check/", accounts.check, name="check_payee_account"),
    path("payee-accounts/<uuid:pk>/confirm/", accounts.confirm, name="confirm_payee_account"),
    path("payee-accounts/<uuid:pk>/return/", accounts.send_back, name="return_payee_account"),
]

of_claims = [
    path("grants/<uuid:pk>/payments/", claims.payments, name="grant_payments"),
    path("grants/<uuid:pk>/payments/claim/", claims.claim, name="claim_payment"),
    path("payments/claims/<uuid:pk>/withdraw/", claims.withdraw, name="withdraw_claim"),
    path("payments/claims/<uuid:pk>/return/", claims.send_back, name="return_claim"),
]

of_treasury = [
    path("payments/claims/<uuid:pk>/paid/", treasury.record, name="record_treasury_payment"),
    path("payments/recorded/<uuid:pk>/reverse/", treasury.take_back, name="reverse_treasury_payment"),
]

of_runs = [
    path("payments/", runs.payments, name="payments"),
    path("payments/funds/<slug:code>/draft/", runs.draft, name="draft_run"),
    path("payments/funds/<slug:code>/payer/", payers.payer, name="payer_account"),
    path("payments/funds/<slug:code>/payer/set/", payers.set_payer, name="set_payer_account"),
    path("payments/runs/<uuid:pk>/", runs.run, name="payment_run"),
    path("payments/runs/<uuid:pk>/release/", runs.release, name="release_run"),
    path("payments/runs/<uuid:pk>/drop/", runs.drop, name="drop_run"),
    path("payments/runs/<uuid:pk>/zengin/", runs.zengin, name="run_file"),
    path("payments/runs/<uuid:pk>/csv/", runs.table, name="run_csv"),
    path("payments/runs/<uuid:pk>/results/", runs.upload, name="take_results"),
    path("payments/transfers/<uuid:pk>/paid/", runs.paid, name="record_paid"),
    path("payments/transfers/<uuid:pk>/failed/", runs.failed, name="record_failed"),
]

of_receivables = [
    path("receivables/", receivables.receivables, name="receivables"),
    path("receivables/<uuid:pk>/", receivables.receivable, name="receivable"),
    path("receivables/<uuid:pk>/receive/", receivables.record, name="record_remittance"),
    path("receivables/<uuid:pk>/urge/", receivables.urge, name="urge_payment"),
    path("remittances/<uuid:pk>/reverse/", receivables.take_back, name="reverse_remittance"),
]

of_the_bank = [
    path("bank/", bank.bank, name="bank"),
    path("bank/funds/<slug:code>/register/", bank.register, name="register_bank_account"),
    path("bank/accounts/<uuid:pk>/", bank.account, name="bank_account"),
    path("bank/accounts/<uuid:pk>/lines/", bank.lines, name="bank_lines"),
    path("bank/accounts/<uuid:pk>/take/", statements.take, name="take_statement"),
    path("bank/uploads/<uuid:pk>/", statements.uploaded, name="bank_upload"),
    path("bank/uploads/<uuid:pk>/drop/", statements.drop, name="drop_bank_upload"),
    path("bank/accounts/<uuid:pk>/match/", matching.match, name="match_lines"),
    path("bank/matches/<uuid:pk>/undo/", matching.undo, name="undo_match"),
    path("bank/accounts/<uuid:pk>/months/<slug:month>/draft/", months.draft, name="draft_month_sheet"),
    path("bank/sheets/<uuid:pk>/", months.sheet, name="month_sheet"),
    path("bank/sheets/<uuid:pk>/sign/", months.sign, name="sign_month_sheet"),
    path("bank/sheets/<uuid:pk>/drop/", months.drop, name="drop_month_sheet"),
]

urlpatterns = [*of_accounts, *of_claims, *of_treasury, *of_runs, *of_receivables, *of_the_bank]
