"""Whether a PDF is one that was published, for anybody who holds one."""

from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reporting.models import Report

from .published import make_draft, publish_draft, publish_edition

PAGE = reverse("reporting:genuine")


@pytest.fixture
def published(plan, track, coordinator) -> Report:
    return publish_edition(plan, by=coordinator)


def upload(content: bytes) -> dict[str, object]:
    return {"pdf": SimpleUploadedFile("rapportage.pdf", content, "application/pdf")}


def ask(client, **data: object) -> str:
    response = client.post(PAGE, data)
    assert response.status_code == 200
    return response.content.decode()


def test_the_pdf_that_was_published_is_genuine(client, published):
    page = ask(client, **upload(bytes(published.publication.pdf)))

    assert "Deze PDF is echt" in page
    assert "Regio Achterhoek, Q3 2025" in page
    assert "Het loopt." not in page


def test_a_pdf_in_which_one_bit_differs_is_unknown(client, published):
    pdf = bytearray(published.publication.pdf)
    pdf[-1] ^= 1

    page = ask(client, **upload(bytes(pdf)))

    assert "Deze PDF is onbekend" in page
    assert "Deze PDF is echt" not in page


def test_what_is_no_pdf_is_said_to_be_none(client, published):
    response = client.post(PAGE, upload(b"PK een document"))

    assert response.status_code == 422
    assert "Dit bestand is geen PDF." in response.content.decode()


@pytest.mark.parametrize(
    "spell", [str, str.upper, lambda code: f" {code[:9]} {code[9:]}\n"]
)
def test_its_code_is_enough(client, published, spell):
    code = sha256(bytes(published.publication.pdf)).hexdigest()

    assert "Deze PDF is echt" in ask(client, code=spell(code))


def test_an_old_version_is_genuine_and_not_the_newest(client, published, coordinator):
    correction = Report.objects.create(
        round=published.round, version=2, correction_reason="Telfout."
    )
    publish_draft(correction, by=coordinator)

    page = ask(client, **upload(bytes(published.publication.pdf)))

    assert "Deze PDF is echt" in page
    assert "Dit is niet de nieuwste versie." in page


def test_a_draft_is_unknown(client, plan, track):
    make_draft(plan)

    assert "Deze PDF is onbekend" in ask(client, **upload(b"%PDF-1.7 concept"))


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({}, "Kies een PDF-bestand, of vul de SHA-256 in."),
        ({"code": "abc"}, "Dit is geen SHA-256"),
        ({"code": "g" * 64}, "Dit is geen SHA-256"),
    ],
)
def test_what_cannot_be_looked_up_says_so(client, db, data, error):
    response = client.post(PAGE, data)

    assert response.status_code == 422
    page = response.content.decode()
    assert error in page
    assert data.get("code", "") in page


def test_an_empty_file_says_so(client, db):
    response = client.post(PAGE, upload(b""))

    assert response.status_code == 422
    assert "Dit bestand is leeg." in response.content.decode()


def test_a_file_that_is_too_large_says_so(client, db, settings):
    settings.MAX_FILE_BYTES = 1000

    response = client.post(PAGE, upload(b"x" * 1001))

    assert response.status_code == 422
    assert "Dit bestand is te groot." in response.content.decode()


def test_nobody_asks_without_end(client, db):
    codes = [client.post(PAGE, {"code": "0" * 64}).status_code for _ in range(31)]

    assert codes == [200] * 30 + [429]


def test_nothing_of_what_is_sent_is_kept(client, published, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)

    ask(client, **upload(b"%PDF-" + b"x" * 3_000_000))

    assert list(tmp_path.iterdir()) == []
