from .action import Action, Milestone, MilestoneStatus, Scope
from .amendment import Amendment
from .budget import BudgetLine, BudgetShare, Funding
from .partner import Partner, PartnerRole
from .plan import ActionLine, Objective, Participation, Plan, Result
from .progress import (
    Attachment,
    Light,
    Phase,
    Progress,
    ProgressUpdate,
    ResultAssessment,
)
from .risk import Risk
from .rounds import ReportingRound, Submission

__all__ = [
    "Action",
    "ActionLine",
    "Amendment",
    "Attachment",
    "BudgetLine",
    "BudgetShare",
    "Funding",
    "Light",
    "Milestone",
    "MilestoneStatus",
    "Objective",
    "Participation",
    "Partner",
    "PartnerRole",
    "Phase",
    "Plan",
    "Progress",
    "ProgressUpdate",
    "ReportingRound",
    "Result",
    "ResultAssessment",
    "Risk",
    "Scope",
    "Submission",
]
