"""A worker that stands still delays the receipt's PDF and never the filing; the page says which is which."""

import signal

from playwright.sync_api import expect

from . import office
from .system import end


def test_a_filing_while_no_worker_runs_is_done_and_its_pdf_follows(people, plans, system):
    applicant = people("minohon")
    applicant.go(f"/plans/{plans['unattended']}/review/")
    end(system.worker, signal.SIGTERM)
    try:
        applicant.click("提出する", exact=True)
        applicant.sees("提出した内容を受け付けました")
        applicant.sees("署名付きの受付票PDFは準備中です。")
        applicant.follow("画面を更新する")
        applicant.sees("署名付きの受付票PDFは準備中です。")
    finally:
        system.start_worker()
    path = f"/plans/{plans['unattended']}/versions/1/receipt/"
    office.refreshed(applicant, path, applicant.page.get_by_role("link", name="受付票のPDFを見る"))
    applicant.sees("署名付きの受付票PDFができました。")
    expect(applicant.page.get_by_text("準備中")).to_have_count(0)
