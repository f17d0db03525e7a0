"""What surrounds the pages: style, manifest, colophon, security.txt, and the answers when something went wrong."""
