"""The API's machinery: who calls, how refusals look, how it describes itself."""

from __future__ import annotations

from typing import Any

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "core.api.authentication.TokenAuthentication",
        "core.api.authentication.SiteSessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["core.api.permissions.AllowedHere"],
    "DEFAULT_THROTTLE_CLASSES": [
        "core.api.throttles.CallerThrottle",
        "core.api.throttles.AddressThrottle",
    ],
    "DEFAULT_PARSER_CLASSES": ["core.api.parsers.SmallJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "core.api.negotiation.AlwaysJSON",
    "DEFAULT_PAGINATION_CLASS": "core.api.pagination.BoundedPages",
    "DEFAULT_FILTER_BACKENDS": ["core.api.filters.StrictFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "core.api.schema.ApiSchema",
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "core.api.errors.answer_refusal",
    "URL_FORMAT_OVERRIDE": None,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}

SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "红邻 HongLin API",
    "DESCRIPTION": "小区、阵地、活动、场次的公开内容，以及报名、取消、签到、随手记。",
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "core.api.schema.add_refusals",
    ],
    # One name for one set of choices, wherever a field carries it.
    "ENUM_NAME_OVERRIDES": {
        "ActivityKind": "activities.choices.ActivityKind",
        "ActivityState": "activities.choices.ActivityState",
        "CheckInMethod": "activities.choices.CheckInMethod",
        "ComplexKind": "communities.choices.ComplexKind",
        "SessionStatus": "activities.choices.SessionStatus",
        "SignUpMode": "activities.choices.SignUpMode",
        "SignUpState": "activities.choices.SignUpState",
    },
}
