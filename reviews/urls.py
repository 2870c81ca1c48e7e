from django.urls import path, re_path

from .views import officer as desk

applicant: list = []

reviewer: list = []

officer = [
    path("cases/<uuid:pk>/correction/", desk.request_correction, name="request_correction"),
    path("cases/<uuid:pk>/inquiry/", desk.inquire, name="inquire"),
    path("cases/<uuid:pk>/findings/write/", desk.write_findings, name="write_findings"),
    re_path(
        r"^cases/(?P<pk>[0-9a-f-]{36})/consultations/(?P<body>mof|jftc)/prepare/$",
        desk.prepare_consultation,
        name="prepare_consultation",
    ),
    path("sheets/<uuid:pk>/extend/", desk.extend_correction, name="extend_correction"),
    path("sheets/<uuid:pk>/close/", desk.close_correction, name="close_correction"),
    path("sheets/<uuid:pk>/withdraw/", desk.withdraw_inquiry, name="withdraw_inquiry"),
    path("consultations/<uuid:pk>/sending/", desk.record_sending, name="record_sending"),
    path("consultations/<uuid:pk>/answer/", desk.record_answer, name="record_answer"),
    path("consultations/<uuid:pk>/close/", desk.close_consultation, name="close_consultation"),
    path("consultations/<uuid:pk>/package/", desk.consultation_package, name="consultation_package"),
    path("consultations/<uuid:pk>/answer/scan/", desk.consultation_answer, name="consultation_answer"),
]

urlpatterns = [*applicant, *reviewer, *officer]
