from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from . import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("livez", views.livez, name="livez"),
    path("readyz", views.readyz, name="readyz"),
]
if find_spec("common.urls_pages"):
    urlpatterns.append(path("", include("common.urls_pages")))
