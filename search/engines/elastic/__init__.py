"""A search engine in Elasticsearch: what answers in production. Nothing else imports the Elasticsearch client."""
