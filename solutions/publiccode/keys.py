"""The keys of the publiccode.yml standard, versions 0.1 to 0.7, in lower case; a file gets a warning for any other."""

ROOT = frozenset(
    {
        *("publiccodeymlversion", "publiccode-yaml-version", "name", "url", "landingurl", "applicationsuite", "logo"),
        *("monochromelogo", "isbasedon", "softwareversion", "releasedate", "inputtypes", "outputtypes", "platforms"),
        *("categories", "tags", "usedby", "fundedby", "roadmap", "developmentstatus", "softwaretype", "organisation"),
        *("intendedaudience", "description", "legal", "maintenance", "localisation", "dependson"),
    }
)
PROSE = ("shortdescription", "longdescription")
FEATURES = ("features", "featurelist")  # the second in the oldest files
DESCRIPTION = frozenset(
    {
        *("localisedname", "genericname", *PROSE, *FEATURES, "documentation", "apidocumentation", "screenshots"),
        *("videos", "awards", "freetags"),
    }
)
COUNTRY = 2  # letters of the key of a country's own part, such as "nl" and "it"


def is_root_key(key: str) -> bool:
    """Whether this key may stand at the root of a file: one of the standard, of a country, or an extension of it."""
    return key in ROOT or len(key) == COUNTRY or key.startswith("x-")
