from pathlib import Path

from tools.check import type_cache


def test_a_module_that_moved_begins_a_cache_of_types_of_its_own():
    modules = [Path("solutions/models/reuse.py"), Path("solutions/models/theme.py")]
    assert type_cache(modules) == type_cache(reversed(modules))
    assert type_cache([modules[0], Path("solutions/models/themes.py")]) != type_cache(modules)
