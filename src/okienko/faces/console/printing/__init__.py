"""Commands about ticket printers."""
