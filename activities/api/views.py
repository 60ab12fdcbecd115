"""`/api/v1/`: HTTP in, one query or service, HTTP out.

Outside the scope 404, inside without the right 403 in words, as on the pages. Names, phones and
pictures are read by the forms of the pages, so that a program's are refused as a person's are.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.choices import ApiScope
from activities.api.filters import ActivityFilter, SessionFilter, SpaceFilter
from activities.api.serializers import (
    ActivitySerializer,
    CheckInInput,
    CheckInSerializer,
    LogInput,
    LogSerializer,
    LogWithPhotosInput,
    SessionSerializer,
    SignUpInput,
    SignUpSerializer,
    SpaceSerializer,
)
from activities.choices import CheckInMethod, SignUpSource
from activities.codes import TICKET_LENGTH
from activities.forms.answers import ANSWERS, answers_of
from activities.forms.log import LogForm
from activities.forms.people import ProxyForm
from activities.forms.sign_up import SignUpForm, new_form_key
from activities.models import MAX_PARTY_SIZE, Activity, CheckIn, Session, SignUp, Space
from activities.permissions import can_manage_session, can_see_sign_up
from activities.queries.catalogue import readable_activities, readable_sessions, readable_spaces
from activities.queries.logs import existing_log
from activities.queries.people import find_at_door
from activities.queries.tickets import find_sign_up
from activities.services import check_ins, logs
from activities.services.helping import Errand, sign_up_for
from activities.services.online import WINDOW, Wish, sign_up_online, tries_too_often
from activities.services.sign_ups import (
    DoorMissing,
    HouseholdQuotaReached,
    PartyTooLarge,
    cancel_sign_up,
)
from core.api.errors import TooManyTries
from core.api.idempotency import service_key
from core.api.parsers import SmallJSONParser
from core.api.views import ReadViewSet, WriteView, cleaned_by, row_or_404
from core.codes import is_code
from core.device import device_mark
from core.web import PUBLIC, STAFF, client_address

MADE = 201
# The forms' names for what the API calls otherwise.
NAMES = {"people": "party_size", "door_text": "door", "sentence": "remark"}


class SpaceViewSet(ReadViewSet):
    """阵地：开放的，加上您负责的。"""

    queryset = Space.objects.none()
    serializer_class = SpaceSerializer
    filterset_class = SpaceFilter

    def get_queryset(self) -> QuerySet[Space]:
        return readable_spaces(self.request.user)


class ActivityViewSet(ReadViewSet):
    """活动：已发布的，加上您负责的（包括计划中的）。"""

    queryset = Activity.objects.none()
    serializer_class = ActivitySerializer
    filterset_class = ActivityFilter

    def get_queryset(self) -> QuerySet[Activity]:
        return readable_activities(self.request.user)


class SessionViewSet(ReadViewSet):
    """场次：什么时候、在哪里、还有几个名额。"""

    queryset = Session.objects.none()
    serializer_class = SessionSerializer
    filterset_class = SessionFilter

    def get_queryset(self) -> QuerySet[Session]:
        return readable_sessions(self.request.user)


# Sign-ups ------------------------------------------------------------------------------------------


@extend_schema_view(
    post=extend_schema(
        operation_id="sign_up", request=SignUpInput, responses={201: SignUpSerializer}
    )
)
class SignUpView(WriteView):
    """报名一场活动；报满了而 `may_wait` 为真，就排队候补。"""

    access = PUBLIC
    scope = ApiScope.SIGN_UP
    serializer_class = SignUpInput
    fields_of_refusal = {
        PartyTooLarge: "party_size",
        DoorMissing: "door",
        HouseholdQuotaReached: "door",
    }

    def write(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        session: Session = row_or_404(readable_sessions(request.user), pk=kwargs["pk"])
        asked = self.parsed()
        _require_asked(session, asked)
        if can_manage_session(request.user, session):
            made = self._for_somebody(session, asked)
        elif "source" in asked:
            raise PermissionDenied(_("只有管理这场活动的工作人员能代报，请不要填 source"))
        else:
            made = self._for_oneself(session, asked)
        return _sign_up_answer(made, status=MADE)

    def _for_somebody(self, session: Session, asked: dict[str, Any]) -> SignUp:
        road = asked.get("source", SignUpSource.HELPER)
        form = ProxyForm(
            {**_as_typed(asked), "door_text": asked["door"], "source": road},
            asks_door=session.activity.asks_door,
            questions=session.activity.questions,
        )
        cleaned = cleaned_by(form, NAMES)
        errand = Errand(
            name=cleaned["name"],
            phone=cleaned["phone"],
            party_size=cleaned["people"],
            door_text=cleaned["door_text"],
            answers=answers_of(cleaned),
            source=cleaned["source"],
            request_key=service_key(self.request),
            may_wait=asked["may_wait"],
        )
        return sign_up_for(
            session_id=session.pk, errand=errand, actor=self.actor, now=timezone.now()
        )

    def _for_oneself(self, session: Session, asked: dict[str, Any]) -> SignUp:
        form = SignUpForm(
            {**_as_typed(asked), "no_phone": not asked["phone"], "door": asked["door"]},
            most=MAX_PARTY_SIZE,
            asks_door=session.activity.asks_door,
            questions=session.activity.questions,
        )
        cleaned = cleaned_by(form, NAMES)
        if tries_too_often(
            device=device_mark(self.request),
            phone=cleaned["phone"],
            address=client_address(self.request),
        ):
            raise TooManyTries(WINDOW)
        wish = Wish(
            form_key=service_key(self.request) or new_form_key(),
            name=cleaned["name"],
            phone=cleaned["phone"],
            party_size=cleaned["people"],
            door_text=cleaned.get("door", ""),
            answers=answers_of(cleaned),
            may_wait=asked["may_wait"],
        )
        joined = sign_up_online(
            session_id=session.pk, wish=wish, known_codes=(), now=timezone.now()
        )
        return joined.sign_up


@extend_schema_view(
    post=extend_schema(
        operation_id="cancel_ticket", request=None, responses={200: SignUpSerializer}
    )
)
class TicketCancelView(WriteView):
    """凭12位票码取消报名，名额给排队的人；取消两次等于取消一次。"""

    access = PUBLIC
    scope = ApiScope.SIGN_UP
    serializer_class = SignUpSerializer

    def write(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        code = kwargs["code"]
        leaving = find_sign_up(code) if is_code(code, length=TICKET_LENGTH) else None
        if leaving is None:
            raise Http404
        actor = self.actor if request.user.is_authenticated else None
        left = cancel_sign_up(sign_up_id=leaving.pk, actor=actor, now=timezone.now())
        return _sign_up_answer(left)


@extend_schema_view(
    post=extend_schema(
        operation_id="cancel_sign_up", request=None, responses={200: SignUpSerializer}
    )
)
class SignUpCancelView(WriteView):
    """工作人员替人取消报名。"""

    access = STAFF
    scope = ApiScope.SIGN_UP
    serializer_class = SignUpSerializer

    def write(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        leaving: SignUp = row_or_404(SignUp.objects.visible_to(request.user), pk=kwargs["pk"])
        if not can_see_sign_up(request.user, leaving):
            raise PermissionDenied(_("这场活动不归您管理，您只能查看"))
        left = cancel_sign_up(sign_up_id=leaving.pk, actor=self.actor, now=timezone.now())
        return _sign_up_answer(left)


def _as_typed(asked: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": asked["name"],
        "phone": asked["phone"],
        "people": asked["party_size"],
        **{name: asked[name] for name in ANSWERS},
    }


def _require_asked(session: Session, asked: dict[str, Any]) -> None:
    """A person sees no field for it; a program would lose its answer unnoticed."""
    pairs = zip(ANSWERS, session.activity.questions, strict=True)
    idle = [name for name, question in pairs if asked[name] and not question]
    if idle:
        raise ValidationError({name: [_("这场活动没有问这个，请不要填")] for name in idle})


def _sign_up_answer(sign_up: SignUp, *, status: int = 200) -> Response:
    return Response(SignUpSerializer(find_sign_up(sign_up.code)).data, status=status)


# The door and the log ------------------------------------------------------------------------------


class StaffSessionView(WriteView):
    """What is written about one session by those who serve its place."""

    access = STAFF

    def session(self, pk: int) -> Session:
        visible = Session.objects.visible_to(self.request.user).select_related("activity")
        found: Session = row_or_404(visible, pk=pk)
        if not can_manage_session(self.request.user, found):
            raise PermissionDenied(_("这场活动不归您管理，您只能查看"))
        return found


@extend_schema_view(
    post=extend_schema(
        operation_id="check_in",
        request=CheckInInput,
        responses={200: CheckInSerializer, 201: CheckInSerializer},
    )
)
class CheckInView(StaffSessionView):
    """签到；已经签过的，答复原来那一次（200）。"""

    scope = ApiScope.CHECK_IN
    serializer_class = CheckInInput

    def write(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        session = self.session(kwargs["pk"])
        asked = self.parsed()
        arriving, method = self._find(session, asked)
        now = timezone.now()
        came = check_ins.check_in(
            sign_up_id=arriving.pk,
            method=method,
            arrived_count=asked.get("arrived_count"),
            actor=self.actor,
            now=now,
        )
        return Response(CheckInSerializer(came).data, status=MADE if came.at == now else 200)

    def _find(self, session: Session, asked: dict[str, Any]) -> tuple[SignUp, CheckInMethod]:
        if "sign_up" in asked:
            own = SignUp.objects.filter(session=session)
            return row_or_404(own, pk=asked["sign_up"]), CheckInMethod.NAME_LIST
        found = find_at_door(session, asked.get("code") or asked["ticket"])
        if not found.sign_ups:
            raise Http404
        return found.sign_ups[0], found.method


@extend_schema_view(
    post=extend_schema(
        operation_id="undo_check_in", request=None, responses={200: CheckInSerializer}
    )
)
class CheckInUndoView(WriteView):
    """撤销签到；这一行留着，写明谁撤销的。"""

    access = STAFF
    scope = ApiScope.CHECK_IN
    serializer_class = CheckInSerializer

    def write(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        visible = CheckIn.objects.visible_to(request.user).select_related("session")
        came: CheckIn = row_or_404(visible, pk=kwargs["pk"])
        if not can_manage_session(request.user, came.session):
            raise PermissionDenied(_("这场活动不归您管理，您只能查看"))
        undone = check_ins.undo_check_in(check_in_id=came.pk, actor=self.actor, now=timezone.now())
        return Response(CheckInSerializer(undone).data)


@extend_schema_view(
    post=extend_schema(
        operation_id="write_log",
        request={"application/json": LogInput, "multipart/form-data": LogWithPhotosInput},
        responses={201: LogSerializer},
    )
)
class LogView(StaffSessionView):
    """随手记：到场人数、一句话，照片用 multipart 上传（`photos`，最多9张）。"""

    scope = ApiScope.LOG
    serializer_class = LogInput
    parser_classes = [SmallJSONParser, MultiPartParser]
    fields_of_refusal = {logs.TooManyPhotos: "photos"}

    def get_serializer_class(self) -> type[LogInput]:
        sent = self.request.content_type or "" if self.request else ""
        return LogWithPhotosInput if sent.startswith(MultiPartParser.media_type) else LogInput

    def write(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        session = self.session(kwargs["pk"])
        asked = self.parsed()
        known = existing_log(session)
        key = service_key(request)
        logs.require_known(known, known_log=str(asked.get("known_log", "")), request_key=key)
        form = LogForm(
            MultiValueDict({"people": [asked["headcount"]], "sentence": [asked["remark"]]}),
            request.FILES,
            user=self.actor,
        )
        cleaned_by(form, {**NAMES, "people": "headcount"})
        entry = form.entry(is_published=bool(known and known.is_published))
        written = logs.log_session(
            session_id=session.pk,
            entry=replace(entry, request_key=key),
            actor=self.actor,
            now=timezone.now(),
        )
        return Response(LogSerializer(written).data, status=MADE)
