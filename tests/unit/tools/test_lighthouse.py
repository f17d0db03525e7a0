"""What counts of a report of Lighthouse, and when a page is not good enough."""

import pytest

from tools.lighthouse.bounds import Measured, as_table, middle


def reported(*, performance=0.98, sent=60_000, image=400_000, shift=0.0, contrast=1):
    scores = {"performance": performance, "accessibility": contrast, "best-practices": 1, "seo": 1}
    return {
        "categories": {
            key: {"score": score, "auditRefs": [{"id": "contrast", "weight": 3}] if key == "accessibility" else []}
            for key, score in scores.items()
        },
        "audits": {
            "contrast": {"score": contrast},
            "network-requests": {
                "details": {
                    "items": [
                        {"transferSize": sent, "resourceType": "Document"},
                        {"transferSize": image, "resourceType": "Image"},
                    ]
                }
            },
            "cumulative-layout-shift": {"numericValue": shift},
            "largest-contentful-paint": {"numericValue": 1_234.5},
        },
    }


def test_a_good_page_misses_nothing_however_large_its_images():
    page = Measured.of("solution", reported())
    assert page.missed() == []
    assert page.cells() == ["solution", "98", "100", "100", "100", "60.0", "0.000", "1.2"]


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"performance": 0.94}, "performance is 94, not 95"),
        ({"contrast": 0}, "accessibility is 0, not 100 (contrast)"),
        ({"sent": 130_000}, "130000 bytes"),
        ({"shift": 0.01}, "shifts by 0.010"),
    ],
)
def test_a_bound_that_is_missed_is_named_with_its_page(changed, complaint):
    (missed,) = Measured.of("search", reported(**changed)).missed()
    assert missed.startswith("search: ")
    assert complaint in missed


def test_a_page_that_did_not_load_is_no_measurement():
    with pytest.raises(ValueError, match=r"home: .*unreachable"):
        Measured.of("home", {**reported(), "runtimeError": {"message": "The page is unreachable."}})


def test_the_middle_run_counts():
    runs = [Measured.of("home", reported(performance=score)) for score in (0.91, 0.99, 0.97)]
    assert middle(runs).scores["performance"] == 97


def test_the_table_has_a_row_for_each_page():
    lines = as_table([Measured.of("home", reported()), Measured.of("theme", reported())]).splitlines()
    assert len(lines) == 4
    assert lines[0].startswith("| page | performance | accessibility | best practices | seo |")
