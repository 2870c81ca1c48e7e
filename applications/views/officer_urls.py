"""The office's routes on plans."""

from django.urls import path

from .officer import worklist

urlpatterns = [
    path("worklist/", worklist.worklist, name="worklist"),
    path("worklist/excel/", worklist.worklist_excel, name="worklist_excel"),
    path("worklist/views/save/", worklist.save_view, name="save_view"),
    path("worklist/views/<int:pk>/delete/", worklist.delete_view, name="delete_view"),
]
