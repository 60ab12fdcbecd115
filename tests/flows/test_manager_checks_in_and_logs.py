"""From the plan to the story: a manager publishes, signs people up, checks them in and logs once."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import time_machine

from activities.choices import ActivityState, SignUpState
from activities.models import Activity, ActivityLog, Photo, SignUp
from tests.activities.photos import uploads
from tests.people import Cast

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_manager_plans_signs_up_checks_in_logs_and_publishes(cast: Cast, client_of, client) -> None:
    with time_machine.travel(NOW):
        manager, steward = client_of(cast.manager), client_of(cast.steward)
        manager.post(
            "/field/activities/new/",
            {
                "title": "健康义诊", "kind": "CLINIC", "complex": cast.complex.pk,
                "day": "2026-11-21", "starts": "14:30", "ends": "16:30", "place_text": "红色港湾",
                "capacity": "3", "sign_up_mode": "REQUIRED", "max_party_size": "5",
            },
        )  # fmt: skip
        activity = Activity.objects.get()
        home = f"/field/activities/{activity.pk}/"
        for name, phone, people in (
            ("王奶奶", "13800006789", 2), ("张爷爷", "", 1), ("李阿姨", "13800001111", 1),
        ):  # fmt: skip
            steward.post(
                f"{home}people/",
                {
                    "name": name,
                    "phone": phone,
                    "people": people,
                    "source": "PHONE",
                    "request_key": name,
                },
            )
        names = manager.get(f"{home}people/")
        assert "报名 3 人，候补 1 人，名额 3" in names.content.decode()

        zhang = SignUp.objects.get(person__name="张爷爷")
        steward.post(f"{home}people/{zhang.pk}/cancel/")
        assert SignUp.objects.get(person__name="李阿姨").state == SignUpState.CONFIRMED

    with time_machine.travel(NOW + timedelta(days=1, hours=5, minutes=20)):
        steward = client_of(cast.steward)
        door = steward.get("/field/").context["actions"][1].url
        assert (
            "王奶奶 2人，已签到"
            in steward.post(door, {"code": "6789"}, follow=True).content.decode()
        )
        steward.post(
            door.replace("checkin/", "checkin/add/"),
            {"name": "过路人", "people": 1, "request_key": "w"},
        )
        page = steward.get(door)
        assert "现场名额已满" not in page.content.decode()
        assert page.context["arrived"].count == 2

    with time_machine.travel(NOW + timedelta(days=1, hours=7)):
        manager = client_of(cast.manager)
        form = manager.get("/field/log/").context["form"]
        assert form["people"].value() == 2
        done = manager.post(
            "/field/log/",
            {
                "session": form["session"].value(), "people": form["people"].value(), "sentence": "",
                "request_key": form["request_key"].value(), "photos": uploads(3),
            },
            follow=True,
        )  # fmt: skip
        log = ActivityLog.objects.get()
        photo = Photo.objects.filter(is_cover=True).get()
        address = f"/media/{photo.token}/320.jpg"
        assert "已记录" in done.content.decode()
        assert client.get(address).status_code == 404
        manager.post(f"/field/log/{log.pk}/publish/", {"published": "1"})
        assert client.get(address).status_code == 200
        assert manager.get("/field/").context["to_log"] == []

    activity.refresh_from_db()
    assert (activity.state, log.headcount) == (ActivityState.LOGGED, 2)
