"""What the faces share: base templates, components, tokens and small scripts."""
