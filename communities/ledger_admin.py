"""Import and export of a ledger on its admin list: upload, preview, confirm; and downloads.

The admin's own two steps over `core.ledgers`, not those of django-import-export: its confirm step is
not all-or-nothing (reliability 4.7). A list that has a ledger names it in `LEDGER_KIND`.
"""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.apps import apps
from django.contrib import admin, messages
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action

from accounts.audit import acting_as
from core.errors import DomainError
from core.held_files import HeldFile, held, hold
from core.ledger_files import Report, import_file, read_table
from core.ledgers import get_ledger
from core.sheets import CSV_TYPE, XLSX_TYPE, Sheet, write_csv, write_xlsx
from core.spreadsheets import MAX_FILE_BYTES

logger = logging.getLogger(__name__)
SHOWN_ROWS = 200
ALL_ROWS = "all"
GOOD_ROWS = "good"


class LedgerUploadForm(forms.Form):
    """One workbook or CSV file."""

    file = forms.FileField(
        label=gettext_lazy("选择文件"),
        widget=forms.FileInput(
            attrs={
                "accept": ".xlsx,.csv",
                "class": "border border-base-200 px-3 py-2 rounded-default w-full",
            }
        ),
        error_messages={
            "required": gettext_lazy("请选择一个 .xlsx 或 .csv 文件"),
            "empty": gettext_lazy("文件是空的，请重新选择。"),
            "missing": gettext_lazy("请选择一个 .xlsx 或 .csv 文件"),
            "invalid": gettext_lazy("请选择一个 .xlsx 或 .csv 文件"),
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_FILE_BYTES:
            raise forms.ValidationError(_("文件超过 20 MB，请拆成几份再导入。"))
        return file


@dataclass(frozen=True, slots=True)
class LedgerList:
    """An admin list that has a ledger, for somebody who may import it."""

    title: str
    count: int
    list_url: str
    import_url: str


def ledger_lists(request: HttpRequest) -> list[LedgerList]:
    """All that the user may import, places before what happens in them; one statement each."""
    lists = []
    models = [m for app in reversed(list(apps.get_app_configs())) for m in app.get_models()]
    for model in models:
        if not admin.site.is_registered(model):
            continue
        model_admin: Any = admin.site.get_model_admin(model)
        kind = getattr(model_admin, "LEDGER_KIND", "")
        if kind and model_admin.has_ledger_import_permission(request):
            address = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            lists.append(
                LedgerList(
                    title=get_ledger(kind).title,
                    count=model_admin.get_queryset(request).count(),
                    list_url=reverse(f"{address}_changelist"),
                    import_url=reverse(f"{address}_ledger_import"),
                )
            )
    return lists


class ScopedImportExportMixin:
    """Put before `ScopedModelAdmin`; rows are those of `visible_to` and `manageable_by`."""

    LEDGER_KIND: ClassVar[str] = ""
    actions_list: ClassVar[tuple[str, ...]] = ("ledger_import", "ledger_export")
    ledger_template = "admin/ledgers/import.html"

    # What the admin class behind the mixin gives.
    opts: Any
    admin_site: Any

    def has_ledger_export_permission(self, request: HttpRequest) -> bool:
        return bool(self.LEDGER_KIND) and self.has_view_permission(request)  # type: ignore[attr-defined]

    def has_ledger_import_permission(self, request: HttpRequest) -> bool:
        return bool(self.LEDGER_KIND) and self.has_change_permission(request)  # type: ignore[attr-defined]

    @action(
        description=gettext_lazy("导入台账"),
        url_path="ledger/import",
        icon="upload",
        permissions=["ledger_import"],
    )
    def ledger_import(self, request: HttpRequest) -> HttpResponseBase:
        """① 上传 → ② 预检 → ③ 确认; nothing is written before the confirmation."""
        if request.method == "POST":
            if "ticket" in request.POST:
                return self._confirm(request, request.POST["ticket"])
            return self._upload(request)
        if "file" in request.GET:
            return self._preview(request, request.GET["file"])
        return self._page(request, form=LedgerUploadForm())

    @action(
        description=gettext_lazy("导出台账"),
        url_path="ledger/export",
        icon="download",
        permissions=["ledger_export"],
    )
    def ledger_export(self, request: HttpRequest) -> HttpResponseBase:
        """The viewer's rows as XLSX or CSV; `empty`: the headings to fill in."""
        resource: Any = get_ledger(self.LEDGER_KIND)
        user: Any = request.user
        make = resource.template if "empty" in request.GET else resource.sheet
        sheet = make(user=user, now=timezone.now())
        logger.info("ledger %s exported by %s: %d rows", resource.slug, user.pk, len(sheet.rows))
        return _download(sheet, "csv" if request.GET.get("format") == "csv" else "xlsx")

    def _upload(self, request: HttpRequest) -> HttpResponseBase:
        form = LedgerUploadForm(request.POST, request.FILES)
        user: Any = request.user
        if form.is_valid():
            file = form.cleaned_data["file"]
            content = file.read()
            try:
                read_table(get_ledger(self.LEDGER_KIND), content=content, filename=file.name)
            except DomainError as error:
                form.add_error("file", error.message)
            else:
                ticket = hold(content, name=file.name, purpose=self.LEDGER_KIND, user=user)
                return HttpResponseRedirect(self._preview_url(ticket))
        return self._page(request, form=form)

    def _preview(self, request: HttpRequest, ticket: str) -> HttpResponseBase:
        try:
            file = self._held(request, ticket)
            report = self._run(request, file, dry_run=True)
        except DomainError as error:
            messages.error(request, error.message)
            return HttpResponseRedirect(self._url("ledger_import"))
        if request.GET.get("download") == "errors":
            return _download(_error_sheet(file.name, report), "xlsx")
        return self._page(request, report=report, ticket=ticket, file_name=file.name)

    def _confirm(self, request: HttpRequest, ticket: str) -> HttpResponseBase:
        """Reads and checks the file anew: what was right at the preview may be wrong by now."""
        good_rows_only = request.POST.get("rows") == GOOD_ROWS
        try:
            file = self._held(request, ticket)
            report = self._run(request, file, good_rows_only=good_rows_only)
        except DomainError as error:
            messages.error(request, error.message)
            return HttpResponseRedirect(self._url("ledger_import"))
        if not report.applied:
            messages.error(
                request,
                _("没有导入：有 %(count)d 行不对，什么都没有写入。")
                % {"count": report.error_row_count},
            )
            return HttpResponseRedirect(self._preview_url(ticket))
        file.discard()
        words = {"new": report.new, "changed": report.changed, "unchanged": report.unchanged}
        messages.success(
            request,
            _("导入完成：新增 %(new)d · 修改 %(changed)d · 不变 %(unchanged)d") % words,
        )
        if report.errors:
            left_out = _("有 %(count)d 行有错，没有导入") % {"count": report.error_row_count}
            messages.warning(request, left_out)
        if report.warnings:
            cells = _("有 %(count)d 格没有写入，原因在预检里") % {"count": len(report.warnings)}
            messages.warning(request, cells)
        return HttpResponseRedirect(self._url("changelist"))

    def _held(self, request: HttpRequest, ticket: str) -> HeldFile:
        user: Any = request.user
        return held(ticket, purpose=self.LEDGER_KIND, user=user)

    def _run(
        self,
        request: HttpRequest,
        file: HeldFile,
        *,
        dry_run: bool = False,
        good_rows_only: bool = False,
    ) -> Report:
        user: Any = request.user
        with acting_as(user, reason=f"import_ledger {self.LEDGER_KIND}", file=file.name):
            return import_file(
                get_ledger(self.LEDGER_KIND),
                content=file.content,
                filename=file.name,
                actor=user,
                now=timezone.now(),
                dry_run=dry_run,
                good_rows_only=good_rows_only,
            )

    def _page(self, request: HttpRequest, **context: Any) -> HttpResponse:
        ledger = get_ledger(self.LEDGER_KIND)
        report: Report | None = context.get("report")
        return TemplateResponse(
            request,
            self.ledger_template,
            {
                **self.admin_site.each_context(request),
                "title": _("导入%(ledger)s") % {"ledger": ledger.title},
                "ledger_title": ledger.title,
                "opts": self.opts,
                "export_url": self._url("ledger_export"),
                "import_url": self._url("ledger_import"),
                "new_rows": [c for c in report.changes if c.is_new][:SHOWN_ROWS] if report else [],
                "changed_rows": [c for c in report.changes if not c.is_new][:SHOWN_ROWS]
                if report
                else [],
                "errors": report.errors[:SHOWN_ROWS] if report else [],
                "warnings": report.warnings[:SHOWN_ROWS] if report else [],
                "writable": report.new + report.changed if report else 0,
                **context,
            },
        )

    def _url(self, page: str) -> str:
        return reverse(
            f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_{page}"
        )

    def _preview_url(self, ticket: str) -> str:
        return f"{self._url('ledger_import')}?{urlencode({'file': ticket})}"


def _error_sheet(file_name: str, report: Report) -> Sheet:
    return Sheet(
        title=_("%(file)s 的错误行") % {"file": file_name},
        filling=(),
        headings=(_("行号"), _("列"), _("内容"), _("错误原因")),
        rows=[(error.row, error.column, error.value, error.message) for error in report.errors],
    )


def _download(sheet: Sheet, extension: str) -> HttpResponseBase:
    content = write_csv(sheet) if extension == "csv" else write_xlsx(sheet)
    return FileResponse(
        io.BytesIO(content),
        as_attachment=True,
        filename=f"{sheet.title}.{extension}",
        content_type=CSV_TYPE if extension == "csv" else XLSX_TYPE,
    )
