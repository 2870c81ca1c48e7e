"""The pages that everyone may read, and in the demo the gallery of components."""

from django.conf import settings
from django.urls import path

from . import pages, views_gallery

urlpatterns = [
    path("contact/", pages.contact, name="contact"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("sources/", pages.sources, name="sources"),
]
if settings.DEMO:
    urlpatterns += [path("gallery/", views_gallery.gallery, name="gallery")]
