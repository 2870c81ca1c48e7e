"""How the API does what a page's route does, where it is no act of the same name; or why it doesn't.

A door is a method and an address of the contract, or the name of an act.
"""

# fmt: off
BY_HAND = {
    # What is only read, and where
    "plan": "GET plans/{id}/", "plan_part": "GET plans/{id}/parts/{key}/", "plan_parties": "GET plans/{id}/",
    "attachments": "GET plans/{id}/attachments/", "attachment": "GET plans/{id}/attachments/{file}/",
    "review_plan": "GET plans/{id}/check/", "plan_version": "GET plans/{id}/versions/{number}/",
    "receipt": "GET plans/{id}/versions/{number}/receipt/", "version_file": "GET plans/{id}/files/{file}/",
    "portal": "GET plans/", "worklist": "GET plans/", "sheet": "GET sheets/{id}/",
    "paper_plan": "GET plans/{id}/parts/", "paper_part": "GET plans/{id}/parts/{key}/{party}/",
    "paper_file": "GET plans/{id}/attachments/{file}/",
    "pairings": "GET pairings/", "pairing": "GET pairings/{id}/", "pairing_file": "GET plans/{id}/files/{file}/",
    "consultation_package": "GET consultations/{id}/package/", "consultation_answer": "GET consultations/{id}/scan/",
    "case": "GET plans/{id}/versions/{number}/", "case_file": "GET plans/{id}/files/{file}/",
    "case_findings": "GET plans/{id}/findings/", "case_consultations": "GET plans/{id}/consultations/",
    "case_decision": "GET decisions/{id}/", "case_letters": "GET documents/",
    "working_paper": "GET plans/{id}/papers/{paper}/", "approval_scan": "GET decisions/{id}/scan/",
    "document": "GET documents/{id}/", "document_pdf": "GET documents/{id}/pdf/",
    "verify": "GET verification/files/{sha256}/", "verify_document": "GET verification/documents/{public_id}/",
    "public_list": "GET certified/, GET adopted/ and GET adopted/printed/",
    "public_list_file": "a page's export; a program reads GET certified/ and GET adopted/",
    "printed_list_file": "a page's export; a program reads GET adopted/printed/",
    "notices": "GET notices/", "notice": "GET notices/{id}/, read_notice", "organisation": "GET organisations/{id}/",
    "people": "GET people/", "person": "GET people/{id}/", "organisations": "GET organisations/",
    "public_calls": "GET calls/", "calls": "GET calls/", "public_call": "GET calls/{id}/", "call": "GET calls/{id}/",
    "preview_call": "GET calls/{id}/", "public_call_file": "GET calls/{id}/files/{file}/", "call_file": "GET calls/{id}/files/{file}/",
    "calls_excel": "a page's export; a program reads GET calls/", "calls_csv": "the same",
    "add_call_document": "POST calls/{id}/documents/", "revise_call_document": "POST calls/{id}/documents/{document}/versions/",
    "remove_call_document": "DELETE calls/{id}/documents/{document}/",
    "schemes": "GET schemes/", "scheme": "GET schemes/{code}/versions/{number}/",
    "case_history": "GET plans/{id}/history/",
    "paper_again": "GET plans/{id}/parts/", "paper_letter": "GET plans/{id}/files/{file}/",
    "exports": "GET exports/", "ask_export": "ask_for_export", "export_file": "GET exports/{id}/file/",
    "jobs": "GET jobs/", "rankings": "GET rankings/", "ranking": "GET calls/{id}/standings/, GET rankings/{id}/",
    "ranking_paper": "GET rankings/{id}/papers/{paper}/",
    "worklist_excel": "ask_for_export",
    # What is done by another method or name
    "save_part": "PATCH plans/{id}/parts/{key}/", "save_paper_part": "PATCH plans/{id}/parts/{key}/",
    "add_attachment": "POST plans/{id}/attachments/", "add_paper_file": "POST plans/{id}/attachments/",
    "remove_attachment": "DELETE plans/{id}/attachments/{file}/", "remove_paper_file": "DELETE plans/{id}/attachments/{file}/",
    "add_paper_party": "invite_party", "remove_paper_party": "remove_party", "discard_paper": "discard_draft",
    "draft_decision": "draft_certification, draft_refusal", "approve_decision": "approve_certification, approve_refusal",
    "record_approval": "record_certification_approval, record_refusal_approval", "ask_paper": "ask_for_paper",
    "add_membership": "give_membership", "add_organisation": "register_organisation",
}
# Why the API has no such door
IN_A_BROWSER = {
    "home": "a page of links", "gallery": "the components, for who builds pages", "contact": "a page that only says something",
    "accessibility": "a page that only says something", "sources": "a page that only says something",
    "processing_period": "a page that only says something; figures: GET schemes/{code}/",
    "livez": "asked by machines already", "readyz": "asked by machines already",
    "account_login": "a session is a browser's; a program has a token", "demo_sign_in": "the demo's door to a session",
    "security": "a person's own keys are kept in person", "tokens": "a token can't make tokens",
    "make_token": "a token can't make tokens", "revoke_token": "a token can't make tokens",
    "memberships": "a session chooses its post in the browser; a token has one",
    "books": "the fund's book is kept on its pages; no door here yet", "book": "the same", "fund_sources": "the same",
    "postings": "the same", "postings_excel": "the same", "investments": "the same", "entry": "the same",
    "open_book": "the same", "set_book_rules": "the same", "open_year": "the same", "set_year_line": "the same",
    "close_year": "the same", "register_state_grant": "the same", "register_donation": "the same",
    "draft_entry": "the same", "reverse_posting": "the same", "confirm_entry": "the same", "drop_entry": "the same",
    "register_investment": "the same", "redeem_investment": "the same",
    "status_list": "a file for everyone already", "trust_root": "a file for everyone already",
}
# fmt: on
