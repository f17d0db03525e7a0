"""Measuring with real data."""

from django.apps import AppConfig


class BenchmarksConfig(AppConfig):
    name = "benchmarks"
