"""What the pages of a solution and of an experience show, a module per subject."""
