"""Paragraphs, sentences and words of a text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afghanwar.documents import paragraphs, sentences, words


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


# Paragraphs


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("\n \u00a0\n\t\n", []),
        ("One", ["One"]),
        ("One.\n\n \u00a0 \n  Two. Three. \nFour", ["One.", "Two. Three.", "Four"]),
        ("One.\r\n\r\nTwo.\r\n", ["One.", "Two."]),
        ("!\n\u00a0?\u00a0", ["!", "?"]),
    ],
)
def test_a_paragraph_is_a_line_that_is_not_blank(text: str, lines: list[str]) -> None:
    assert [text[start:end] for start, end in paragraphs(text)] == lines


# Sentences


@pytest.mark.parametrize(
    "text",
    [
        "He came.| He saw! |Did he win?|  He did.",
        "A heading|\n|Then a sentence.|\n\n \u00a0 \n|And a caption: a pan",
        "He came.|\u00a0He saw.|\n",
        "“We shall keep it.”| She did.",
        "“We shall keep it.”| “They will not.”| ‘So?’| (No.)| [Yes.]| She did.",
        "It fell in 1902.| 450 guards fled.",
        "It fell (in March.)| The guards fled.",
        "Gen. Voss met Dr. Reed, Mr. Hale and Mrs. Hale at St. Ostrel.| Sen. Ash v. Rep. Birch.",
        "It fell on 5 Mar 1902, not on 7 Feb. 1902.| On Sept. 3 it rose.",
        "The U.S. Army and the U.N. came.| A. B. Scribe wrote it.",
        "The riders vs. The guards.",
        "It rose by 1.5 per cent.| It fell.",
        "She said www.example.org is hers... and so on.| Then she left.",
        "Was it A?| No, it was B!| Then all was well.",
        "Who?! Nobody.".replace(" N", "| N"),
        "طالبان کابل را گرفتند.| غنی رفت.| چرا رفت؟| کسی نمی‌داند!| پایان۔| تمام",
        "د. علی آمد.| «او رفت.»| سپس م. ح. کریمی آمد.\u200f| پایان",
        "چرا؟[۱]| او رفت.| ۱۹۹۶ سال بود.",
        "वह आया।| वह गया।",
        "他来了。|他说：“是。”|然后走了！|真的？|是",
        "He left.| ʿAbd al-Raḥmān came.| ʾAmīn went, etc. ʿulamāʾ stayed.",
        "He came… and then left…| Then he came.| «Non.»| ¿Quién?| „Nein.“| Ja.",
        "É. Macron met E\u0301. Zola.| He left.",
        "They met Ja\u0304t.| They left.| They met Ja\u0304.| He left.".replace("Ja\u0304.", "Jana\u0304."),
        "جاء مُحَمَّد.| ثم ذهب.",
        "It ended etc. and so on. then nothing.",
        "He left.| Élan came.",
        "It ended.[1]| Next it began.",
        "Gov. Ash, Brig. Gen. Hale, Sgt. Reed and Rev. Birch met at Mt. Ostrel and Ft. Grey.| Pres. Voss left.",
        "See vol. 2, pp. 4-5, No. 3, Fig. 1 and art. 7.| It cost approx. 5 crowns.| No.| Three came.",
        "He left.² Then she left.[1]³ Nobody came.".replace(" T", "| T").replace(" N", "| N"),
        "My name is Jonas E. Smith.| Please turn to p. 55.",
        "They sold it to Pitt, Briggs & Co. at noon.| At 5 a.m. Mr. Smith went.| I visited the U.S.A. last year.",
        "She has $100.00 in her bag.| It is at https://www.example.50.com/a.html.| Please look.",
        "He teaches (He worked for 5 years as an engineer.) at Ostrel.| “This is great.”| She held it out.",
        "Hello!!| Who is there??| Is that you!?| I never meant that....| She left.",
        "It was weakened . . . was that of words. . . .| The practice was not left.",
        "سؤال: ماذا حدث بعد الانتخابات؟| طرح الكثير.| مرحباً.| كيف حالك؟| أنا بخير!",
        "ښه.| هو؟| زه ښه یم۔| مننه!",
        "Здравствуйте.| Как дела?| «Так!» сказал он.",
        "안녕하세요.| 반갑습니다.",
        "Programme.| After the Agenda.| They left the Gen.Then nothing.",
    ],
)
def test_a_sentence_ends_where_a_reader_would_end_it(text: str) -> None:
    assert pieces(text.replace("|", "")) == [part.strip() for part in text.split("|") if part.strip()]


@given(st.text(alphabet="Ab1 .!?\n\u00a0“”'()", max_size=60))
def test_every_non_blank_character_is_in_exactly_one_sentence(text: str) -> None:
    spans = sentences(text)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    held = "".join(text[start:end] for start, end in spans)
    assert "".join(held.split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["He came. ", "St. ", "A. ", ".)]\"' ", ". (“(", ".[1][1]"], ids=ascii)
def test_a_long_paragraph_is_split_in_linear_time(text: str) -> None:
    # In quadratic time these take minutes.
    many = 2_000_000 // len(text)
    assert len(sentences(text * many)) == (many if text == "He came. " else 1)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Նա եկավ։ Նա գնաց։", 2),
        ("ሰላም። ሰላም።", 2),
        ("वह आया॥ वह गया।", 2),
        ("1. First. 2. Second.", 2),
        ("In 2001. Then.", 2),
    ],
)
def test_stops_of_other_scripts_end_sentences_and_numbers_of_items_do_not(text: str, count: int) -> None:
    assert len(sentences(text)) == count


# Words


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("—_ ***", []),
        ("Iran's 2 aims, 1.5 a_b", ["Iran", "s", "2", "aims", "1", "5", "a", "b"]),
        ("Za\u0304hir Sha\u0304h", ["Za\u0304hir", "Sha\u0304h"]),
        ("جاء مُحَمَّد", ["جاء", "مُحَمَّد"]),
    ],
)
def test_a_word_is_a_run_of_letters_with_their_accents(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in words(text)] == parts
