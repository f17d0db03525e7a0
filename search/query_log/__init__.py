"""What visitors ask and choose, without saying who."""
