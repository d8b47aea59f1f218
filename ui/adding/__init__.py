"""The page where documents are added and removed."""
