from django.urls import path
from django.http import HttpResponse
urlpatterns = [path("plans/<uuid:pk>/", lambda r, pk: HttpResponse(), name="plan")]
