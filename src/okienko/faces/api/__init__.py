"""The open interface: read-only, public, described by OpenAPI; and two feeds in the shapes of other Polish offices."""
