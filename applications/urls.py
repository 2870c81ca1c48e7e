from django.urls import path

from .views.applicant import attachments, filing, parts, portal, standing, starting
from .views.officer_urls import urlpatterns as officer

applicant = [
    path("applications/", portal.portal, name="portal"),
    path("applications/start/<uuid:call>/", starting.start_plan, name="start_plan"),
    path("plans/<uuid:pk>/", standing.plan, name="plan"),
    path("plans/<uuid:pk>/parts/<slug:key>/", parts.plan_part, name="plan_part"),
    path("plans/<uuid:pk>/parts/<slug:key>/save/", parts.save, name="save_part"),
    path("plans/<uuid:pk>/parties/", starting.plan_parties, name="plan_parties"),
    path("plans/<uuid:pk>/parties/invite/", starting.invite_party, name="invite_party"),
    path("plans/<uuid:pk>/parties/<int:party>/remove/", starting.remove_party, name="remove_party"),
    path("plans/<uuid:pk>/agree/", starting.agree_plan, name="agree_plan"),
    path("plans/<uuid:pk>/changes/seen/", starting.see_changes, name="see_changes"),
    path("plans/<uuid:pk>/move/", starting.move_to_call, name="move_to_call"),
    path("plans/<uuid:pk>/discard/", starting.discard_draft, name="discard_draft"),
    path("plans/<uuid:pk>/attachments/", attachments.attachments, name="attachments"),
    path(
        "plans/<uuid:pk>/attachments/add/<slug:document>/", attachments.add_attachment, name="add_attachment"
    ),
    path("plans/<uuid:pk>/attachments/<uuid:file>/", attachments.attachment, name="attachment"),
    path(
        "plans/<uuid:pk>/attachments/<uuid:file>/remove/",
        attachments.remove_attachment,
        name="remove_attachment",
    ),
    path("plans/<uuid:pk>/review/", filing.review_plan, name="review_plan"),
    path("plans/<uuid:pk>/file/", filing.file_plan, name="file_plan"),
    path("plans/<uuid:pk>/withdraw/", standing.withdraw_plan, name="withdraw_plan"),
    path("plans/<uuid:pk>/amendment/", standing.open_amendment, name="open_amendment"),
    path("plans/<uuid:pk>/amendment/file/", filing.file_amendment, name="file_amendment"),
    path("plans/<uuid:pk>/versions/<int:number>/", filing.plan_version, name="plan_version"),
    path("plans/<uuid:pk>/versions/<int:number>/receipt/", filing.receipt, name="receipt"),
    path("plans/<uuid:pk>/files/<uuid:file>/", attachments.version_file, name="version_file"),
]
urlpatterns = [*applicant, *officer]
