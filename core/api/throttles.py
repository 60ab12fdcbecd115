"""How often: counted in the cache, by caller; by address only far above any rush.

One carrier address serves a whole complex, so an address alone never stops anybody (architecture
7.15). Atomic counters, which DRF's own throttles are not (reliability I-34); without Redis everybody
passes.
"""

from __future__ import annotations

from typing import Any

from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from accounts.models import ApiToken
from core.device import device_mark
from core.throttle import is_over_limit
from core.web import client_address

WINDOW = 60
# A screen that asks every second; a door where two stewards scan as fast as they can.
READS_OF_CALLER = 300
WRITES_OF_CALLER = 120
REQUESTS_OF_ADDRESS = 6000


def caller_of(request: Request) -> str:
    """`token:7`, `user:3`, `device:…`; empty for a visitor who carries no mark."""
    if isinstance(request.auth, ApiToken):
        return f"token:{request.auth.pk}"
    if request.user.is_authenticated:
        return f"user:{request.user.pk}"
    mark = device_mark(request)
    return f"device:{mark}" if mark else ""


class CallerThrottle(BaseThrottle):
    def allow_request(self, request: Request, view: Any) -> bool:
        caller = caller_of(request)
        if not caller:
            return True
        reads = request.method in SAFE_METHODS
        return not is_over_limit(
            "api-read" if reads else "api-write",
            caller,
            limit=READS_OF_CALLER if reads else WRITES_OF_CALLER,
            seconds=WINDOW,
        )

    def wait(self) -> float:
        return WINDOW


class AddressThrottle(BaseThrottle):
    def allow_request(self, request: Request, view: Any) -> bool:
        address = client_address(request)
        return not address or not is_over_limit(
            "api-address", address, limit=REQUESTS_OF_ADDRESS, seconds=WINDOW
        )

    def wait(self) -> float:
        return WINDOW
