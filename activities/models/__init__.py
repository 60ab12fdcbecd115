"""What is on in the neighbourhood, from the year's plan to the log with photos.

An activity is what was decided (state); a session is when and where it happens and holds the places
(capacity, counter, lock). People sign up to a session with or without a phone, come, are checked
in; afterwards one log entry feeds every ledger and figure.
"""

from activities.models.activities import MAX_PARTY_SIZE, SECOND_ALONE, Activity, ActivityUpdate
from activities.models.check_ins import CheckIn, DoorScreen
from activities.models.holidays import PublicHoliday
from activities.models.logs import PHOTOS_PER_LOG, ActivityLog, Photo
from activities.models.sessions import Session
from activities.models.sign_ups import CalendarToken, SignUp
from activities.models.spaces import Space

__all__ = [
    "MAX_PARTY_SIZE",
    "PHOTOS_PER_LOG",
    "SECOND_ALONE",
    "Activity",
    "ActivityLog",
    "ActivityUpdate",
    "CalendarToken",
    "CheckIn",
    "DoorScreen",
    "Photo",
    "PublicHoliday",
    "Session",
    "SignUp",
    "Space",
]
