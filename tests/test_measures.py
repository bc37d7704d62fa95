"""The bundled measures."""

import afghanwar as aw


def test_every_measure_counts_something() -> None:
    counted = {quantity.measure for _, quantity in aw.quantities_of()}
    assert {measure.id for measure in aw.load().measures} == counted


def test_units_are_plain_plurals_so_that_measures_can_be_compared() -> None:
    for measure in aw.load().measures:
        assert measure.unit == measure.unit.strip()
        assert measure.unit.split()[-1].endswith("s") or measure.unit in (
            "people",
            "percent",
            "pounds sterling",
        ), measure.id


def test_people_are_counted_in_one_unit_and_money_by_currency() -> None:
    assert {measure.unit for measure in aw.load().measures} == {
        "people",
        "US dollars",
        "pounds sterling",
        "percent",
        "ranks",
        "times",
        *("days", "months", "years", "metres"),
        *("cities", "towns", "districts", "countries", "posts", "offices", "camps", "elections"),
    }
    assert len(aw.quantities_of(unit="people", at_least=1000)) == 17


def test_a_number_in_digits_is_kept_as_a_number() -> None:
    for claim, quantity in aw.quantities_of():
        if any(character.isdigit() for character in quantity.wording):
            assert (quantity.low, quantity.high) != (None, None), claim.id
