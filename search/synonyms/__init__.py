"""Words that mean the same to a searcher, as shipped and as editors keep them."""
