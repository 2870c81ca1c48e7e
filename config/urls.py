from django.urls import include, path

urlpatterns = [
    path("", include("common.urls")),
    path("", include("accounts.urls")),
    path("", include("funds.urls")),
    path("", include("applications.urls")),
    path("", include("reviews.urls")),
    path("", include("grants.urls")),
    path("", include("decisions.urls")),
    path("", include("payments.urls")),
    path("", include("api.urls")),
]
