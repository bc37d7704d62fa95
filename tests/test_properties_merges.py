"""Parts of any dataset are merged in any order, unless they differ under one id."""

import pytest
from hypothesis import given
from support.datasets import records_of, same_records
from support.parts import NOBODY, SAYING, otherwise, parts
from support.strategies import World, some, worlds

import afghanwar as aw
from afghanwar import Dataset


@given(worlds)
def test_parts_are_merged_in_any_order_and_any_number_of_times(world: World) -> None:
    dataset, dice = world
    one, two, three = (parts(dice, dataset) for _ in range(3))
    joined = one.merge(two)
    assert set(records_of(joined)) == {*records_of(one), *records_of(two)}
    assert same_records(two.merge(one), joined)
    assert same_records(joined.merge(three), one.merge(two.merge(three)))
    assert same_records(one.merge(one), one)
    assert same_records(one.merge(Dataset.of(records_of(one))), one)
    assert same_records(one.merge(joined), joined)
    assert same_records(one.merge(dataset), dataset)
    assert same_records(one.merge(NOBODY), one)
    assert same_records(NOBODY.merge(one), one)


@given(worlds)
def test_parts_with_different_content_under_one_id_are_not_merged(world: World) -> None:
    dataset, dice = world
    one, two = parts(dice, dataset), parts(dice, dataset)
    both = [(shelf.kind, record.id) for shelf in one.shelves for record in shelf if record in set(records_of(two))]
    if not both:
        assert same_records(one.merge(two), two.merge(one))
        return
    clashing = some(dice, both, least=1)
    other = Dataset.of(
        otherwise(record, SAYING[shelf.kind]) if (shelf.kind, record.id) in clashing else record
        for shelf in two.shelves
        for record in shelf
    )
    for mine, yours in ((one, other), (other, one)):
        with pytest.raises(aw.DatasetError) as caught:
            mine.merge(yours)
        assert [(problem.kind, problem.record, problem.field) for problem in caught.value.problems] == [
            (kind, id, SAYING[kind]) for kind, id in both if (kind, id) in clashing
        ]
