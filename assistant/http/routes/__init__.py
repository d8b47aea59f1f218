"""The addresses of the interface, a module for each thing they are about."""
