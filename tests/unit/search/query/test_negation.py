"""Which words of a question it names in order to leave them aside."""

import pytest

from search.query.negation import unwanted


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("inloggen zonder digid", ["digid"]),
        ("zonder de digid inloggen", ["digid"]),
        ("werken zonder externe leverancier", ["externe", "leverancier"]),
        ("afspraak maken zonder wachtwoord inloggen", ["wachtwoord"]),
        ("formulieren die niet toegankelijk zijn", ["toegankelijk"]),
        ("geen papier meer", ["papier"]),
        ("een alternatief voor microsoft teams", ["alternatief", "microsoft", "teams"]),
        ("alternatieven voor het zaaksysteem van de leverancier", ["alternatieven", "zaaksysteem"]),
        ("een app in plaats van papier", ["papier"]),
        ("alternative to google analytics", ["alternative", "google", "analytics"]),
        ("booking an appointment without email", ["email"]),
        ("wat zijn alternatieven", []),
        ("welke plaats heeft dit", []),
        ("de plaats van een melding bepalen", []),
        ("vervanging van riolering", []),
        ("a form instead of paper", ["paper"]),
        ("zonder", []),
        ("niet voor de", []),
        ("voor mensen die niet", []),
    ],
)
def test_unwanted_words(question, found):
    words = question.split()
    assert [words[place] for place in sorted(unwanted(words))] == found
