"""What puts it together: settings, routes and the assembled server."""
