"""The front page and what stands above all subjects: the page of a tag, the sitemap, the set-up of a site."""
