"""The pretend Graph API v26.0, spoken to by facebook-sdk.

Pages publish and are read; Instagram is read.
Not here: sign-in, videos, scheduled posts, advertising, messages.
"""
