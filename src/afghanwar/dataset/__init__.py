"""The dataset: shelves of records, checked, indexed, ordered in time, and restricted to some sources."""

from afghanwar.dataset.dataset import Dataset
from afghanwar.dataset.shelf import Shelf

__all__ = ["Dataset", "Shelf"]
