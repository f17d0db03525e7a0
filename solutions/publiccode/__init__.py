"""publiccode.yml in: read what others publish about their software, leniently, and keep what editors changed."""
