"""What a scheme without a fund may grant in a fiscal year: its appropriation, in a book of its own."""
