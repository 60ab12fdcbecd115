"""Ledgers of places, of the bodies in them and of what hangs there, as files."""

from communities.resources.bodies import EnvCommitteeResource, OwnersCommitteeResource
from communities.resources.buildings import BuildingResource, DoorResource
from communities.resources.complexes import ComplexResource
from communities.resources.notices import NoticeResource
from communities.resources.surveys import SurveyResource
from communities.resources.visits import VisitResource
from core import ledgers


def register_ledgers() -> None:
    """Called once, when the app is ready."""
    for kind in (
        ComplexResource,
        OwnersCommitteeResource,
        EnvCommitteeResource,
        NoticeResource,
        VisitResource,
        SurveyResource,
        BuildingResource,
        DoorResource,
    ):
        ledgers.register(kind)
