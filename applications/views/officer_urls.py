"""The office's routes on plans."""

from django.urls import path

from .officer import exports, jobs, paper, paper_again, paper_files, paper_parts, scheme_form, worklist

lists = [
    path("worklist/", worklist.worklist, name="worklist"),
    path("worklist/files/<slug:table>/<slug:form>/", exports.take_list, name="take_list"),
    path("worklist/exports/", exports.exports, name="exports"),
    path("worklist/exports/ask/", exports.ask_export, name="ask_export"),
    path("worklist/exports/<uuid:pk>/", exports.export_file, name="export_file"),
    path("worklist/exports/<uuid:pk>/cancel/", exports.cancel_export, name="cancel_export"),
    path("worklist/views/save/", worklist.save_view, name="save_view"),
    path("worklist/views/<int:pk>/delete/", worklist.delete_view, name="delete_view"),
]
work = [
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/<uuid:pk>/retry/", jobs.retry_job, name="retry_job"),
]
on_paper = [
    path("paper/start/", paper.start_paper_plan, name="start_paper_plan"),
    path("paper/companies/add/", paper.register_company, name="register_company"),
    path("paper/<uuid:pk>/", paper.paper_plan, name="paper_plan"),
    path("paper/<uuid:pk>/parties/add/", paper.add_paper_party, name="add_paper_party"),
    path("paper/<uuid:pk>/parties/<int:party>/remove/", paper.remove_paper_party, name="remove_paper_party"),
    path("paper/<uuid:pk>/take-in/", paper.file_paper_plan, name="file_paper_plan"),
    path("paper/<uuid:pk>/discard/", paper.discard_paper, name="discard_paper"),
    path("paper/<uuid:pk>/parts/<int:part>/", paper_parts.paper_part, name="paper_part"),
    path("paper/<uuid:pk>/parts/<int:part>/save/", paper_parts.save_paper_part, name="save_paper_part"),
    path("paper/<uuid:pk>/files/add/", paper_files.add_paper_file, name="add_paper_file"),
    path("paper/<uuid:pk>/files/<uuid:file>/", paper_files.paper_file, name="paper_file"),
    path(
        "paper/<uuid:pk>/files/<uuid:file>/remove/", paper_files.remove_paper_file, name="remove_paper_file"
    ),
]
later_letters = [
    path("paper/<uuid:pk>/again/", paper_again.paper_again, name="paper_again"),
    path("paper/<uuid:pk>/amendment/", paper_again.open_paper_amendment, name="open_paper_amendment"),
    path("paper/<uuid:pk>/amendment/file/", paper_again.file_paper_amendment, name="file_paper_amendment"),
    path("paper/<uuid:pk>/withdrawal/", paper_again.file_paper_withdrawal, name="file_paper_withdrawal"),
    path("paper/<uuid:pk>/letters/<uuid:letter>/", paper_again.paper_letter, name="paper_letter"),
]
of_schemes = [
    path("scheme-drafts/<uuid:pk>/form/", scheme_form.scheme_draft_form, name="scheme_draft_form"),
]
urlpatterns = [*of_schemes, *lists, *work, *on_paper, *later_letters]
