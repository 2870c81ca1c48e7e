from typing import Any

from accounts.models import Membership
from common import clock
from funds.ledger.grants import Grant as Bound
from funds.selectors import version_in_force
from grants.models import Grant, GrantVersion
from grants.selectors import latest_grant_version

from ..selectors import decision_that_grants
from .grants import AboutGrant


class AfterGrant(AboutGrant):
    """A decision on what became of a grant: its money stands in the book under the decision to grant."""

    @property
    def document(self) -> dict[str, Any]:
        """The words of the letter are those in force now, also for a grant of an older version."""
        return words_in_force(self.subject)

    @property
    def application(self) -> GrantVersion:
        """What the grant was decided on, where the company says who it is and how it is told."""
        found = latest_grant_version(self.subject)
        if found is None:
            raise LookupError(self.subject.pk)
        return found

    def money(self, membership: Membership) -> Bound:
        given = decision_that_grants(self.subject)
        if given is None:
            raise LookupError(self.subject.pk)
        return self._bound(membership, given)


def words_in_force(grant: Grant) -> dict[str, Any]:
    version = version_in_force(grant.scheme, clock.today()) or grant.basis.scheme_version
    return dict(version.document)
