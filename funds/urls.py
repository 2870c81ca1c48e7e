from django.urls import include, path

from .calculator.urls import urlpatterns as of_the_calculator
from .calls.urls import urlpatterns as of_calls
from .views import draft_acts, drafts, officer, public

DRAFT = "scheme-drafts/<uuid:pk>/"
urlpatterns = [
    path("processing-period/", public.processing_period, name="processing_period"),
    path("schemes/", officer.schemes, name="schemes"),
    path("schemes/<slug:code>/", officer.scheme, name="scheme"),
    path("schemes/<slug:code>/draft/", draft_acts.start_from_version, name="start_from_version"),
    path(
        "schemes/<slug:code>/versions/<int:number>/file/",
        drafts.scheme_version_file,
        name="scheme_version_file",
    ),
    path("scheme-drafts/", drafts.scheme_drafts, name="scheme_drafts"),
    path("scheme-drafts/new/", draft_acts.start, name="start_scheme_draft"),
    path("scheme-drafts/upload/", draft_acts.upload, name="upload_scheme_draft"),
    path(DRAFT, drafts.scheme_draft, name="scheme_draft"),
    path(f"{DRAFT}pages/<slug:key>/", drafts.scheme_draft_page, name="scheme_draft_page"),
    path(f"{DRAFT}file/", drafts.scheme_draft_file, name="scheme_draft_file"),
    path(f"{DRAFT}propose/", draft_acts.propose, name="propose_scheme_draft"),
    path(f"{DRAFT}return/", draft_acts.send_back, name="return_scheme_draft"),
    path(f"{DRAFT}publish/", draft_acts.publish, name="publish_scheme_draft"),
    path(f"{DRAFT}withdraw/", draft_acts.withdraw, name="withdraw_scheme_draft"),
    *of_calls,
    *of_the_calculator,
    path("", include("funds.appropriations.urls")),
    path("", include("funds.ledger.urls")),
]
