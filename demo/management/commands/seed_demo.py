"""`manage.py seed_demo [--today DATE]`: the demo's world, through the services; twice is once."""

from __future__ import annotations

import os
import secrets
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from accounts.audit import acting_as
from accounts.models import User
from activities.models import Activity, SignUp
from communities.models import Complex, SubDistrict
from demo.marks import demo_rows
from demo.seed.answering import build_answering
from demo.seed.bodies import build_bodies
from demo.seed.meetings import build_meetings
from demo.seed.members import build_members
from demo.seed.news import build_news
from demo.seed.notices import build_notices
from demo.seed.owning import build_owners
from demo.seed.party import build_party
from demo.seed.people import build_accounts, build_residents
from demo.seed.pingjiang import build_pingjiang
from demo.seed.places import build_places, import_courtyards
from demo.seed.serving import build_serving
from demo.seed.surveys import build_surveys
from demo.seed.territory import build_territory
from demo.seed.trainings import build_trainings
from demo.seed.visits import build_visits
from demo.seed.votes import build_votes
from demo.seed.world import World
from demo.seed.year import build_year


class Command(BaseCommand):
    help = "Builds the demo data (fictional people); running it again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--today", type=date.fromisoformat, default=None, help="the demo's today (2026-11-20)"
        )

    def handle(self, *args: Any, today: date | None, **options: Any) -> None:
        if SubDistrict.objects.filter(is_demo=False).exists():
            raise CommandError("这里已有真实的街道，不写入演示数据。")
        password = os.environ.get("DEMO_PASSWORD") or secrets.token_urlsafe(12)
        with acting_as(None, reason="seed_demo"), transaction.atomic():
            # One transaction: whole or not at all, and one commit instead of thousands.
            admin = User.objects.filter(username="admin").first()
            is_new = admin is None
            if admin is None:
                admin = User.objects.create_superuser("admin", password=password)
                User.objects.filter(pk=admin.pk).update(is_demo=True)
            elif not admin.is_demo:
                raise CommandError("这里已有真实数据（账号 admin），不写入演示数据。")
            world = World(today=today or timezone.localdate(), password=password, admin=admin)
            build_places(world)
            build_accounts(world)
            import_courtyards(world)
            build_residents(world)
            build_owners(world)
            build_serving(world)
            build_territory(world)
            build_bodies(world)
            build_pingjiang(world)
            build_party(world)
            build_year(world)
            build_news(world)
            build_notices(world)
            build_visits(world)
            build_members(world)
            build_surveys(world)
            build_answering(world)
            build_votes(world)
            # After the organisations, whose party life it tells.
            build_meetings(world)
            build_trainings(world)
        if is_new and not os.environ.get("DEMO_PASSWORD"):
            self.stdout.write(f"演示账号的密码：{password}")
        counts = [demo_rows(model).count() for model in (Complex, Activity, SignUp)]
        self.stdout.write("演示数据已就绪：{}个小区、{}场活动、{}次报名。".format(*counts))
