from allauth.account import views as allauth_views
from django.conf import settings
from django.urls import include, path, re_path

from .views import front, organisation, own, people

# allauth's own list also opens registration, more addresses per person and sign-in by code;
# here an administrator makes the account and the address is the one they entered.
account = [
    path("login/", front.sign_in, name="account_login"),
    path("logout/", allauth_views.logout, name="account_logout"),
    path("inactive/", allauth_views.account_inactive, name="account_inactive"),
    path("signup/", allauth_views.signup, name="account_signup"),
    path("reauthenticate/", allauth_views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", allauth_views.password_change, name="account_change_password"),
    path("password/set/", allauth_views.password_set, name="account_set_password"),
    path("password/reset/", allauth_views.password_reset, name="account_reset_password"),
    path("password/reset/done/", allauth_views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth_views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        allauth_views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]

urlpatterns = [
    path("", front.home, name="home"),
    path("account/", include(account)),
    path("security/", own.security, name="security"),
    path("memberships/", own.memberships, name="memberships"),
    path("notices/", own.notices, name="notices"),
    path("notices/<uuid:public_id>/", own.notice, name="notice"),
    path("organisation/", organisation.profile, name="organisation"),
    path("organisation/change/", organisation.change, name="change_profile"),
    path("people/", people.people, name="people"),
    path("people/add/", people.add_person, name="add_person"),
    path("people/<uuid:public_id>/", people.person, name="person"),
    path("people/<uuid:public_id>/memberships/add/", people.add_membership, name="add_membership"),
    path("people/<uuid:public_id>/invite/", people.invite, name="invite"),
    path("people/<uuid:public_id>/anonymise/", people.anonymise, name="anonymise_user"),
    path("memberships/<int:pk>/end/", people.end_membership, name="end_membership"),
    path("organisations/", people.organisations, name="organisations"),
    path("organisations/add/", people.add_organisation, name="add_organisation"),
]
if settings.DEMO:
    urlpatterns += [path("demo/sign-in/<slug:key>/", front.demo_sign_in, name="demo_sign_in")]
