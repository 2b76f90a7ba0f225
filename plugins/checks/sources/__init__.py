"""Rules about what staff wrote, one file each, beside those that reading itself has to make."""
