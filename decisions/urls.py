from django.urls import path, re_path

from .views import documents, public

urlpatterns = [
    path("verify/", public.verify, name="verify"),
    re_path(r"^v/(?P<public_id>[0-9a-f]{32})/$", public.verify_document, name="verify_document"),
    path("verify/status.json", public.status_list, name="status_list"),
    path("verify/root.crt", public.trust_root, name="trust_root"),
    path("documents/<uuid:pk>/", documents.document, name="document"),
    path("documents/<uuid:pk>/pdf/", documents.document_pdf, name="document_pdf"),
]
