"""The dataset: shelves of records, validated, indexed, ordered in time, and restricted to some sources."""

from afghanwar.dataset.dataset import Dataset
from afghanwar.dataset.shelf import Shelf

__all__ = ["Dataset", "Shelf"]
