"""Builds and tries the Windows program, on Linux under Wine or on Windows itself."""
