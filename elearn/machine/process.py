"""What this process has used: time since it was started, and memory at its peak."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path


def seconds_since_start() -> float:
    """Seconds since the system started this process, the interpreter's own start included."""
    if sys.platform == "win32":
        return _windows_age_s()
    try:
        fields = Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        started_s = int(fields[19]) / os.sysconf("SC_CLK_TCK")  # since boot, in hundredths
        return time.clock_gettime(time.CLOCK_BOOTTIME) - started_s
    except (OSError, ValueError, IndexError):
        return time.process_time()


def peak_mb() -> float:
    """The most memory that this process has held, in MB of 1,048,576 bytes."""
    if sys.platform == "win32":
        return _windows_peak_bytes() / 1_048_576
    try:  # not getrusage: that counts what the parent held when it started us
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    except (OSError, ValueError, IndexError):
        pass
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if sys.platform == "win32":

    def _windows_age_s() -> float:
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        created, ended, in_kernel, in_user = (ctypes.c_ulonglong() for _ in range(4))
        kernel.GetProcessTimes(
            ctypes.c_void_p(kernel.GetCurrentProcess()),
            *(ctypes.byref(one) for one in (created, ended, in_kernel, in_user)),
        )
        now = ctypes.c_ulonglong()
        kernel.GetSystemTimeAsFileTime(ctypes.byref(now))
        return (now.value - created.value) / 10_000_000  # hundreds of nanoseconds

    def _windows_peak_bytes() -> int:
        import ctypes

        class Counters(ctypes.Structure):
            _fields_ = (
                ("cb", ctypes.c_ulong),
                ("faults", ctypes.c_ulong),
                *((name, ctypes.c_size_t) for name in ("peak", "now", "a", "b", "c", "d", "e", "f")),
            )

        counters = Counters(cb=ctypes.sizeof(Counters))
        kernel = ctypes.windll.kernel32
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        kernel.K32GetProcessMemoryInfo(
            ctypes.c_void_p(kernel.GetCurrentProcess()), ctypes.byref(counters), counters.cb
        )
        return int(counters.peak)
