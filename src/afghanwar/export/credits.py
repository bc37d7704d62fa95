"""Credits: the title and the licence of an export."""

from typing import Final

import attrs

from afghanwar.dataset.dataset import Dataset
from afghanwar.seeds.load import load


@attrs.frozen(kw_only=True)
class Credits:
    """The title of an export, and the licence under which it may be shared.

    Attributes:
        title: Its title.
        licence: The SPDX identifier of its licence; ``None`` if it is not known.
        licence_title: The name of that licence.
        licence_url: Where its text is.
    """

    title: str
    licence: str | None = None
    licence_title: str | None = None
    licence_url: str | None = None


OURS: Final = Credits(
    title="afghanwar: the war in Afghanistan, 2001-2021, source by source",
    licence="CC-BY-4.0",
    licence_title="Creative Commons Attribution 4.0 International",
    licence_url="https://creativecommons.org/licenses/by/4.0/",
)
"""The credits of the bundled dataset, and of what is made from it."""


def credits_of(dataset: Dataset) -> Credits:
    """Return the title and the licence for exports of a dataset.

    Args:
        dataset: The dataset.

    Returns:
        The credits of the bundled dataset, if the dataset has one of its sources; otherwise only a title, because only
        the author knows the licence.
    """
    bundled = load().sources
    if any(source in bundled for source in dataset.sources):
        return OURS
    return Credits(title="A dataset of claims, made with afghanwar")
