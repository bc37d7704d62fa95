"""A hook for PyInstaller: the data that the package reads belongs to the application."""

from PyInstaller.utils.hooks import collect_data_files

datas = collect_data_files("afghanwar")
