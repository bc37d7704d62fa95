"""Characters that look like those of TOML: each is named, with its line and column."""

from pathlib import Path

import pytest

from afghanwar import SeedError, read

REST = 'kind = "person"\ndescription = "D."\n'


def fault_of(content: str, folder: Path) -> str:
    (folder / "actors").mkdir(exist_ok=True)
    (folder / "actors/x.toml").write_bytes(content.encode())
    with pytest.raises(SeedError) as caught:
        read(folder)
    (problem,) = caught.value.problems
    assert (problem.file, problem.record, problem.field) == ("actors/x.toml", "", "")
    assert problem.message.startswith("is not TOML: ")
    assert problem.message.isprintable()
    return problem.message.partition("fix it")[2]


STRAIGHT = "write a straight quotation mark"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("line", "column", "name", "advice"),
    [
        ("name = “X”", 8, "U+201C (left double quotation mark)", STRAIGHT),
        ("name = ‘X’", 8, "U+2018 (left single quotation mark)", STRAIGHT),
        ("name = „X“", 8, "U+201E (double low-9 quotation mark)", STRAIGHT),
        ("name = «X»", 8, "U+00AB (left-pointing double angle quotation mark)", STRAIGHT),
        ("name = ″X″", 8, "U+2033 (double prime)", STRAIGHT),
        ("name = ＂X＂", 8, "U+FF02 (fullwidth quotation mark)", STRAIGHT),
        ("name = ’X’", 8, "U+2019 (right single quotation mark)", STRAIGHT),
        ("“name” = 'X'", 1, "U+201C (left double quotation mark)", STRAIGHT),
        ("dates.“x” = '2001'", 7, "U+201C (left double quotation mark)", STRAIGHT),
        ("aliases = ['A', “B”]", 17, "U+201C (left double quotation mark)", STRAIGHT),
        ("name\u00a0= 'X'", 5, "U+00A0 (no-break space)", "write a plain space or a new line"),
        ("name =\u00a0'X'", 7, "U+00A0 (no-break space)", "write a plain space or a new line"),
        ("name = 'X'\u00a0", 11, "U+00A0 (no-break space)", "write a plain space or a new line"),
        ("\u00a0name = 'X'", 1, "U+00A0 (no-break space)", "write a plain space or a new line"),
        ("name\u202f= 'X'", 5, "U+202F (narrow no-break space)", "write a plain space or a new line"),
        ("name\u2003= 'X'", 5, "U+2003 (em space)", "write a plain space or a new line"),
        ("name\u3000= 'X'", 5, "U+3000 (ideographic space)", "write a plain space or a new line"),
        ("name = 'X'\u2028", 11, "U+2028 (line separator)", "write a plain space or a new line"),
        ("na\u200bme = 'X'", 3, "U+200B (zero width space)", "delete it"),
        ("\u200ename = 'X'", 1, "U+200E (left-to-right mark)", "delete it"),
        ("name = \u202e'X'", 8, "U+202E (right-to-left override)", "delete it"),
        ("name\ufeff = 'X'", 5, "U+FEFF (zero width no-break space)", "delete it"),
        ("na\u00adme = 'X'", 3, "U+00AD (soft hyphen)", "delete it"),
        ("na\u0301me = 'X'", 3, "U+0301 (combining acute accent)", "delete it"),
        ("name\u0085= 'X'", 5, "U+0085 (a control character)", "delete it"),
        ("na\0me = 'X'", 3, "U+0000 (a control character)", "delete it"),
        ("name = 'X'\x0c", 11, "U+000C (a control character)", "delete it"),
        ("name = 'X'\rkind", 11, "U+000D (a control character)", "save the file with Unix or Windows line ends"),
        ("low = –5", 7, "U+2013 (en dash)", "write the hyphen -"),
        ("low = −5", 7, "U+2212 (minus sign)", "write the hyphen -"),
        ("part—of = 'x'", 5, "U+2014 (em dash)", "write the hyphen -"),
        ("part\u2010of = 'x'", 5, "U+2010 (hyphen)", "write the hyphen -"),
        ("part\u2011of = 'x'", 5, "U+2011 (non-breaking hyphen)", "write the hyphen -"),
        ("low = ٣", 7, "U+0663 (arabic-indic digit three)", "write 3"),
        ("low = ３", 7, "U+FF13 (fullwidth digit three)", "write 3"),
        ("name ＝ 'X'", 6, "U+FF1D (fullwidth equals sign)", "write ="),
        ("aliases = ['A'， 'B']", 15, "U+FF0C (fullwidth comma)", "write ,"),
        ("aliases = ['A'، 'B']", 15, "U+060C (arabic comma)", "put quotation marks around a string, and around"),
        ("نام = 'X'", 1, "U+0646 (arabic letter noon)", "put quotation marks around a string, and around"),
        ("name = Zāhir", 8, None, None),
        # A text that begins with one kind of quotation mark and is to end with another.
        ('name = "X”', 10, "U+201D (right double quotation mark)", STRAIGHT),
        ("name = 'X’", 10, "U+2019 (right single quotation mark)", STRAIGHT),
        ('name = "it’s X”', 15, "U+201D (right double quotation mark)", STRAIGHT),
        ('name = "X” # "old"', 10, "U+201D (right double quotation mark)", STRAIGHT),
        ("name = 'X`", 10, "U+0060 (grave accent)", STRAIGHT),
    ],
)
def test_a_character_that_looks_like_one_of_toml_is_named(
    tmp_path: Path, line: str, column: int, name: str | None, advice: str | None, end: str
) -> None:
    said = fault_of(f"[x]{end}# “A”{end}{line}{end}{REST}", tmp_path)
    if name is None:
        assert said == ""
    else:
        verb = "does not end a string" if said.count("not end") else "is not TOML"
        assert said.startswith(f": {name} in line 3, column {column} {verb}; {advice}")


@pytest.mark.parametrize("marks", ["”””", "“““", "’’’"])
def test_a_long_text_that_ends_with_other_quotation_marks_is_reported(tmp_path: Path, marks: str) -> None:
    said = fault_of(f'[x]\nname = """\nIt’s X{marks}\n{REST}', tmp_path)
    assert f" in line 3, column 7 does not end a string; {STRAIGHT}" in said


@pytest.mark.parametrize("text", ["[x", "name = X", "name = 'X' 'Y'", 'name = """Its', "name = 'it’s'\nname = 3"])
def test_other_faults_name_no_character(tmp_path: Path, text: str) -> None:
    assert fault_of(text, tmp_path) == ""


@pytest.mark.parametrize("text", ["“X”", "a\u00a0b", "–", "\u200bx", "ā ʿ ٣ ، ＝"])
def test_every_character_is_allowed_in_a_string_and_in_a_comment(tmp_path: Path, text: str) -> None:
    (tmp_path / "actors").mkdir()
    content = f"# {text}\n[x]\nname = 'X' # {text}\n{REST}aliases = ['A {text}']\n"
    (tmp_path / "actors/x.toml").write_text(content, "utf-8")
    assert read(tmp_path).actors["x"].aliases == (f"A {text}",)
