"""Property firms, their contracts with complexes, and the people whom they post there."""

from property_alliance.models.firms import PropertyFirm, ServiceContract
from property_alliance.models.staff import FirmStaff, StaffPosting

__all__ = ["FirmStaff", "PropertyFirm", "ServiceContract", "StaffPosting"]
