"""The roster as it stands, and how it came to be so: arrivals, moves, departures, returns."""
