#!/bin/sh
# Gives the site a user of its own in Elasticsearch, that may do everything with its own indices and nothing else.
# Runs in the image of Elasticsearch, as its superuser; doing it again sets password and rights as they are given here.
set -eu
put() {
  curl -fsS -o /dev/null -u "elastic:$ELASTIC_PASSWORD" -X PUT -H "Content-Type: application/json" \
    "$ELASTICSEARCH_ADDRESS/_security/$1" --data "$2"
}
put role/verderbouwen \
  '{"cluster": ["monitor"], "indices": [{"names": ["'"$ELASTICSEARCH_INDEX_PREFIX"'*"], "privileges": ["all"]}]}'
put user/verderbouwen '{"password": "'"$ELASTICSEARCH_PASSWORD"'", "roles": ["verderbouwen"]}'
