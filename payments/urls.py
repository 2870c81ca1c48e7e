from django.urls import path

from .views import accounts, company

urlpatterns = [
    path("organisation/account/", company.account, name="own_payee_account"),
    path("organisation/account/enter/", company.enter, name="enter_payee_account"),
    path("payee-accounts/", accounts.accounts, name="payee_accounts"),
    path("payee-accounts/<uuid:pk>/", accounts.account, name="payee_account"),
    path("payee-accounts/<uuid:pk>/passbook/", accounts.passbook, name="payee_passbook"),
    path("payee-accounts/<uuid:pk>/check/", accounts.check, name="check_payee_account"),
    path("payee-accounts/<uuid:pk>/confirm/", accounts.confirm, name="confirm_payee_account"),
    path("payee-accounts/<uuid:pk>/return/", accounts.send_back, name="return_payee_account"),
]
