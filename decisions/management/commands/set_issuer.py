"""Sets in whose name letters leave. Its key and certificate lie under the same code in DATA_DIR/keys."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import Organisation
from common.actor import SYSTEM_ACTOR
from decisions.services.issuers import change_holder, set_issuer
from law.acts import Refused


class Command(BaseCommand):
    help = "文書の発行者（mhlw 大臣、nibn 理事長、desk 受付）と在任者を設定します。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", choices=["mhlw", "nibn", "desk"])
        parser.add_argument("title", help="官職（例：厚生労働大臣）")
        parser.add_argument("organisation", help="登録済みの機関の名称")
        parser.add_argument("series", help="文書番号の形式（例：厚生労働省発医政{mmdd}第{n}号）")
        parser.add_argument(
            "--seal",
            action="append",
            default=[],
            metavar="種類=扱い",
            help="公印の扱い：electronic（電子署名）、omitted（公印省略）、pressed（紙に公印）。"
            "例：--seal certificate=pressed",
        )
        parser.add_argument("--holder", help="在任者の氏名")
        parser.add_argument("--since", type=date.fromisoformat, help="在任の開始日（例：2026-10-01）")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            _set(options)
        except Organisation.DoesNotExist:
            raise CommandError(f"「{options['organisation']}」は登録されていません。") from None
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"発行者 {options['code']} を設定しました。")


@transaction.atomic
def _set(options: dict[str, Any]) -> None:
    if bool(options["holder"]) != bool(options["since"]):
        raise CommandError("在任者を設定するには、--holder と --since の両方を指定してください。")
    issuer = set_issuer(
        code=options["code"],
        title=options["title"],
        organisation=Organisation.objects.get(name=options["organisation"]),
        document_series=options["series"],
        seals=dict(each.partition("=")[::2] for each in options["seal"]),
        actor=SYSTEM_ACTOR,
    )
    if options["holder"]:
        change_holder(issuer=issuer, name=options["holder"], since=options["since"], actor=SYSTEM_ACTOR)
