"""What leaves the program to be read by people: certificates, lists; made without a window."""
