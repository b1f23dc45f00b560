"""Who looks: one package for each kind of person or screen."""
