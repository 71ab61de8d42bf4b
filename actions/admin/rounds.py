"""The admin of reporting rounds and what is handed in."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.urls import path
from django.utils.text import Truncator

from actions import services
from actions.models import Submission
from actions.submissions import tally
from municipalities.admin.base import OwnRegionsFilter, RegionalAdmin, RegionalInline
from municipalities.admin.lists import LinkedList
from municipalities.admin.rights import NeverDeleted, OnlyRead
from municipalities.free_text import GuardedForm

from .ask_first import AskFirst


class SubmissionInline(OnlyRead, RegionalInline):
    """Who was asked to report, and how far that is."""

    model = Submission
    seen_by = "coordinates"
    named_by = ["round", "municipality", "lead_role", "submitted_by"]
    readonly_fields = [
        "municipality",
        "lead_role",
        "state",
        "submitted_at",
        "submitted_by",
    ]
    fields = [*readonly_fields]
    show_change_link = True


class ReportingRoundAdmin(NeverDeleted, RegionalAdmin):
    seen_by = "coordinates"
    list_display = [
        "quarter",
        "plan",
        "opens_on",
        "closes_on",
        "driehoek_on",
        "closed_on",
    ]
    list_filter = [("plan", OwnRegionsFilter), "year"]
    search_fields = ["plan__title", "year"]
    named_by = ["plan"]
    fixed = ["plan", "year", "quarter_number", "opens_on"]
    fields = [
        "plan",
        "year",
        "quarter_number",
        "opens_on",
        "closes_on",
        "driehoek_on",
        "closed_on",
    ]
    inlines = [SubmissionInline]
    shown_on = ["plan"]

    def save_row(self, request, obj, change):
        """Opening a round asks everybody to report."""
        if change:
            obj.save()
        else:
            services.open_round(obj)

    @admin.display(description="kwartaal", ordering="year")
    def quarter(self, reporting_round):
        return str(reporting_round)


class ReturnForm(GuardedForm):
    """What is still needed."""

    required_css_class = "required"

    note = forms.CharField(
        label="Wat is er nog nodig?", widget=AdminTextareaWidget(attrs={"rows": 4})
    )


class TalliedChangeList(LinkedList):
    """Submissions with what is in them, so that one sees what is odd."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        tallies = tally(self.result_list)
        for submission in self.result_list:
            submission.tally = tallies[submission.pk]


class SubmissionAdmin(OnlyRead, AskFirst):
    """What was handed in; accepting and returning are actions on the list."""

    seen_by = "coordinates"
    list_display = [
        "owner",
        "round",
        "state",
        "reported",
        "worrying",
        "word",
        "submitted_at",
        "submitted_by",
    ]
    list_filter = [("round", OwnRegionsFilter), "state"]
    search_fields = ["municipality__name", "lead_role__name"]
    named_by = [
        "round__plan",
        "municipality",
        "lead_role",
        "submitted_by",
        "reviewed_by",
    ]
    fields = [
        "round",
        "municipality",
        "lead_role",
        "state",
        "submitted_at",
        "submitted_by",
        "reviewed_at",
        "reviewed_by",
        "return_note",
    ]
    actions = ["accept", "send_back"]
    shown_on = ["round__plan"]

    def has_review_permission(self, request):
        return bool(self.regions_changed(request))

    @admin.action(description="Akkoord", permissions=["review"])
    def accept(self, request, queryset):
        chosen = queryset.count()  # before: the list may be of what was handed in
        accepted = services.accept(queryset, by=request.user)
        if accepted:
            self.message_user(request, f"Akkoord: {accepted}.", messages.SUCCESS)
        if skipped := chosen - accepted:
            self.message_user(
                request, f"{skipped} overgeslagen: niet ingediend.", messages.WARNING
            )

    def get_urls(self):
        send_back = self.admin_site.admin_view(self.send_back_view)
        return [
            path("terugsturen/", send_back, name="actions_submission_send_back"),
            *super().get_urls(),
        ]

    @admin.action(description="Terugsturen", permissions=["review"])
    def send_back(self, request, queryset):
        return self.ask("actions_submission_send_back", queryset)

    def send_back_view(self, request):
        """Ask what is still needed, and return what was handed in."""
        submissions = self.get_queryset(request).editable_by(request.user)
        return self.answer(
            request,
            ReturnForm(request.POST or None),
            self.chosen(request, submissions),
            title="Aanleveringen terugsturen",
            button="Stuur terug",
        )

    def do(self, request, rows, **answers):
        for submission in rows:
            try:
                services.send_back(submission, by=request.user, **answers)
            except ValidationError as error:
                texts = [f"{submission}: {text}" for text in error.messages]
                raise ValidationError(texts) from None

    def get_changelist(self, request, **kwargs):
        return TalliedChangeList

    @admin.display(description="gemeld in de ronde", empty_value="–")
    def reported(self, submission):
        """How much was reported; of a round of the past that is no longer known."""
        if submission.round.closed_on:
            return None
        counts = submission.tally
        silent = counts.tracks - counts.reported
        told = f"{counts.reported} van {counts.tracks}"
        return f"{told}, {silent} geen opgave" if silent else told

    @admin.display(description="oranje of rood", empty_value="–")
    def worrying(self, submission):
        return None if submission.round.closed_on else submission.tally.worrying

    @admin.display(description="woord bij het indienen", empty_value="–")
    def word(self, submission):
        return Truncator(submission.cover_note).chars(80) or None

    @admin.display(description="van", ordering="municipality__name")
    def owner(self, submission):
        return str(submission.municipality or submission.lead_role)
