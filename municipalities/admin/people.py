"""The admin of accounts and of the roles that people hold."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib import admin, messages
from django.db.models import Prefetch
from django.utils import timezone

from municipalities.history import history_of
from municipalities.invitations import invite
from municipalities.models import Membership, User
from municipalities.permissions import access_of, may_give_out, regions_to_give_out

from .base import RegionalAdmin, RegionalInline
from .filters import ChoiceFilter
from .reason import ReasonForm, RegionalForm
from .rights import NeverDeleted, covers, region_of


class MembershipForm(RegionalForm):
    """A role; `giver` is set by the admin that shows the form."""

    giver: User

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and not may_give_out(self.giver, self.instance):
            for field in self.fields.values():
                field.disabled = True
        elif "role" in self.fields:
            access = access_of(self.giver)
            role: Any = self.fields["role"]
            role.choices = [
                (value, label)
                for value, label in role.choices
                if not value or regions_to_give_out(access, value)
            ]

    def _post_clean(self):
        super()._post_clean()
        if not self.has_changed() or self.errors:
            return
        if self.instance.user_id == self.giver.pk:
            self.add_error(
                None, "U kunt uw eigen rollen niet wijzigen. Vraag het een beheerder."
            )
        elif not may_give_out(self.giver, self.instance):
            self.add_error(
                None, "U kunt deze rol hier niet geven. Vraag het een beheerder."
            )


class MembershipReasonForm(MembershipForm, ReasonForm):
    """The same on a page of its own."""


class MembershipInline(NeverDeleted, RegionalInline):
    """The roles of one person, as far as they lie in the own regions."""

    model = Membership
    form = MembershipForm
    changed_by = "manages_people_of"
    named_by = ["region", "municipality", "regional_role", "user"]
    fields = [
        "role",
        "region",
        "municipality",
        "regional_role",
        "starts_on",
        "ends_on",
        "is_deputy",
    ]
    show_change_link = True

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request)

    def has_add_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        account_admin = self.admin_site.get_model_admin(User)
        return obj != request.user and account_admin.has_change_permission(request, obj)

    def get_min_num(self, request, obj=None, **kwargs):
        """A new account has a role: without one, nobody would find it again."""
        return 0 if obj else 1

    def get_formset(self, request, obj=None, **kwargs):
        formset: Any = super().get_formset(
            request, obj, validate_min=obj is None, **kwargs
        )
        formset.form.giver = request.user
        formset.default_error_messages = formset.default_error_messages | {
            "too_few_forms": "Geef dit account minstens één rol."
        }
        return formset


@admin.register(User)
class UserAdmin(NeverDeleted, RegionalAdmin):
    """Accounts: a name and an address; the person sets a password by the invitation."""

    changed_by = "manages_people_of"
    list_display = ["name", "email", "roles_today", "is_active_text", "last_login"]
    list_filter = ["is_active"]
    search_fields = ["name", "email"]
    fields = ["name", "email", "is_active", "date_joined", "last_login"]
    readonly_fields = ["date_joined", "last_login"]
    inlines = [MembershipInline]
    actions = ["invite"]

    def limit(self, rows, regions):
        """People who hold or held a role in these regions."""
        return rows.known_in(regions)

    def get_queryset(self, request):
        """With all roles, also elsewhere: they decide who may change the account."""
        roles = Membership.objects.select_related(
            "region", "municipality", "regional_role"
        )
        return (
            super()
            .get_queryset(request)
            .prefetch_related(Prefetch("memberships", roles))
        )

    def has_view_permission(self, request, obj=None):
        regions = self.regions_seen(request)
        if obj is None:
            return bool(regions)
        return any(covers(regions, role) for role in obj.memberships.all())

    def has_add_permission(self, request, obj=None):
        return bool(self.regions_changed(request))

    def has_change_permission(self, request, obj=None):
        """Whoever could change an account's address could take over its rights.

        So that takes the right to give out every role that it holds or will hold.
        """
        if obj is None:
            return bool(self.regions_changed(request))
        access = access_of(request.user)
        today = timezone.localdate()
        return (request.user.is_superuser or not obj.is_superuser) and all(
            region_of(role) in regions_to_give_out(access, role.role)
            for role in obj.memberships.all()
            if role.ends_on is None or role.ends_on >= today
        )

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return [*fields, "is_active"] if obj == request.user else fields

    def save_row(self, request, obj, change):
        """A new account has no password; an old address no longer logs in."""
        if not change:
            obj.set_unusable_password()
        obj.save()
        EmailAddress.objects.filter(user=obj).exclude(email=obj.email).delete()

    def get_histories(self, request, obj):
        roles = Membership.objects.in_regions(self.regions_seen(request))
        return [
            history_of(User, id=obj.pk),
            history_of(Membership, id__in=roles.filter(user=obj).values("pk")),
        ]

    @admin.display(description="rollen vandaag")
    def roles_today(self, user):
        today = timezone.localdate()
        return ", ".join(
            f"{role.get_role_display()} {role.place}"
            for role in user.memberships.all()
            if role.is_in_force(today)
        )

    @admin.display(description="actief", ordering="is_active")
    def is_active_text(self, user):
        return "ja" if user.is_active else "nee"

    @admin.action(description="Uitnodiging sturen", permissions=["change"])
    def invite(self, request, queryset):
        """Mail each person the link with which to set a password."""
        invited = sum(
            self.has_change_permission(request, user) and invite(user, request)
            for user in queryset
        )
        if invited:
            noun = "uitnodiging" if invited == 1 else "uitnodigingen"
            self.message_user(request, f"{invited} {noun} verstuurd.", messages.SUCCESS)
        if skipped := queryset.count() - invited:
            self.message_user(
                request,
                f"{skipped} niet verstuurd: het account is niet actief, of u mag het"
                " niet wijzigen.",
                messages.WARNING,
            )


class InForceFilter(ChoiceFilter):
    """Roles that are held today, or not any more or not yet."""

    title = "geldig vandaag"
    parameter_name = "geldig"

    def lookups(self, request, model_admin):
        return [("ja", "Ja"), ("nee", "Nee")]

    def queryset(self, request, queryset):
        held = Membership.objects.in_force(timezone.localdate()).values("pk")
        match self.value():
            case "ja":
                return queryset.filter(pk__in=held)
            case "nee":
                return queryset.exclude(pk__in=held)
        return queryset


@admin.register(Membership)
class MembershipAdmin(NeverDeleted, RegionalAdmin):
    """Roles: a handover ends one and starts another; none is deleted."""

    form = MembershipReasonForm
    changed_by = "manages_people_of"
    named_by = ["user", "region", "municipality__region", "regional_role__region"]
    list_display = [
        "user",
        "role",
        "held_in",
        "starts_on",
        "ends_on",
        "is_in_force_text",
        "trained_on",
    ]
    list_filter = [InForceFilter, "role"]
    search_fields = [
        "user__name",
        "user__email",
        "municipality__name",
        "regional_role__name",
        "region__name",
    ]
    autocomplete_fields = ["user"]
    fixed = ["user"]
    fields = ["user", *MembershipInline.fields, "trained_on"]

    def has_change_permission(self, request, obj=None):
        if obj is None:
            return super().has_change_permission(request)
        return may_give_out(request.user, obj)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.giver = request.user
        return form

    @admin.display(description="waar")
    def held_in(self, membership):
        deputy = " (plaatsvervanger)" if membership.is_deputy else ""
        return f"{membership.place}{deputy}"

    @admin.display(description="geldig vandaag")
    def is_in_force_text(self, membership):
        return "ja" if membership.is_in_force(timezone.localdate()) else "nee"
