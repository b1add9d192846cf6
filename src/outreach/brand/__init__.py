"""What we look like and what we may show."""

from outreach.brand.models import Asset, AssetOrigin

__all__ = ["Asset", "AssetOrigin"]
