"""The question whether a PDF is one that was published."""

import re
from hashlib import sha256

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat

SHA256 = re.compile(r"[0-9a-f]{64}")
PDF_BEGINS = b"%PDF-"


class GenuineForm(forms.Form):
    """A PDF, of which nothing is kept, or its SHA-256."""

    pdf = forms.FileField(
        label="PDF-bestand",
        required=False,
        help_text="Het bestand wordt niet bewaard.",
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={"empty": "Dit bestand is leeg."},
    )
    code = forms.CharField(
        label="Of: de SHA-256 van het bestand",
        required=False,
        help_text="Een code van 64 cijfers en letters a tot en met f.",
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
    )

    def clean_pdf(self) -> UploadedFile | None:
        pdf = self.cleaned_data["pdf"]
        if pdf and pdf.size > settings.MAX_FILE_BYTES:
            raise forms.ValidationError(
                "Dit bestand is te groot. Het mag hoogstens"
                f" {filesizeformat(settings.MAX_FILE_BYTES)} zijn."
            )
        if pdf and pdf.read(len(PDF_BEGINS)) != PDF_BEGINS:
            raise forms.ValidationError("Dit bestand is geen PDF.")
        return pdf

    def clean_code(self) -> str:
        code = "".join(self.cleaned_data["code"].split()).lower()
        if code and not SHA256.fullmatch(code):
            raise forms.ValidationError(
                "Dit is geen SHA-256: die heeft 64 cijfers en letters a tot en met f."
            )
        return code

    def clean(self) -> dict[str, object]:
        if not self.errors and not (
            self.cleaned_data.get("pdf") or self.cleaned_data.get("code")
        ):
            self.add_error("pdf", "Kies een PDF-bestand, of vul de SHA-256 in.")
        return self.cleaned_data

    @property
    def sha256(self) -> str:
        """The SHA-256 of what was sent; the file counts before the code."""
        pdf = self.cleaned_data["pdf"]
        if not pdf:
            return self.cleaned_data["code"]
        digest = sha256()
        for chunk in pdf.chunks():
            digest.update(chunk)
        return digest.hexdigest()
