"""The chapter with figures: published numbers, and what the hidden ones mean."""

from reporting.render import render_html

from .content import make_figures, make_report


def test_chapter_tells_source_day_and_what_is_hidden():
    html = render_html(make_report(figures=(make_figures(),)))

    assert 'href="#cijfers"' in html
    assert "&lt;5" in html
    assert "niet getoond" in html
    assert "Bron: Veilig Thuis, geteld tot en met 1 oktober 2025." in html
    assert "is 1 tot en met 4; andere aantallen zijn afgerond op 5." in html


def test_report_without_figures_has_no_such_chapter():
    assert "cijfers" not in render_html(make_report()).lower()
