from django.urls import path

from . import views

urlpatterns = [
    path("appropriations/", views.appropriations, name="appropriations"),
    path("appropriations/enter/", views.enter, name="enter_appropriation"),
    path("appropriations/<uuid:pk>/confirm/", views.confirm, name="confirm_appropriation"),
    path("appropriations/<uuid:pk>/drop/", views.drop, name="drop_appropriation"),
]
