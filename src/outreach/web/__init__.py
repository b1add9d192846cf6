"""The rooms' windows for people: pages that work without JavaScript. No rule lives here."""
