"""The unit head's pages ("Đơn vị"): what is on each is decided by `elearn.desktop.presenters.unit`."""
