from .action import Action, Milestone, MilestoneStatus, Scope
from .amendment import Amendment
from .assessment import ResultAssessment
from .attachment import Attachment
from .budget import BudgetLine, BudgetShare, Funding
from .fact import Fact
from .partner import Partner, PartnerRole
from .plan import ActionLine, Objective, Participation, Plan, Result
from .progress import Progress, ProgressUpdate
from .risk import Risk
from .rounds import ReportingRound, Submission
from .state import Light, Phase

__all__ = [
    "Action",
    "ActionLine",
    "Amendment",
    "Attachment",
    "BudgetLine",
    "BudgetShare",
    "Fact",
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
