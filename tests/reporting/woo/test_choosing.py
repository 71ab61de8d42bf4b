"""The pages on which a coordinator says what is public."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from actions.models.append_only import AppendOnlyError
from reporting.models import PublicChoice, Report
from reporting.public_editions import open_desk
from reporting.services import start_correction
from reporting.woo.choices import Choice
from reporting.woo.grounds import Ground
from reporting.woo.kinds import Kind

from ..published import make_draft, publish_draft, publish_edition
from .conftest import SECRET

PROSECUTION = {"toelichting-grond": "5.1-2-c", "toelichting-waarom": "Dat loopt nog."}


def read(report: Report):
    return open_desk(Report.objects.with_names().with_replaced().get(pk=report.pk))


def key_of_secret(report: Report) -> str:
    (key,) = (each.key for each in read(report).passages if each.text == SECRET)
    return key


def test_a_kind_is_left_out_in_one_go(desk, choices_page, published):
    response = desk.post(choices_page, {"seen": 0, **PROSECUTION}, follow=True)

    choice = read(published).choices.of_kind(Kind.NOTE)
    assert choice == Choice(Ground.PROSECUTION, "Dat loopt nog.")
    assert "1 in deze rapportage, 1 niet openbaar" in response.content.decode()


def test_one_passage_is_left_out_and_the_kind_stays_public(
    desk, exceptions_page, published, coordinator
):
    key = key_of_secret(published)

    response = desk.post(exceptions_page, {"seen": 0, f"{key}-grond": "5.1-2-d"})

    assert response.status_code == 302
    found = read(published)
    assert found.choices.of_kind(Kind.NOTE).ground is None
    (secret,) = (each for each in found.passages if each.key == key)
    assert found.choices.of(secret) == Choice(Ground.INSPECTION)
    assert PublicChoice.objects.last().chosen_by == coordinator


def test_an_exception_can_be_taken_back(desk, choices_page, exceptions_page, published):
    key = key_of_secret(published)
    desk.post(choices_page, {"seen": 0, **PROSECUTION})
    desk.post(
        exceptions_page, {"seen": read(published).newest, f"{key}-grond": "public"}
    )
    shown = read(published)
    assert shown.choices.by_subject[Kind.NOTE, key] == Choice(None)

    desk.post(exceptions_page, {"seen": shown.newest, f"{key}-grond": ""})

    assert (Kind.NOTE, key) not in read(published).choices.by_subject


def test_what_is_saved_again_is_not_kept_twice(desk, choices_page, published):
    desk.post(choices_page, {"seen": 0, **PROSECUTION})
    before = PublicChoice.objects.count()

    desk.post(choices_page, {"seen": read(published).newest, **PROSECUTION})

    assert PublicChoice.objects.count() == before


def test_why_needs_a_ground(desk, choices_page):
    response = desk.post(choices_page, {"seen": 0, "toelichting-waarom": "Geheim."})

    assert response.status_code == 422
    page = response.content.decode()
    assert "Kies een grond." in page
    assert 'value="Geheim."' in page
    assert not PublicChoice.objects.exists()


@pytest.mark.parametrize("ground", ["5.1-2-z", "kind", "nee"])
def test_a_ground_that_the_law_does_not_know_is_refused(desk, choices_page, ground):
    response = desk.post(choices_page, {"seen": 0, "toelichting-grond": ground})

    assert response.status_code == 422
    assert not PublicChoice.objects.exists()


@pytest.mark.parametrize("seen", ["", "x", "-1"])
def test_what_was_seen_has_to_be_said(desk, choices_page, seen):
    response = desk.post(choices_page, {"seen": seen, **PROSECUTION})

    assert response.status_code == 422


def test_nobody_overwrites_what_somebody_else_chose(desk, choices_page, published):
    desk.post(choices_page, {"seen": 0, **PROSECUTION})

    response = desk.post(choices_page, {"seen": 0, "toelichting-grond": "5.1-2-e"})

    assert response.status_code == 409
    page = response.content.decode()
    assert "Iemand anders heeft intussen iets gekozen" in page
    assert '<option value="5.1-2-e" selected>' in page
    choice = read(published).choices.of_kind(Kind.NOTE)
    assert choice.ground == Ground.PROSECUTION


def test_a_kind_that_does_not_exist_is_not_found(desk, choices_page):
    assert desk.get(f"{choices_page}soort/roddel/").status_code == 404


def test_of_a_draft_nothing_is_made_public(desk, plan, published):
    draft = make_draft(plan, quarter=4)

    assert desk.get(f"/rapportages/{draft.pk}/openbaar/").status_code == 404


def test_the_next_edition_proposes_what_was_chosen_for_the_last(
    desk, plan, choices_page, exceptions_page, published, coordinator
):
    key = key_of_secret(published)
    desk.post(choices_page, {"seen": 0, "tekst-grond": "5.1-2-h"})
    desk.post(
        exceptions_page, {"seen": read(published).newest, f"{key}-grond": "5.1-2-c"}
    )
    following = publish_edition(plan, by=coordinator, quarter=4)
    page = f"/rapportages/{following.pk}/openbaar/"

    proposed = read(following)

    assert proposed.proposed_from == published
    assert not proposed.is_chosen
    assert proposed.choices.of_kind(Kind.WORDS).ground == Ground.SECURITY
    assert "Hieronder staat wat eerder is gekozen" in desk.get(page).content.decode()

    desk.post(page, {"seen": 0, "tekst-grond": "5.1-2-h"})

    kept = read(following)
    assert kept.is_chosen
    assert kept.proposed_from is None
    assert kept.choices.of_kind(Kind.WORDS).ground == Ground.SECURITY


def test_an_exception_is_proposed_where_the_same_words_come_back(
    desk, exceptions_page, published, coordinator
):
    key = key_of_secret(published)
    desk.post(exceptions_page, {"seen": 0, f"{key}-grond": "5.1-2-c"})
    correction = start_correction(published, reason="Een fout.")
    correction = publish_draft(correction, by=coordinator)

    proposed = read(correction)

    assert proposed.proposed_from == published
    assert proposed.choices.by_subject[Kind.NOTE, key].ground == Ground.PROSECUTION


def test_a_municipal_edition_proposes_what_was_chosen_for_the_region(
    desk, plan, exceptions_page, published, aalten, coordinator
):
    key = key_of_secret(published)
    desk.post(exceptions_page, {"seen": 0, f"{key}-grond": "5.1-2-c"})
    municipal = publish_edition(plan, by=coordinator, municipality=aalten)

    proposed = read(municipal)

    assert proposed.proposed_from == published
    assert proposed.choices.by_subject[Kind.NOTE, key].ground == Ground.PROSECUTION


def test_a_choice_is_written_once(desk, choices_page):
    desk.post(choices_page, {"seen": 0, **PROSECUTION})
    choice = PublicChoice.objects.last()

    with pytest.raises(AppendOnlyError):
        choice.save()
    with pytest.raises(TypeError):
        PublicChoice.objects.update(answer="public")


@pytest.mark.parametrize(
    "values", [{"answer": "kind"}, {"answer": "public", "explanation": "Zomaar."}]
)
def test_the_database_refuses_a_choice_that_says_nothing(
    published, coordinator, values
):
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicChoice.objects.create(
            report=published,
            kind="risico",
            chosen_at=timezone.now(),
            chosen_by=coordinator,
            **values,
        )
