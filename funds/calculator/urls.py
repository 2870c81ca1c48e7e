from django.urls import path

from . import views

urlpatterns = [
    path("calculator/", views.calculator, name="calculator"),
    path("calculator/<slug:page>/", views.calculator, name="calculator_page"),
]
