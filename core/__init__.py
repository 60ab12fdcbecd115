"""The mechanisms that every app shares: promises to people, disclosure, ledgers, the web's edge."""
