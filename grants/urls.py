from django.urls import path

from .views import changes, company, reports

urlpatterns = [
    path("plans/<uuid:pk>/grants/start/", company.start, name="start_grant"),
    path("grants/<uuid:pk>/", company.standing, name="grant"),
    path("grants/<uuid:pk>/form/", company.grant_form, name="grant_form"),
    path("grants/<uuid:pk>/review/", company.review, name="review_grant"),
    path("grants/<uuid:pk>/discard/", company.discard, name="discard_grant"),
    path("grants/<uuid:pk>/versions/<int:number>/", company.version, name="grant_version"),
    path("grants/<uuid:pk>/reports/start/", reports.start, name="start_report"),
    path("grants/reports/<uuid:pk>/", reports.standing, name="grant_report"),
    path("grants/reports/<uuid:pk>/form/", reports.form, name="report_form"),
    path("grants/reports/<uuid:pk>/review/", reports.review, name="review_report"),
    path("grants/reports/<uuid:pk>/discard/", reports.discard, name="discard_report"),
    path("grants/reports/<uuid:pk>/papers/add/", reports.add_paper, name="add_report_paper"),
    path("grants/reports/<uuid:pk>/versions/<int:number>/", reports.version, name="report_version"),
    path("grants/reports/papers/<uuid:pk>/", reports.paper, name="report_paper"),
    path("grants/reports/papers/<uuid:pk>/remove/", reports.remove_paper, name="remove_report_paper"),
    path("grants/<uuid:pk>/changes/start/", changes.start, name="start_change"),
    path("grants/changes/<uuid:pk>/", changes.standing, name="grant_change"),
    path("grants/changes/<uuid:pk>/form/", changes.form, name="change_form"),
    path("grants/changes/<uuid:pk>/review/", changes.review, name="review_change"),
    path("grants/changes/<uuid:pk>/discard/", changes.discard, name="discard_change"),
    path("grants/changes/<uuid:pk>/withdraw/", changes.withdraw, name="withdraw_change"),
    path("grants/changes/<uuid:pk>/versions/<int:number>/", changes.version, name="change_version"),
    path("grants/conditions/<uuid:pk>/report/", company.report, name="report_condition"),
    path("grants/conditions/<uuid:pk>/evidence/", company.evidence, name="condition_evidence"),
]
