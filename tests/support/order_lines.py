"""Lines of order between records, on which limits are computed."""

from afghanwar.dataset.limits import Line, Node
from afghanwar.events import OrderWord


def line(record: Node, word: OrderWord, other: Node) -> Line:
    return Line(record, word, other, (f"source/{record[1]}-{word.value}-{other[1]}",))
