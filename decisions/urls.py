from django.urls import path
from django.http import HttpResponse
urlpatterns = [path("documents/<uuid:pk>/", lambda r, pk: HttpResponse(), name="document"), path("v/<str:public_id>/", lambda r, public_id: HttpResponse(), name="verify_document")]
