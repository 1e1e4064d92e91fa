"""Reports of a programme: accounts of a period, drawn from one set of facts (N27-N29)."""

from workspace.reporting.models.guard import FrozenReport as FrozenReport
from workspace.reporting.models.reports import NothingToTell as NothingToTell
from workspace.reporting.models.reports import PlanLine as PlanLine
from workspace.reporting.models.reports import PlanReminder as PlanReminder
from workspace.reporting.models.reports import ProgrammeReport as ProgrammeReport
from workspace.reporting.models.reports import ReportKind as ReportKind
from workspace.reporting.models.reports import ReportState as ReportState
from workspace.reporting.models.sections import ReportSection as ReportSection
from workspace.reporting.models.sections import SectionRemark as SectionRemark
