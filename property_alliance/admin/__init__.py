"""物业企业, contracts and staff; written by officials through the services."""

from property_alliance.admin import firms, staff

__all__ = ["firms", "staff"]
