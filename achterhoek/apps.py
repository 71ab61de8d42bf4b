from django.contrib.admin.apps import AdminConfig


class SiteConfig(AdminConfig):
    """The admin, with our own site instead of Django's."""

    default_site = "achterhoek.admin.MonitorAdminSite"
