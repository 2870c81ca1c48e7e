from django.urls import path

from .views import acts, officer, public

for_everyone = [
    path("calls/", public.public_calls, name="public_calls"),
    path("calls/list.xlsx", public.calls_excel, name="calls_excel"),
    path("calls/list.csv", public.calls_csv, name="calls_csv"),
    path("calls/<uuid:pk>/", public.public_call, name="public_call"),
    path("calls/<uuid:pk>/files/<uuid:file>/", public.public_call_file, name="public_call_file"),
]
for_the_office = [
    path("office/calls/", officer.calls, name="calls"),
    path("office/calls/draft/", acts.draft, name="draft_call"),
    path("office/calls/<uuid:pk>/", officer.call, name="call"),
    path("office/calls/<uuid:pk>/preview/", officer.preview_call, name="preview_call"),
    path("office/calls/<uuid:pk>/files/<uuid:file>/", officer.call_file, name="call_file"),
    path("office/calls/<uuid:pk>/revise/", acts.revise, name="revise_call"),
    path("office/calls/<uuid:pk>/withdraw/", acts.withdraw, name="withdraw_call"),
    path("office/calls/<uuid:pk>/publish/", acts.publish, name="publish_call"),
    path("office/calls/<uuid:pk>/documents/add/", acts.add_document, name="add_call_document"),
    path("office/calls/<uuid:pk>/closing/", acts.closing, name="propose_closing"),
    path("office/calls/documents/<uuid:pk>/revise/", acts.revise_document, name="revise_call_document"),
    path("office/calls/documents/<uuid:pk>/remove/", acts.remove_document, name="remove_call_document"),
    path("office/calls/closings/<uuid:pk>/approve/", acts.approve, name="approve_closing"),
    path("office/calls/closings/<uuid:pk>/drop/", acts.drop, name="drop_closing"),
]
urlpatterns = [*for_everyone, *for_the_office]
