"""What in a free text looks like data about a person: pure functions, no forms.

A citizen service number (BSN) is refused wherever it stands. A phone number, an e-mail
address or a date of birth may be somebody's on duty, or no date of birth at all: about
those a form asks (design, "Privacy").
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from phonenumbers import PhoneNumberMatcher, PhoneNumberType, number_type
from stdnum.nl import bsn

SERVICE_NUMBERS = {
    PhoneNumberType.TOLL_FREE,
    PhoneNumberType.PREMIUM_RATE,
    PhoneNumberType.SHARED_COST,
    PhoneNumberType.UAN,
}
"""Of organisations, such as 0900-8844 of the police."""

ADULT_DATES = 10
"""A full date so many years ago is more likely a date of birth than one of the plan."""
OLDEST = 120

MONTHS = {
    name: number
    for number, names in enumerate(
        [
            ("januari", "jan"),
            ("februari", "feb"),
            ("maart", "mrt"),
            ("april", "apr"),
            ("mei",),
            ("juni", "jun"),
            ("juli", "jul"),
            ("augustus", "aug"),
            ("september", "sept", "sep"),
            ("oktober", "okt"),
            ("november", "nov"),
            ("december", "dec"),
        ],
        start=1,
    )
    for name in names
}

LINK_OR_VAT_NUMBER = re.compile(
    r"\b(?:https?://|www\.)\S+|\bNL\d{9}B\d\d\b", re.IGNORECASE
)
NINE_DIGITS = re.compile(r"(?<!\d)\d{9}(?!\d)")
GROUPED_DIGITS = [
    re.compile(rf"(?<!\d)(?<!\d{sign})\d+(?:{sign}\d+)+(?!{sign}?\d)")
    for sign in (" ", r"\.", "-")
]
USUAL_GROUPS = [(3, 3, 3), (4, 2, 3)]
BEFORE_AMOUNT = re.compile(r"(?:€|\bEUR|\beuro) ?\Z", re.IGNORECASE)
AFTER_AMOUNT = re.compile(r",\d\d(?!\d)|,-| ?(?:€|euro\b|EUR\b)", re.IGNORECASE)

EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]+@(?:[\w-]+\.)+[^\W\d_]{2,}", re.IGNORECASE)

DATES = [
    re.compile(
        r"(?<![\d./-])(?P<day>\d{1,2})([-./ ])(?P<month>\d{1,2})\2(?P<year>\d{4}|\d\d)"
        r"(?![./-]?\d)"
    ),
    re.compile(
        r"(?<![\d./-])(?P<year>\d{4})([-./])(?P<month>\d{1,2})\2(?P<day>\d{1,2})"
        r"(?![./-]?\d)"
    ),
    re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})[ -]?(?P<month>{'|'.join(MONTHS)})\.?[ -]?"
        r"(?P<year>\d{4}|\d\d)(?!\d)",
        re.IGNORECASE,
    ),
]
BORN_BEFORE = re.compile(r"\bgeb(?:oren|oorte\w*|\.|\b)[^\n]{0,30}\Z", re.IGNORECASE)
BORN_AFTER = re.compile(r"\W{0,3}geboren\b", re.IGNORECASE)


class Kind(StrEnum):
    """What something looks like."""

    BSN = "een burgerservicenummer (BSN)"
    PHONE_NUMBER = "een telefoonnummer"
    EMAIL_ADDRESS = "een e-mailadres"
    BIRTH_DATE = "een geboortedatum"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a text that looks like data about a person."""

    kind: Kind
    text: str
    """As it was written."""

    @property
    def masked(self) -> str:
        """Enough for the writer to find it, and for nobody else to use it."""
        if self.kind == Kind.EMAIL_ADDRESS:
            name, _, host = self.text.rpartition("@")
            return f"{name[:1]}•••@{host}"
        return self.text[:2] + re.sub(r"\w", "•", self.text[2:])

    @property
    def fingerprint(self) -> str:
        """The same for the same data, however it is parted or capitalised."""
        bare = re.sub(r"[\W_]", "", self.text).casefold()
        return sha256(f"{self.kind}{bare}".encode()).hexdigest()[:16]


