from django.http import HttpResponse
from django.urls import path

urlpatterns = [path("plans/<uuid:pk>/", lambda r, pk: HttpResponse(), name="plan")]
