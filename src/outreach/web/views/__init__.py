"""What pages show that joins several rooms: plain values, read once for each page."""
