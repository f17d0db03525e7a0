"""Every state of every public page at 360 px: accessible, by keyboard, zoomed in, on paper."""

from __future__ import annotations

import pytest

from tests.browser.walk import NARROW, walk


@pytest.mark.slow
def test_nothing_is_wrong_with_any_page(open_state, visit):
    assert walk(open_state, visit, 360, NARROW) == {}
