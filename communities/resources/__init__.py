"""The ledgers of places and of the bodies in them, as files."""

from communities.resources.bodies import EnvCommitteeResource, OwnersCommitteeResource
from communities.resources.complexes import ComplexResource

__all__ = ["ComplexResource", "EnvCommitteeResource", "OwnersCommitteeResource"]
