"""What one keeps beside one's list of work: its views, its files; and work that stopped, tried anew."""

from typing import Any

from django.http import QueryDict
from django.shortcuts import get_object_or_404

from applications.services import exporting, viewing
from common.jobs.retrying import retry_job as retry
from common.lists import cleaned

from .asked import Asked


def save_view(asked: Asked) -> None:
    query = cleaned(QueryDict(asked.said["query"])).urlencode()
    viewing.save_view(name=asked.said["name"], query=query, membership=asked.membership)


def delete_view(asked: Asked) -> None:
    viewing.delete_view(view=get_object_or_404(asked.membership.saved_views, name=asked.said["name"]))


def ask_for_export(asked: Asked) -> Any:
    return exporting.ask_for_export(membership=asked.membership, **asked.said)


def cancel_export(asked: Asked) -> Any:
    exporting.cancel_export(export=asked.on, membership=asked.membership)
    return asked.on


def retry_job(asked: Asked) -> Any:
    retry(job=asked.on, actor=asked.actor)
    asked.on.refresh_from_db()
    return asked.on
