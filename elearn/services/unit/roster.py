"""The roster: read, looked over, imported, taken back; moves and departures; sub-units."""