def find_bsns(text: str) -> list[Finding]:
    """The citizen service numbers in a text: nine digits that pass the eleven-test.

    They may stand in groups, parted by one and the same sign: a dot, a hyphen or a
    space. Part of a longer number, a phone number, a link, a VAT number or an amount
    they do not count. Parted by spaces, another number may stand beside them; then only
    the usual groups count.
    """
    text = LINK_OR_VAT_NUMBER.sub("x", _plain(text))
    text = _without_phone_numbers(text)
    return [
        Finding(Kind.BSN, candidate)
        for candidate in _nine_digits(text)
        if bsn.is_valid(candidate)
    ]


def find_doubtful(text: str, *, today: date) -> list[Finding]:
    """The phone numbers, e-mail addresses and dates of birth outside the links."""
    text = LINK_OR_VAT_NUMBER.sub("x", _plain(text))
    return [
        *(Finding(Kind.PHONE_NUMBER, number) for number in _phone_numbers(text)),
        *(Finding(Kind.EMAIL_ADDRESS, address) for address in EMAIL.findall(text)),
        *(Finding(Kind.BIRTH_DATE, day) for day in _birth_dates(text, today)),
    ]


def _plain(text: str) -> str:
    """The text with plain digits, hyphens and spaces, and nothing invisible."""
    signs = (
        "-" if unicodedata.category(sign) == "Pd" else sign
        for sign in unicodedata.normalize("NFKC", text)
        if unicodedata.category(sign) != "Cf"
    )
    return re.sub(r"[^\S\n]+", " ", "".join(signs))


# BSN


def _nine_digits(text: str) -> Iterator[str]:
    """Every nine digits of a text that are a number by themselves."""
    for match in NINE_DIGITS.finditer(text):
        if not _is_amount(match):
            yield match[0]
    for pattern in GROUPED_DIGITS:
        for match in pattern.finditer(text):
            if not _is_amount(match):
                yield from _nine_digits_of(match[0])


def _nine_digits_of(run: str) -> Iterator[str]:
    groups = re.findall(r"\d+", run)
    if sum(map(len, groups)) == 9:
        yield run
    elif " " in run:
        for start in range(len(groups) - 2):
            window = groups[start : start + 3]
            if tuple(map(len, window)) in USUAL_GROUPS:
                yield " ".join(window)


def _is_amount(match: re.Match[str]) -> bool:
    text = match.string
    return bool(
        BEFORE_AMOUNT.search(text, max(0, match.start() - 6), match.start())
        or AFTER_AMOUNT.match(text, match.end())
    )


def _without_phone_numbers(text: str) -> str:
    """The text without the phone numbers in it; none of those has nine digits."""
    for match in reversed(list(PhoneNumberMatcher(text, "NL"))):
        if len(re.findall(r"\d", match.raw_string)) != 9:
            text = f"{text[: match.start]}x{text[match.end :]}"
    return text


# What is asked about


def _phone_numbers(text: str) -> Iterator[str]:
    for match in PhoneNumberMatcher(text, "NL"):
        if number_type(match.number) not in SERVICE_NUMBERS:
            yield match.raw_string


def _birth_dates(text: str, today: date) -> Iterator[str]:
    """Full dates that say so, or that are too long ago to be about the plan."""
    for pattern in DATES:
        for match in pattern.finditer(text):
            years_ago = today.year - _year(match["year"], today)
            is_said = BORN_BEFORE.search(
                text, max(0, match.start() - 50), match.start()
            ) or BORN_AFTER.match(text, match.end())
            is_long_ago = len(match["year"]) == 4 and years_ago >= ADULT_DATES
            if (is_said or is_long_ago) and _is_date(match, today):
                yield match[0]


def _year(digits: str, today: date) -> int:
    """The year that digits stand for; of two, the last such year."""
    if len(digits) == 4:
        return int(digits)
    century = today.year // 100 * 100
    year = century + int(digits)
    return year if year <= today.year else year - 100


def _is_date(match: re.Match[str], today: date) -> bool:
    """Whether a person alive can have been born on it."""
    month = match["month"].lower()
    try:
        day = date(
            _year(match["year"], today),
            MONTHS.get(month) or int(month),
            int(match["day"]),
        )
    except ValueError:
        return False
    return day <= today and today.year - day.year <= OLDEST
