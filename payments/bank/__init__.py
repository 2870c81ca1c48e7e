"""The book beside the bank: what of it must show there, how a statement is read, a month's sheet."""
