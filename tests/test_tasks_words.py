"""Typical tasks of a journalist, each in at most three lines: footnotes, a search, sources side by side."""

import afghanwar as aw


def test_ten_footnotes() -> None:
    claims = aw.claims_about("Kabul")[:10]
    notes = [f"{number}. {aw.cite(claim)}" for number, claim in enumerate(claims, 1)]
    assert len(notes) == 10
    assert all("paragraph " in note and ", at “" in note for note in notes)


def test_what_is_said_of_opium() -> None:
    claims = aw.claims(text="opium")
    assert claims
    assert all("opium" in f"{claim.says} {claim.wording} {claim.note}".lower() for claim in claims)


def test_two_sources_on_kabul_side_by_side() -> None:
    comparison = aw.compare("historica-war", "giustozzi-2021", about="Kabul")
    rows = aw.to_rows(comparison)
    assert {row["source"] for row in rows} == {"historica-war", "giustozzi-2021"}
    assert any(row["answers"] for row in rows)
    assert "\n\ngiustozzi-2021, “" in str(comparison)
