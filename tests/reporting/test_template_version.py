from pathlib import Path

from django.conf import settings

from reporting.template_version import PARTS, template_version


def test_everything_that_it_is_made_of_is_there():
    for folder, pattern in PARTS:
        assert list(Path(settings.BASE_DIR / folder).glob(pattern)), (folder, pattern)


def test_it_fits_where_it_is_kept():
    assert len(template_version()) <= 64
