from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from payments.demo import build_demo


class Command(BaseCommand):
    help = "デモのデータを、サービスを通して作成します（DEMO=1 のときだけ）。"

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("DEMO=1 を設定してから実行してください。")
        self.stdout.write(f"申請 {build_demo(self.stdout.write)} 件のデモができています。")
