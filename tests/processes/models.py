"""A table of its own: these processes commit, so they share nothing with other tests."""

import uuid

from django.db import models


class Matter(models.Model):
    state = models.CharField(max_length=10)
    case_id = models.UUIDField(default=uuid.uuid4)

    def __str__(self):
        return f"{self.pk} {self.state}"
