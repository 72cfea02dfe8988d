"""What the pages show, without Qt: each asks the services and hands back a frozen view."""
