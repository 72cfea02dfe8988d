"""The window: Qt and nothing but the screen."""
