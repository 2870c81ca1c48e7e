from django.urls import path

from .views import acts, books, postings

urlpatterns = [
    path("funds/", books.books, name="books"),
    path("funds/<slug:code>/", books.book, name="book"),
    path("funds/<slug:code>/open/", acts.open_book, name="open_book"),
    path("funds/<slug:code>/rules/", acts.set_book_rules, name="set_book_rules"),
    path("funds/<slug:code>/sources/", books.fund_sources, name="fund_sources"),
    path("funds/<slug:code>/sources/state/", acts.register_state_grant, name="register_state_grant"),
    path("funds/<slug:code>/sources/donation/", acts.register_donation, name="register_donation"),
    path("funds/<slug:code>/years/open/", acts.open_next_year, name="open_year"),
    path("funds/<slug:code>/years/<int:year>/line/", acts.set_line, name="set_year_line"),
    path("funds/<slug:code>/years/<int:year>/close/", acts.close, name="close_year"),
    path("funds/<slug:code>/entries/draft/<slug:act>/", acts.draft, name="draft_entry"),
    path("funds/<slug:code>/postings/", postings.postings, name="postings"),
    path("funds/<slug:code>/investments/", books.investments, name="investments"),
    path("funds/<slug:code>/investments/register/", acts.register, name="register_investment"),
    path("funds/investments/<uuid:pk>/redeem/", acts.redeem, name="redeem_investment"),
    path("funds/postings/<int:pk>/reverse/", acts.reverse_posting, name="reverse_posting"),
    path("funds/entries/<uuid:pk>/", books.entry, name="entry"),
    path("funds/entries/<uuid:pk>/confirm/", acts.confirm, name="confirm_entry"),
    path("funds/entries/<uuid:pk>/drop/", acts.drop, name="drop_entry"),
]
