"""What people do: one verb of one person is one function."""
