from typing import Any

from applications.selectors import competition_of
from law.rules import rule
from law.text import ja
from reviews.models import Consultation
from reviews.selectors import FiledReader

from .header import Filed, Heading, header

SUBJECTS = {
    "mof": ja("%(object)sの認定に係る協議について"),
    "jftc": ja("%(object)sの認定に係る協議について（申請書の写しの送付）"),
}
BODIES = {
    "mof": ja(
        "下記の申請について%(statute)s%(apply)sの認定をしようとするので、同法%(article)sの規定により、協議します。"
    ),
    "jftc": ja(
        "下記の申請について%(statute)s%(apply)sの認定をしようとするところ、当該申請に係る%(object)sは、事業再編"
        "（産業競争力強化法（平成25年法律第98号）第2条第17項に規定する事業再編をいう。）を伴うものであって、"
        "%(act)s施行令（平成16年政令第356号）附則第17条%(limbs)sに掲げるものに該当するので、"
        "%(act)s%(article)sの規定により、申請書の写しを送付し、協議します。"
    ),
}
# What was filed does not say so; the officer has reason to hold it so, and the letter says which.
HELD_SO = ja(
    "下記の申請について%(statute)s%(apply)sの認定をしようとするところ、当該申請に係る%(object)sは、次の理由により"
    "%(act)s%(article)sに規定するものに該当すると認められるので、同条の規定により、申請書の写しを送付し、協議します。"
)
BECAUSE = ja("理由：%(because)s")
ADDRESSED_TO = {"mof": ja("財務大臣"), "jftc": ja("公正取引委員会委員長")}


@rule("N8", "N9")
def consultation_letter(
    *, heading: Heading, filed: Filed, consultation: Consultation, contents: list[dict[str, Any]]
) -> dict[str, Any]:
    """協議書: what is asked, under which article, and what is enclosed with its hashes."""
    law = filed.law(consultation.body)
    words = law | {
        "act": filed.scheme["law"]["act"],
        "apply": filed.scheme["law"]["apply"],
        "limbs": _limbs(consultation) if consultation.body == Consultation.Body.JFTC else "",
    }
    return header(heading, addressee_of(consultation)) | {
        "law": law,
        "fund": filed.fund,
        "plan": filed.plan,
        "parties": filed.party_rows(),
        "subject": SUBJECTS[consultation.body] % words,
        "body": _body(consultation, words),
        "contents": contents,
    }


def _body(consultation: Consultation, words: dict[str, Any]) -> list[str]:
    if not consultation.because:
        return [BODIES[consultation.body] % words]
    return [HELD_SO % words, BECAUSE % {"because": consultation.because}]


def addressee_of(consultation: Consultation) -> dict[str, Any]:
    return {
        "name": str(consultation.get_body_display()),
        "address": "",
        "representative_title": ADDRESSED_TO[consultation.body],
        "representative_name": "",
    }


def _limbs(consultation: Consultation) -> str:
    """Which numbers of the Order hold for the version that is sent."""
    parties = list(consultation.plan.parties.select_related("organisation"))
    found = competition_of(FiledReader.of(consultation.version, parties), consultation.dated_on)
    return ja("及び").join(f"第{limb.number}号" for limb in found.limbs if limb.holds) if found else ""
