from django.urls import include, path

from .calls.urls import urlpatterns as of_calls
from .views import officer, public

urlpatterns = [
    path("processing-period/", public.processing_period, name="processing_period"),
    path("schemes/", officer.schemes, name="schemes"),
    path("schemes/<slug:code>/", officer.scheme, name="scheme"),
    *of_calls,
    path("", include("funds.ledger.urls")),
]
