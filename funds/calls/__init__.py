"""Calls (公募) and standing intakes: made, published by a second person, told to everyone."""
