"""The register of organisations: read, compared, applied."""
