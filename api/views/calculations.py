"""The calculator: what a grant, a fixed amount or a return would come to. Nothing is stored."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from funds.calculator import MOST_BYTES, MOST_MEMBERS
from law.acts import Refused
from law.calculator import calculate
from law.calculator.examples import EXAMPLES

from ..doors import Open
from ..parsing import BoundedJSON
from ..problems import Problem
from ..schema import calculation_shape

INPUT, RESULT = ({"$ref": f"#/components/schemas/{calculation_shape(name)}"} for name in ("input", "result"))


class LargeJSON(BoundedJSON):
    most_bytes, most_members = MOST_BYTES, MOST_MEMBERS


class Calculations(Open):
    action, limit = "calculations", "CALCULATIONS_PER_MINUTE"
    parser_classes = (LargeJSON,)

    @extend_schema(
        operation_id="calculate",
        summary=gettext_lazy("試算する（金額と計算の過程）"),
        description=gettext_lazy(
            "金額は円の整数、率は「1/2」、日付は YYYY-MM-DD で書きます。"
            "サインインは要りません。何も記録しません。"
        ),
        tags=["calculations"],
        request={"application/json": INPUT},
        responses={200: RESULT},
        examples=[
            OpenApiExample(name, summary=title, value=said, request_only=True)
            for name, title, said in EXAMPLES
        ],
    )
    def post(self, request: Request) -> Response:
        try:
            return Response(calculate(request.data))
        except Refused as refused:
            errors = [
                {"field": dict(reason.facts).get("place", ""), "text": _(reason.text)}
                for reason in refused.reasons
            ]
            raise Problem("invalid", errors[0]["text"], errors=errors) from None
