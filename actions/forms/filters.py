"""What a list shows, as it stands in the address."""

from django import forms
from django.http import QueryDict


class FilterForm(forms.Form):
    """Filters. The fields are named as they stand in the address."""

    data: QueryDict

    @classmethod
    def query_in(cls, data: QueryDict) -> QueryDict:
        """The filters that are on in an address, without what else stands there."""
        query = QueryDict(mutable=True)
        for name in cls.base_fields:
            if value := data.get(name):
                query[name] = str(value)
        return query

    @property
    def query(self) -> str:
        """The filters that are on, as they stand in an address."""
        return self.query_in(self.data).urlencode()

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """The choices that are on, by their label and in words."""
        found = []
        for name, field in self.fields.items():
            value = self.cleaned_data.get(name)
            if isinstance(field, forms.ChoiceField) and value not in (None, ""):
                choices: dict[object, str] = dict(field.choices)  # type: ignore[arg-type]
                found.append((str(field.label), choices[value]))
        return found
