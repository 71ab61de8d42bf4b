"""The admin of the plan and its progress."""

from django.contrib import admin

from actions import models

from . import places
from .action import ActionAdmin, MilestoneAdmin
from .amendment import AmendmentAdmin
from .budget import BudgetLineAdmin
from .partner import PartnerAdmin
from .plan import ActionLineAdmin, ObjectiveAdmin, PlanAdmin, ResultAdmin
from .progress import ProgressAdmin, ResultAssessmentAdmin
from .risk import RiskAdmin
from .rounds import ReportingRoundAdmin, SubmissionAdmin

__all__ = ["places"]

# The order on the first page: the daily work, then the plan from top to bottom.
admin.site.register(models.Progress, ProgressAdmin)
admin.site.register(models.ReportingRound, ReportingRoundAdmin)
admin.site.register(models.Submission, SubmissionAdmin)
admin.site.register(models.ResultAssessment, ResultAssessmentAdmin)
admin.site.register(models.Plan, PlanAdmin)
admin.site.register(models.ActionLine, ActionLineAdmin)
admin.site.register(models.Objective, ObjectiveAdmin)
admin.site.register(models.Result, ResultAdmin)
admin.site.register(models.Action, ActionAdmin)
admin.site.register(models.Milestone, MilestoneAdmin)
admin.site.register(models.Partner, PartnerAdmin)
admin.site.register(models.BudgetLine, BudgetLineAdmin)
admin.site.register(models.Risk, RiskAdmin)
admin.site.register(models.Amendment, AmendmentAdmin)
