from .action import Action, Scope
from .amendment import Amendment, AmendmentLine
from .assessment import ResultAssessment
from .attachment import Attachment, HeldFile
from .budget import BudgetLine, BudgetShare, Funding
from .fact import Fact
from .milestone import Milestone, MilestoneStatus
from .partner import Partner, PartnerRole
from .plan import ActionLine, Objective, Participation, Plan, Result
from .plan_part import PlanPart
from .progress import Progress, ProgressUpdate
from .risk import Risk
from .rounds import ReportingRound, Submission
from .state import Light, Phase

__all__ = [
    "Action",
    "ActionLine",
    "Amendment",
    "AmendmentLine",
    "Attachment",
    "BudgetLine",
    "BudgetShare",
    "Fact",
    "Funding",
    "HeldFile",
    "Light",
    "Milestone",
    "MilestoneStatus",
    "Objective",
    "Participation",
    "Partner",
    "PartnerRole",
    "Phase",
    "Plan",
    "PlanPart",
    "Progress",
    "ProgressUpdate",
    "ReportingRound",
    "Result",
    "ResultAssessment",
    "Risk",
    "Scope",
    "Submission",
]
