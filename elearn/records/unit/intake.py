"""Result files that were taken in: envelopes, what they say, whose they are; one step back."""
