"""Files that were handed out, so that the head knows where a person's data went."""
