from django.urls import path

from .views import officer

urlpatterns = [
    path("schemes/", officer.schemes, name="schemes"),
    path("schemes/<slug:code>/", officer.scheme, name="scheme"),
]
