"""The admin site of this project, as Django's admin app configuration."""

from __future__ import annotations

from django.contrib.admin.apps import AdminConfig


class HongLinAdminConfig(AdminConfig):
    """Makes `config.admin_site.HongLinAdminSite` the default site, so that plain `@admin.register` serves."""

    default_site = "config.admin_site.HongLinAdminSite"
