"""A hook for PyInstaller: it adds the data files of the package to the application."""

from PyInstaller.utils.hooks import collect_data_files

datas = collect_data_files("afghanwar")
