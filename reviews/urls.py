from django.urls import path, re_path

from .views import applicant as asked
from .views import officer as desk
from .views import officer_consulting as consulting
from .views import officer_doubts, officer_pairings
from .views import officer_moves as moves
from .views import paper as on_paper
from .views import reviewer as own

UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

applicant = [
    path("sheets/<uuid:pk>/", asked.sheet, name="sheet"),
    path("sheets/<uuid:pk>/answer/", asked.answer_sheet, name="answer_sheet"),
    path("sheets/<uuid:pk>/decline/", asked.decline_inquiry, name="decline_inquiry"),
]

reviewer = [
    path("reviews/", own.pairings, name="pairings"),
    path("reviews/<uuid:pk>/", own.pairing, name="pairing"),
    path("reviews/<uuid:pk>/declare/", own.declare_no_conflict, name="declare_no_conflict"),
    path("reviews/<uuid:pk>/recuse/", own.recuse, name="recuse"),
    path("reviews/<uuid:pk>/opinion/", own.submit_opinion, name="submit_opinion"),
    path("reviews/<uuid:pk>/files/<uuid:file>/", own.pairing_file, name="pairing_file"),
]

officer = [
    path("cases/<uuid:pk>/forward/", moves.forward_plan, name="forward_plan"),
    path("cases/<uuid:pk>/take-up/", moves.take_up_plan, name="take_up_plan"),
    path("cases/<uuid:pk>/assign/", moves.assign_officer, name="assign_officer"),
    path("cases/<uuid:pk>/reviewers/assign/", officer_pairings.assign_reviewer, name="assign_reviewer"),
    path("cases/<uuid:pk>/correction/", desk.request_correction, name="request_correction"),
    path("cases/<uuid:pk>/inquiry/", desk.inquire, name="inquire"),
    path("cases/<uuid:pk>/findings/write/", desk.write_findings, name="write_findings"),
    path(
        "cases/<uuid:pk>/findings/<slug:criterion>/<int:version>/confirm/",
        desk.confirm_finding,
        name="confirm_finding",
    ),
    re_path(
        rf"^cases/(?P<pk>{UUID})/consultations/(?P<body>mof|jftc)/prepare/$",
        consulting.prepare_consultation,
        name="prepare_consultation",
    ),
    path("cases/<uuid:pk>/consultations/doubts/", officer_doubts.resolve_doubts, name="resolve_doubts"),
    path("sheets/<uuid:pk>/extend/", desk.extend_correction, name="extend_correction"),
    path("sheets/<uuid:pk>/close/", desk.close_correction, name="close_correction"),
    path("sheets/<uuid:pk>/clear/", desk.clear_defect, name="clear_defect"),
    path("sheets/<uuid:pk>/paper/", on_paper.answer_on_paper, name="answer_on_paper"),
    path("sheets/<uuid:pk>/paper/decline/", on_paper.decline_on_paper, name="decline_on_paper"),
    path("sheets/<uuid:pk>/withdraw-correction/", desk.withdraw_correction, name="withdraw_correction"),
    path("sheets/<uuid:pk>/withdraw/", desk.withdraw_inquiry, name="withdraw_inquiry"),
    path("consultations/<uuid:pk>/sending/", consulting.record_sending, name="record_sending"),
    path("consultations/<uuid:pk>/answer/", consulting.record_answer, name="record_answer"),
    path("consultations/<uuid:pk>/close/", consulting.close_consultation, name="close_consultation"),
    path("consultations/<uuid:pk>/package/", consulting.consultation_package, name="consultation_package"),
    path("consultations/<uuid:pk>/answer/scan/", consulting.consultation_answer, name="consultation_answer"),
    path(
        "continuations/<uuid:pk>/scan/",
        consulting.consultation_continuation,
        name="consultation_continuation",
    ),
]

urlpatterns = [*applicant, *reviewer, *officer]
