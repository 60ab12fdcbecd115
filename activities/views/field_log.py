"""P9 随手记: write down once what took place; every ledger and figure reads it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from activities.choices import PUBLIC_STATES
from activities.forms.log import LogForm, UnplannedLogForm
from activities.models import ActivityLog, Photo, Session
from activities.queries.logs import (
    duplicate_note,
    existing_log,
    expected_people,
    kept_photos,
    ledger_preview,
    likely_session,
    log_facts,
    log_of_request,
    log_warnings,
    picked,
    session_choices,
)
from activities.services import logs
from activities.views.scoped import new_request_key, who, worker
from communities.models import Complex
from core.errors import DomainError
from core.page_parts import Link
from core.web import handle_domain_errors, staff


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def log(request: HttpRequest) -> HttpResponse:
    """The likely session, `?session=` another, `?choose=1` the list, `?unplanned=1` none of them."""
    user = worker(request)
    if "unplanned" in request.GET:
        return _log_unplanned(request)
    session = _session(request)
    if session is None or ("choose" in request.GET and request.method == "GET"):
        return _page(request, choices=session_choices(user, timezone.now()), is_choosing=True)
    return _log_session(request, session)


def _session(request: HttpRequest) -> Session | None:
    """The session that the form was drawn for, or that the address names, or the likely one."""
    user, now = who(request), timezone.now()
    wanted = request.POST.get("session") or request.GET.get("session")
    if not wanted:
        likely: Session | None = likely_session(user, now)
        return likely
    key = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 19 else 0
    seen: Session = get_object_or_404(
        Session.objects.visible_to(user).select_related(
            "activity", "space", "complex", "community", "sub_district"
        ),
        pk=key,
    )
    if not Session.objects.manageable_by(user).filter(pk=seen.pk).exists():
        raise PermissionDenied(_("这场活动不归您管理，您只能查看"))
    return seen


def _log_session(request: HttpRequest, session: Session) -> HttpResponse:
    known = existing_log(session)
    if request.method == "GET":
        form = LogForm(user=who(request), initial=_initial(session, known))
        return _form_page(request, session, form, known)
    if known and known.request_key and known.request_key == request.POST.get("request_key"):
        # A double tap: what the first one held is used up by now.
        return redirect("activities:field_log_done", log_id=known.pk)
    posted = request.POST.copy()
    form = LogForm(posted, request.FILES, user=who(request))
    if form.is_valid():
        key = form.cleaned_data["request_key"]
        try:
            logs.require_known(known, known_log=form.cleaned_data["known_log"], request_key=key)
            written = logs.log_session(
                session_id=session.pk,
                entry=form.entry(is_published=bool(known and known.is_published)),
                actor=who(request),
                now=timezone.now(),
            )
        except logs.LoggedMeanwhile as error:
            posted["known_log"] = str(known.pk if known else "")
            form.add_error(None, error.message)
        except logs.TooManyPhotos as error:
            form.add_error("photos", error.message)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            form.discard_held()
            return redirect("activities:field_log_done", log_id=written.pk)
    return _form_page(request, session, form, known)


def _initial(session: Session, known: ActivityLog | None) -> dict[str, Any]:
    return {
        "people": known.headcount if known else expected_people(session)[0],
        "sentence": known.remark if known else "",
        "session": session.pk,
        "known_log": known.pk if known else "",
        "request_key": new_request_key(),
    }


def _form_page(
    request: HttpRequest, session: Session, form: LogForm, known: ActivityLog | None
) -> HttpResponse:
    now = timezone.now()
    if not known:
        form.fields["people"].help_text = expected_people(session)[1]
    return _page(
        request,
        form=form,
        activity=picked(session, now),
        duplicate=duplicate_note(known, now) if known else "",
        kept_photos=kept_photos(known) if known else [],
        ledger=ledger_preview(session),
        draft_key=f"log-{session.pk}",
    )


def _log_unplanned(request: HttpRequest) -> HttpResponse:
    user, now = who(request), timezone.now()
    if request.method == "GET":
        form = UnplannedLogForm(user=user, now=now, initial=_unplanned_initial(request))
        return _page(request, form=form, draft_key="log-0")
    known = log_of_request(user, request.POST.get("request_key", ""))
    if known:
        return redirect("activities:field_log_done", log_id=known.pk)
    form = UnplannedLogForm(request.POST, request.FILES, user=user, now=now)
    if form.is_valid():
        try:
            written = logs.log_unplanned(
                where=form.where,
                details=form.details,
                slot=form.slot,
                entry=form.entry(),
                actor=user,
                now=now,
            )
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            form.discard_held()
            return redirect("activities:field_log_done", log_id=written.pk)
    return _page(request, form=form, draft_key="log-0")


def _unplanned_initial(request: HttpRequest) -> dict[str, Any]:
    local = timezone.localtime()
    served = list(Complex.objects.served_by(who(request)).by_pinyin()[:2])
    return {
        "day": local.date(),
        "starts": local.time().replace(minute=0, second=0, microsecond=0),
        "people": "",
        "complex": served[0].pk if len(served) == 1 else None,
        "request_key": new_request_key(),
    }


def _page(request: HttpRequest, *, is_choosing: bool = False, **context: Any) -> HttpResponse:
    form = context.get("form")
    held = form.keep_photos() if form is not None and form.is_bound else []
    address = reverse("activities:field_log")
    kinds = [
        Link(_("活动"), address, current="unplanned" not in request.GET),
        Link(_("计划外"), f"{address}?unplanned=1", current="unplanned" in request.GET),
    ]
    return render(
        request,
        "field/log.html",
        {
            "kinds": kinds,
            "is_choosing": is_choosing,
            "choices": [],
            "unplanned_url": f"{address}?unplanned=1",
            "activity": None,
            "duplicate": "",
            "kept_photos": [],
            "held_photos": held,
            "sentences": [_("居民反响很好"), _("下次增加名额"), _("遇到的问题")],
            "ledger": [],
            "draft_key": "log-0",
            "form": None,
            **context,
        },
        status=422 if form is not None and form.errors else 200,
    )


# After it -----------------------------------------------------------------------------------------


@staff
@require_GET
def done(request: HttpRequest, log_id: int) -> HttpResponse:
    """What was written, and whether residents shall see it."""
    written = _own_log(request, log_id)
    photos = kept_photos(written)
    is_seen = written.session.activity.state in PUBLIC_STATES
    return render(
        request,
        "field/log_done.html",
        {
            "result": {"title": _("已记录"), "text": _result_text(written, is_seen=is_seen)},
            "warnings": log_warnings(written, len(photos)),
            "is_seen": is_seen,
            "facts": log_facts(written, len(photos)),
            "photos": photos,
            "is_published": written.is_published,
            "publish_url": reverse("activities:field_log_publish", args=[written.pk]),
            "add_url": f"{reverse('activities:field_log')}?session={written.session_id}",
            "again_url": f"{reverse('activities:field_log')}?choose=1",
            "activity_url": reverse(
                "activities:field_activity", args=[written.session.activity_id]
            ),
            "draft_key": f"log-{written.session_id}",
        },
    )


def _result_text(written: ActivityLog, *, is_seen: bool) -> str:
    if not is_seen:
        return _("已送社区审核，通过后居民才看得到这场活动")
    if written.is_published:
        return _("人数、照片和一句话都记在这场活动下了，居民能看到")
    return _("人数、照片和一句话都记在这场活动下了，现在只有工作人员能看到")


@staff
@require_POST
@handle_domain_errors
def publish(request: HttpRequest, log_id: int) -> HttpResponse:
    """发到居民端, or down again (`published=0`)."""
    written = _own_log(request, log_id)
    is_published = request.POST.get("published") == "1"
    logs.set_log_published(
        log_id=written.pk, is_published=is_published, actor=who(request), now=timezone.now()
    )
    messages.success(request, _published_text(written, is_published=is_published))
    return redirect("activities:field_log_done", log_id=written.pk)


def _published_text(written: ActivityLog, *, is_published: bool) -> str:
    if not is_published:
        return _("已从居民端撤下")
    if written.session.activity.state in PUBLIC_STATES:
        return _("已发到居民端")
    return _("记下了：审核通过后发到居民端")


@staff
@require_POST
@handle_domain_errors
def remove_photo(request: HttpRequest, photo_id: int) -> HttpResponse:
    photo = _own_photo(request, photo_id)
    log_id = photo.log_id
    logs.remove_photo(photo_id=photo.pk, actor=who(request), now=timezone.now())
    messages.success(request, _("照片已删除"))
    return redirect("activities:field_log_done", log_id=log_id)


@staff
@require_POST
@handle_domain_errors
def choose_cover(request: HttpRequest, photo_id: int) -> HttpResponse:
    photo = _own_photo(request, photo_id)
    logs.choose_cover(photo_id=photo.pk, actor=who(request), now=timezone.now())
    messages.success(request, _("已设为封面"))
    return redirect("activities:field_log_done", log_id=photo.log_id)


def _own_log(request: HttpRequest, log_id: int) -> ActivityLog:
    user = worker(request)
    mine = ActivityLog.objects.manageable_by(user)
    related = ("session__activity", "session__space", "session__complex", "session__community",
               "session__sub_district")  # fmt: skip
    found: ActivityLog = get_object_or_404(mine.select_related(*related), pk=log_id)
    return found


def _own_photo(request: HttpRequest, photo_id: int) -> Photo:
    mine = Photo.objects.manageable_by(worker(request)).filter(log__isnull=False)
    found: Photo = get_object_or_404(mine, pk=photo_id)
    return found
