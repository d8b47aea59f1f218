"""Reports of an evaluation: for the terminal, a pull request, a test runner's page, and a browser without a network."""
