"""The admin of figures, and of reports, which can only be read there."""

from django.contrib import admin

from reporting import models

from .figures import FigureReleaseAdmin, IndicatorAdmin, ObservationAdmin
from .reports import DecisionRequestAdmin, PublicationAdmin, ReportAdmin

admin.site.register(models.Report, ReportAdmin)
admin.site.register(models.Publication, PublicationAdmin)
admin.site.register(models.DecisionRequest, DecisionRequestAdmin)
admin.site.register(models.Indicator, IndicatorAdmin)
admin.site.register(models.Observation, ObservationAdmin)
admin.site.register(models.FigureRelease, FigureReleaseAdmin)
