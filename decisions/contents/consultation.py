from typing import Any

from accounts.models import Organisation
from law.text import ja
from reviews.models import Consultation

from .header import Filed, Heading, header

SUBJECTS = {
    "mof": ja("%(object)sの認定に係る協議について"),
    "jftc": ja("%(object)sの認定に係る協議について（申請書の写しの送付）"),
}
BODIES = {
    "mof": ja("下記の申請について認定をしようとするので、%(act)s%(article)sの規定により、協議します。"),
    "jftc": ja(
        "下記の申請について認定をしようとするので、%(act)s%(article)sの規定により、申請書の写しを送付し、協議します。"
    ),
}


def consultation_letter(
    *,
    heading: Heading,
    filed: Filed,
    consultation: Consultation,
    to: Organisation,
    contents: list[dict[str, Any]],
) -> dict[str, Any]:
    """協議書: what is asked, under which article, and what is enclosed with its hashes."""
    law = filed.law(consultation.body)
    words = {"object": law["object"], "act": filed.scheme["law"]["act"], "article": law["article"]}
    addressee = {
        "name": str(consultation.get_body_display()),
        "address": to.address,
        "representative_title": "",
        "representative_name": "",
    }
    return header(heading, addressee) | {
        "law": law,
        "fund": filed.fund,
        "plan": filed.plan,
        "parties": filed.party_rows(),
        "subject": SUBJECTS[consultation.body] % words,
        "body": [BODIES[consultation.body] % words],
        "contents": contents,
    }
