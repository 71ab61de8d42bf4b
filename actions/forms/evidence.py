"""The part of a form with which people add evidence: files and links."""

from copy import deepcopy
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.http import QueryDict
from django.template.defaultfilters import filesizeformat
from django.utils.datastructures import MultiValueDict

from actions import services
from actions.models import HeldFile, ProgressUpdate
from actions.uploads import ACCEPT, KINDS, LONGEST_NAME, Upload, accept
from municipalities.free_text import GuardedForm
from municipalities.models import User
from municipalities.texts import LongTextFormField

LINKS = ["link_1", "link_2", "link_3"]
MOST_FILES = 10


class SeveralFilesInput(forms.FileInput):
    """A field in which several files can be chosen at once."""

    allow_multiple_selected = True


class FilesField(forms.Field):
    """The files that were chosen; the form looks at each of them."""

    widget = SeveralFilesInput(attrs={"accept": ACCEPT})


class HeldFilesField(forms.MultipleChoiceField):
    """Which of the files that came earlier are still wanted."""

    widget = forms.CheckboxSelectMultiple

    def validate(self, value: list[str]) -> None:
        """Leave it to the form, which knows what became of them."""


def link_fields(number: str) -> tuple[forms.URLField, forms.CharField]:
    """The address and the title of a link."""
    url = forms.URLField(
        label=f"Link{number}",
        required=False,
        max_length=500,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
    )
    title = forms.CharField(
        label=f"Titel van link{number}" if number else "Titel van de link",
        required=False,
        max_length=LONGEST_NAME,
    )
    return url, title


class EvidenceFields(GuardedForm):
    """Files and links; what is accepted of them is `evidence`.

    A browser forgets chosen files when a form comes back. `hold_files()` keeps those
    that are all right, so that they need not be chosen again: call it for every form
    that was sent, before its `evidence` is used or it is shown again.
    """

    data: QueryDict
    """What was filled in; after `hold_files()` the files in it as they are held."""
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    held = HeldFilesField(
        label="Bestanden die u al koos",
        required=False,
        help_text=(
            "Ze zijn bewaard, u hoeft ze niet opnieuw te kiezen. Wilt u er een niet"
            " meer? Haal dan het vinkje weg."
        ),
    )
    uploads = FilesField(
        label="Bestanden",
        required=False,
        help_text=(
            f"{KINDS}; hoogstens {settings.MAX_FILE_BYTES // 1024**2} MB per bestand. U"
            " kunt er meer tegelijk kiezen. Kies geen bestanden met namen of gegevens"
            " van slachtoffers."
        ),
    )

    link_1, link_1_title = link_fields("")
    link_2, link_2_title = link_fields(" 2")
    link_3, link_3_title = link_fields(" 3")

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict | None = None,
        *,
        author: User,
        **options: Any,
    ) -> None:
        super().__init__(data, files, **options)
        self.author = author
        self.accepted: list[Upload] = []
        self.kept: list[HeldFile] = []
        if not self.data.get("held"):
            del self.fields["held"]

    @property
    def evidence(self) -> services.Evidence:
        """What was accepted."""
        links = [
            services.Link(title or url.partition("://")[2][:LONGEST_NAME], url)
            for url, title in map(self._link, LINKS)
            if url
        ]
        return services.Evidence(tuple(links), tuple(self.kept))

    @property
    def links(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields for each link: its address and its title."""
        return [(self[name], self[f"{name}_title"]) for name in LINKS]

    @property
    def evidence_fields(self) -> list[str]:
        """The names of the fields that this part adds."""
        links = [field for name in LINKS for field in (name, f"{name}_title")]
        return [*(["held"] if "held" in self.fields else []), "uploads", *links]

    @property
    def has_evidence(self) -> bool:
        """Whether there is something in these fields to look at."""
        return any(
            name in self.errors or self[name].value() for name in self.evidence_fields
        )

    def hold_files(self) -> None:
        """Keep the files that are all right, and show them with the form."""
        if "key" in self.cleaned_data:
            self.kept += [
                services.hold(upload, owner=self.author, key=self.cleaned_data["key"])
                for upload in self.accepted
            ]
        self.accepted = []
        sent = self.data.copy()
        sent.setlist("held", [str(held.pk) for held in self.kept])
        self.data = sent
        self._offer([(held.pk, described(held)) for held in self.kept])

    def _offer(self, choices: list[tuple[int, str]]) -> None:
        held: Any = self.fields.setdefault("held", deepcopy(self.base_fields["held"]))
        held.choices = choices
        if not choices:
            del self.fields["held"]

    def clean_held(self) -> list[HeldFile]:
        """What is still wanted; it may have been handed over, or be too long ago."""
        wanted = set(self.cleaned_data["held"])
        if "key" in self.cleaned_data:
            held = HeldFile.objects.of_form(self.author, self.cleaned_data["key"])
            self.kept = [file for file in held if str(file.pk) in wanted]
        if len(self.kept) < len(wanted) and not self.was_sent_before():
            self.add_error(
                "uploads",
                "Een bestand dat u koos, is niet meer bewaard. Kies het opnieuw.",
            )
        return self.kept

    def clean_uploads(self) -> None:
        """Look at each file by itself, so that a wrong one does not cost the others."""
        self.accepted = []
        errors = []
        files = self.cleaned_data["uploads"] or []
        self._refuse_too_much([file.size or 0 for file in (*self.kept, *files)])
        for file in files:
            try:
                self.accepted.append(accept(file))
            except ValidationError as error:
                errors.append(error)
        if errors:
            raise ValidationError(errors)

    def _refuse_too_much(self, sizes: list[int]) -> None:
        if len(sizes) > MOST_FILES:
            raise ValidationError(f"Kies hoogstens {MOST_FILES} bestanden.")
        if sum(sizes) > settings.MAX_FILES_BYTES:
            most = filesizeformat(settings.MAX_FILES_BYTES)
            raise ValidationError(
                f"De bestanden zijn samen te groot. Samen zijn ze hoogstens {most}."
            )

    def _post_clean(self) -> None:
        """A title stands with a link; a link may do without."""
        super()._post_clean()
        for name in LINKS:
            url, title = self._link(name)
            if title and not url and name not in self.errors:
                self.add_error(name, "Vul de link in die bij deze titel hoort.")

    def _link(self, name: str) -> tuple[str, str]:
        get = self.cleaned_data.get
        return get(name, ""), get(f"{name}_title", "")

    def was_sent_before(self) -> bool:
        """Whether this form was accepted already, and now came once more."""
        key = self.cleaned_data.get("key")
        return key is not None and ProgressUpdate.objects.filter(key=key).exists()


class EvidenceForm(EvidenceFields):
    """Evidence for an update that was saved before."""

    def clean(self) -> dict[str, Any]:
        """Something must be added."""
        urls = [self.cleaned_data.get(name) for name in LINKS]
        if not self.errors and not any([*self.kept, *self.accepted, *urls]):
            self.add_error("uploads", "Kies een bestand of vul een link in.")
        return self.cleaned_data


class RemovalForm(GuardedForm):
    """Why the content of an attachment is removed."""

    reason = LongTextFormField(
        label="Waarom verwijdert u deze bijlage?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bijvoorbeeld: er stonden namen in. Noem die namen hier niet.",
        error_messages={"required": "Schrijf op waarom u deze bijlage verwijdert."},
    )


def described(file: HeldFile) -> str:
    """A file in a few words, such as "verslag.pdf (PDF, 20 KB)"."""
    kind = file.get_file_type_display()
    return f"{file.title} ({kind}, {filesizeformat(file.size or 0)})"
