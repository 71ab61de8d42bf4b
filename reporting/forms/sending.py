"""To whom a report is sent."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from municipalities.models import User


class PeopleField(forms.ModelMultipleChoiceField):
    """People, each with the roles for which they read the report."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, user: Any) -> str:
        roles = {membership.get_role_display() for membership in user.roles_now}
        return f"{user.name} ({', '.join(sorted(roles))})"


class SendingForm(forms.Form):
    """Who is told; people who were told before are not among the choices."""

    people = PeopleField(
        User.objects.none(),
        label="Wie krijgt bericht?",
        error_messages={
            "required": "Kies ten minste één ontvanger.",
            "invalid_choice": "Een van de mensen die u koos, leest deze editie niet"
            " meer of heeft al bericht gekregen.",
        },
    )

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["people"]
        field.queryset = people
