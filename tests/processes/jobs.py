"""Work in two phases: slow, outside any transaction; then one number drawn together with "done"."""

import os
import time
import uuid
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db.models import F

from common.jobs import handler
from common.models import NumberSeries


@handler("slow")
def slow(job):
    (Path(settings.DATA_DIR) / f"started-{job.key}-{os.getpid()}-{uuid.uuid4().hex}").touch()
    time.sleep(job.payload["seconds"])
    return partial(draw, job.key)


def draw(series):
    NumberSeries.objects.get_or_create(code=series)
    NumberSeries.objects.filter(code=series).update(last=F("last") + 1)
