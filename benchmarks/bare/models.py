"""The tables of the measured instance, as far as the bare pages read them."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models


class Event(models.Model):
    title = models.CharField(max_length=60)
    state = models.CharField(max_length=20)

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        managed = False
        db_table = "activities_activity"

    def __str__(self) -> str:
        return self.title


class Date(models.Model):
    activity = models.ForeignKey(Event, on_delete=models.DO_NOTHING, related_name="dates")
    complex_id = models.BigIntegerField()
    place_text = models.CharField(max_length=60)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    capacity = models.IntegerField(null=True)
    taken = models.IntegerField()
    sequence = models.IntegerField()

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        managed = False
        db_table = "activities_session"

    def __str__(self) -> str:
        return str(self.pk)


class Entry(models.Model):
    """What the bare rush writes; the table is made and dropped by the benchmark."""

    date_id = models.BigIntegerField()
    name = models.CharField(max_length=40)
    phone = models.CharField(max_length=20)

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        managed = False
        db_table = "bench_entry"

    def __str__(self) -> str:
        return self.name
