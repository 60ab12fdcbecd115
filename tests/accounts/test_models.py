from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import models

from accounts.models import Person, User
from tests.factories.accounts import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_person_reads_as_name_and_last_digits() -> None:
    assert str(PersonFactory(name="王芳", phone="13812345678")) == "王芳（5678）"
    assert str(PersonFactory(name="李明", phone="")) == "李明（无手机）"


def test_a_user_is_called_by_the_persons_name() -> None:
    assert UserFactory(username="steward", person__name="王芳").display_name == "王芳"
    assert UserFactory(username="machine", person=None).display_name == "machine"
    assert UserFactory(username="clerk", person__name="李明").get_full_name() == "李明"


def test_an_account_has_neither_mail_nor_a_name_of_its_own() -> None:
    names = {field.name for field in User._meta.get_fields()}

    assert names & {"email", "first_name", "last_name"} == set()


def test_a_superuser_is_made_without_an_email(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "a-long-password-indeed")

    call_command("createsuperuser", "--noinput", "--username", "root", verbosity=0)

    root = User.objects.get(username="root")
    assert root.is_superuser
    assert root.check_password("a-long-password-indeed")


def test_somebody_with_an_account_is_not_deleted_by_accident() -> None:
    user = UserFactory()

    with pytest.raises(models.ProtectedError):
        Person.objects.filter(pk=user.person.pk).delete()
