"""What only a browser can tell about the look: focus, paper, and long words."""

import pytest

FOCUS = """() => {
    const {outlineStyle, outlineWidth, outlineColor, boxShadow} =
        getComputedStyle(document.activeElement);
    return [outlineStyle, outlineWidth, outlineColor, boxShadow];
}"""

# Words that run over two lines. Hyphenation is off: not every browser has the Dutch
# words for it.
BROKEN_WORDS = """names => [...document.querySelectorAll(names)].flatMap((node) => {
    node.style.hyphens = "manual";
    const broken = [];
    const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        for (const word of texts.currentNode.data.matchAll(/[^\\s-]+/g)) {
            const range = document.createRange();
            range.setStart(texts.currentNode, word.index);
            range.setEnd(texts.currentNode, word.index + word[0].length);
            if (range.getClientRects().length > 1) broken.push(word[0]);
        }
    }
    return broken;
})"""
HEADINGS = "h1, h2, h3"


def focus_on(page, selector: str) -> list[str]:
    """The ring around something that was reached with the keyboard."""
    page.locator(selector).first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    return page.evaluate(FOCUS)


def test_whatever_has_the_focus_has_the_same_ring(page, log_in):
    page.goto("/account/login/")
    ring = focus_on(page, 'main a[href="/account/password/reset/"]')

    assert ring[:2] == ["solid", "3px"]
    assert focus_on(page, 'input[name="login"]')[:3] == ring[:3]

    log_in("officer")
    page.goto("/voortgang/1/")
    assert focus_on(page, 'textarea[name="note"]')[:3] == ring[:3]
    assert focus_on(page, 'input[name="as_of"]')[:3] == ring[:3]


def test_the_admin_has_that_ring_too(page, log_in):
    log_in("coordinator")
    page.goto("/beheer/actions/action/3/change/")

    ring = focus_on(page, ".object-tools a")

    assert ring[:2] == ["solid", "3px"]
    assert focus_on(page, "#id_title") == ring
    assert focus_on(page, "#id_scope") == ring


def test_on_paper_there_is_nothing_to_press(page, log_in):
    log_in("officer")
    page.emulate_media(media="print")

    for address in ["/acties/1/", "/mijn-acties/", "/voortgang/1/", "/rapportages/"]:
        page.goto(address)
        buttons = page.locator(".nl-button, button")
        assert buttons.count() > 0
        assert not any(button.is_visible() for button in buttons.all()), address


@pytest.mark.parametrize("number", range(1, 7))
def test_no_word_of_a_heading_is_broken_on_a_phone(phone, log_in, number):
    log_in("officer")

    phone.goto(f"/doelstellingen/{number}/")

    assert phone.evaluate(BROKEN_WORDS, HEADINGS) == []


@pytest.mark.parametrize("number", [1, 2, 6, 9, 20])
def test_nor_in_the_title_of_an_action(phone, log_in, number):
    log_in("officer")

    phone.goto(f"/acties/{number}/")

    assert phone.evaluate(BROKEN_WORDS, HEADINGS) == []


def test_the_name_of_a_row_in_the_admin_does_not_lie_over_its_cells(phone, log_in):
    log_in("coordinator")

    phone.goto("/beheer/actions/reportinground/3/change/")

    names = phone.locator("td.original p")
    assert names.count() > 0
    for name in names.all():
        cell = name.locator("xpath=ancestor::tr/td[2]/p | ancestor::tr/td[2]/div")
        top = name.bounding_box()
        assert top["y"] + top["height"] <= cell.first.bounding_box()["y"] + 2


def test_the_names_of_amounts_in_a_report_have_a_line_on_a_phone(phone, log_in):
    log_in("reader")

    phone.goto("/rapportages/2/lezen/")

    names = phone.locator(".numbers:not(.figures, .stacks) tbody th")
    assert names.count() > 0
    assert all(name.bounding_box()["width"] > 300 for name in names.all())


def test_a_report_that_is_printed_from_the_browser_has_tables(phone, log_in):
    log_in("reader")
    phone.goto("/rapportages/2/lezen/")
    row = phone.locator(".list tbody tr").first
    display = "row => getComputedStyle(row).display"
    on_screen = row.evaluate(display)

    phone.emulate_media(media="print")

    assert (on_screen, row.evaluate(display)) == ("block", "table-row")


def test_four_quarters_of_figures_fit_on_a_phone(phone, log_in):
    log_in("officer")

    phone.goto("/plannen/1/cijfers/")

    tables = phone.locator(".table-scroll")
    assert tables.count() > 0
    hidden = "box => box.scrollWidth - box.clientWidth"
    assert [box.evaluate(hidden) for box in tables.all()] == [0] * tables.count()


def test_no_day_is_broken_in_a_report_on_a_phone(phone, log_in):
    log_in("reader")

    phone.goto("/rapportages/2/lezen/")

    days = phone.locator(".day")
    assert days.count() > 0
    lines = "day => day.getClientRects().length"
    assert {day.evaluate(lines) for day in days.all()} == {1}


def test_no_word_is_broken_in_the_narrow_columns_of_a_report(page, log_in):
    log_in("reader")

    page.goto("/rapportages/2/lezen/")

    narrow = ".list thead th, .list td[data-label=Fase]"
    assert page.locator(narrow).count() > 0
    assert page.evaluate(BROKEN_WORDS, narrow) == []
