from django.urls import path

from .views import company

urlpatterns = [
    path("plans/<uuid:pk>/grants/start/", company.start, name="start_grant"),
    path("grants/<uuid:pk>/", company.standing, name="grant"),
    path("grants/<uuid:pk>/form/", company.grant_form, name="grant_form"),
    path("grants/<uuid:pk>/review/", company.review, name="review_grant"),
    path("grants/<uuid:pk>/discard/", company.discard, name="discard_grant"),
    path("grants/<uuid:pk>/versions/<int:number>/", company.version, name="grant_version"),
    path("grants/conditions/<uuid:pk>/report/", company.report, name="report_condition"),
    path("grants/conditions/<uuid:pk>/evidence/", company.evidence, name="condition_evidence"),
]
