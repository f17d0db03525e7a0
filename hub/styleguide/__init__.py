"""The living page of components: every include of templates/components/, in its states, with when to use it."""
