"""A search engine in one SQLite file: what answers where there is no Elasticsearch, or while it is away."""
