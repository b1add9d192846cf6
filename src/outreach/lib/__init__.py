"""Small things that could be their own package: time, digests, text. They know nothing of
Outreach.
"""
