"""What the image needs besides the site: the release step and the probe of its health."""
