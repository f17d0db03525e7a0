"""The Elasticsearch engine, for production. No other package imports the Elasticsearch client."""
