"""Keys, signatures, the certificate's payload and its QR, and their verification."""
