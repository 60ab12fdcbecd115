"""People and their sign-in.

A person is a phone and a name: two elders may share a phone, and one may have none. This is the
only table in which a phone is stored. Most persons never sign in; staff have a User.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from accounts.choices import ApiScope
from accounts.phones import decrypt_phone, mask_phone
from accounts.querysets import ApiTokenQuerySet, PersonQuerySet, UserManager
from accounts.text import mask_name


@tracked(exclude=["phone_cipher"])
class Person(models.Model):
    """Somebody of the neighbourhood or of its staff (人员)."""

    name = models.CharField(_("姓名"), max_length=40)
    pinyin_key = models.CharField(_("拼音键"), max_length=200, editable=False, default="")

    # Empty together for a person without a phone (the CHECK below).
    phone_cipher = models.TextField(_("手机号（密文）"), blank=True, default="", editable=False)
    phone_digest = models.CharField(
        _("手机号索引"), max_length=64, blank=True, default="", editable=False
    )
    phone_tail = models.CharField(
        _("手机尾号"), max_length=4, blank=True, default="", editable=False
    )

    created_at = models.DateTimeField(_("登记时间"), auto_now_add=True)
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("人员")
        verbose_name_plural = _("人员")
        constraints = [
            models.UniqueConstraint(
                fields=["phone_digest", "name"],
                condition=~Q(phone_digest=""),
                name="person_is_phone_and_name",
                violation_error_message=_("这个手机号下已有同名的人"),
            ),
            models.CheckConstraint(
                condition=Q(phone_cipher="", phone_digest="", phone_tail="")
                | (~Q(phone_cipher="") & ~Q(phone_digest="") & ~Q(phone_tail="")),
                name="person_phone_whole_or_none",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.phone_tail or _('无手机')}）"

    @property
    def has_phone(self) -> bool:
        return bool(self.phone_digest)

    @property
    def masked_name(self) -> str:
        """For lists that others see: 王*芳."""
        return mask_name(self.name)

    @property
    def masked_phone(self) -> str:
        """`138****5678`, or nothing. Unmasking is `core.services.disclosure.reveal_phone`."""
        return mask_phone(decrypt_phone(self.phone_cipher)) if self.phone_cipher else ""


@tracked()
class PersonMerge(models.Model):
    """合并记录: two rows were one person; what pointed to `gone` points to `keep` since then.

    The row of `gone` stays without its phone. Where both had one, `keep`'s counts and the other is
    named here, masked.
    """

    keep = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="merges", verbose_name=_("保留")
    )
    gone = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="merged_as", verbose_name=_("并入的")
    )
    other_phone = models.CharField(_("没有保留的手机号"), max_length=20, blank=True, default="")
    reason = models.CharField(_("原因"), max_length=200)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="persons_merged",
        verbose_name=_("谁合并"),
    )
    merged_at = models.DateTimeField(_("合并时间"))

    class Meta:
        verbose_name = _("人员合并")
        verbose_name_plural = _("人员合并")
        constraints = [
            models.CheckConstraint(condition=~Q(keep=F("gone")), name="person_merge_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} → {self.keep_id}"


@tracked(exclude=["password", "last_login"])
class User(AbstractUser):
    """The sign-in of a person (账号): staff by user name, password and second factor."""

    first_name = None  # type: ignore[assignment]  # the person has the name
    last_name = None  # type: ignore[assignment]  # the same
    email = None  # type: ignore[assignment]  # nobody here reads e-mail

    person = models.OneToOneField(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="user",
        verbose_name=_("人员"),
    )
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = UserManager()  # type: ignore[assignment,misc]  # AbstractUser's asks for an e-mail

    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("账号")
        verbose_name_plural = _("账号")

    def __str__(self) -> str:
        return self.username

    def get_full_name(self) -> str:
        """What the admin's frame calls the signed-in user."""
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """What colleagues read: the person's name, else the user name."""
        return self.person.name if self.person_id and self.person else self.username


@tracked(exclude=["digest"])
class ApiToken(models.Model):
    """API 令牌: lets a program act as an account, within its scopes and the account's duties.

    The secret is shown once, when it is issued; here stands its SHA-256. Nothing is written when a
    token is used: looking changes no row.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="api_tokens",
        verbose_name=_("账号"),
    )
    name = models.CharField(_("用途"), max_length=60, help_text=_("哪个程序用，如：社区大屏"))
    digest = models.CharField(_("摘要"), max_length=64, unique=True, editable=False)
    scopes = ArrayField(
        models.CharField(max_length=20, choices=ApiScope.choices), verbose_name=_("权限")
    )

    created_at = models.DateTimeField(_("发放时间"))
    expires_at = models.DateTimeField(_("到期时间"))
    revoked_at = models.DateTimeField(_("吊销时间"), null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("API 令牌")
        verbose_name_plural = _("API 令牌")
        constraints = [
            models.CheckConstraint(
                condition=Q(scopes__len__gte=1) & Q(scopes__contained_by=ApiScope.values),
                name="api_token_has_known_scopes",
                violation_error_message=_("至少选一项权限"),
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")),
                name="api_token_expires_after_issue",
                violation_error_message=_("到期时间要晚于发放时间"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} #{self.pk}"

    def allows(self, scope: str) -> bool:
        return scope in self.scopes
