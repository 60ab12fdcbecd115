"""Photos in a form: each decoded as it comes, the good ones kept when something else is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import PlainTextForm
from core.held_files import HeldFileGone
from core.photos import (
    HeldPhoto,
    PhotoRefused,
    PreparedPhoto,
    held_photo,
    hold_photo,
    prepare_photo,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from accounts.models import User

# More than one form can send in two tries (DATA_UPLOAD_MAX_NUMBER_FILES); the rest is no form's.
MOST_HELD = 40


class PhotosInput(forms.FileInput):
    allow_multiple_selected = True


@dataclass(frozen=True, slots=True)
class Chosen:
    """What came of the files that were chosen: the good ones, and why the others are none."""

    photos: list[PreparedPhoto]
    refused: list[str]


class PhotosField(forms.FileField):
    """Any number of pictures, each decoded here; one sentence for each that is refused."""

    widget = PhotosInput

    def clean(self, data: Any, initial: Any = None) -> Chosen:
        uploads: Sequence[UploadedFile] = data or []
        chosen = Chosen([], [])
        for upload in uploads:
            try:
                chosen.photos.append(prepare_photo(upload))
            except PhotoRefused as error:
                chosen.refused.append(error.message)
        return chosen


class PhotoForm(PlainTextForm):
    """A form with photos and a `request_key`.

    Photos that were chosen stay when something else is refused: `keep_photos` holds them, the page
    carries their tickets (`held`), and a tick (`drop`) takes one out again. Cleaned are the prepared
    photos, those held since an earlier try first; more than `most_photos` are refused in the words of
    `too_many_photos` (`most`, `count`).
    """

    most_photos: ClassVar[int]
    too_many_photos: ClassVar[StrPromise]

    photos = PhotosField(label=gettext_lazy("照片"), required=False)
    request_key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.held: list[HeldPhoto] = []
        self.chosen: list[PreparedPhoto] = []

    def clean_photos(self) -> list[PreparedPhoto]:
        """Those held since an earlier try and those chosen now."""
        chosen: Chosen = self.cleaned_data["photos"]
        self.chosen = chosen.photos
        refused = [*chosen.refused, *self._take_up_held()]
        photos = [*(held.photo for held in self.held), *self.chosen]
        if len(photos) > self.most_photos:
            refused.append(
                str(self.too_many_photos) % {"most": self.most_photos, "count": len(photos)}
            )
        if refused:
            raise forms.ValidationError(refused)
        return photos

    def _take_up_held(self) -> list[str]:
        """Finds the held photos again; a sentence for those that are gone."""
        dropped = set(self._tickets("drop"))
        gone = 0
        for ticket in self._tickets("held"):
            try:
                found = held_photo(ticket, request_key=self._request_key(), user=self.user)
            except HeldFileGone:
                gone += 1
                continue
            if ticket in dropped:
                found.file.discard()
            else:
                self.held.append(found)
        if not gone:
            return []
        return [_("有%(count)d张照片放得太久，已经删掉，请重新选照片再提交") % {"count": gone}]

    def keep_photos(self) -> list[HeldPhoto]:
        """Holds what was chosen for the next try; says so where that is impossible."""
        fresh: list[HeldPhoto] = []
        try:
            fresh.extend(
                hold_photo(photo, request_key=self._request_key(), user=self.user)
                for photo in self.chosen
            )
        except OSError:
            left = len(self.chosen) - len(fresh)
            self.add_error("photos", _("有%(count)d张照片没有留住，请重新选") % {"count": left})
        self.held += fresh
        self.chosen = []
        return self.held

    def discard_held(self) -> None:
        """After the row is written: its photos have files of their own."""
        for photo in self.held:
            photo.file.discard()

    def _tickets(self, name: str) -> list[str]:
        posted: list[str] = self.data.getlist(name)  # type: ignore[attr-defined]  # a QueryDict
        return list(dict.fromkeys(posted))[:MOST_HELD]

    def _request_key(self) -> str:
        return str(self.data.get("request_key", ""))[:40]
