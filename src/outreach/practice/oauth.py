"""OAuth 1.0a as X checks it: HMAC-SHA1 over the official address, fresh, each nonce once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from oauthlib.oauth1 import ResourceEndpoint

from outreach.practice.nonces import Keys, Rules

OFFICIAL_HOSTS = ("api.twitter.com", "api.x.com")


@dataclass(frozen=True, slots=True)
class Signed:
    """A request as it was signed: `address` is the official one, not this machine's."""

    address: str
    method: str
    body: str
    headers: Mapping[str, str]


class Signatures:
    """Checks signatures against the keys of the account a token belongs to."""

    def __init__(self, keys_of: Callable[[str], Keys | None]) -> None:
        self._endpoint = ResourceEndpoint(Rules(keys_of))

    def token_of(self, signed: Signed) -> str | None:
        """The access token that signed this request, or None when the signature does not hold."""
        try:
            holds, request = self._endpoint.validate_protected_resource_request(
                signed.address, signed.method, signed.body, dict(signed.headers)
            )
        except ValueError:  # oauthlib's word for a header or query that cannot be read
            return None
        return str(request.resource_owner_key) if holds else None


def official_address(*, path: str, query: str, host: str | None) -> str:
    """The address a redirected request was signed for; `host` is what the proxy says it was."""
    chosen = host if host in OFFICIAL_HOSTS else OFFICIAL_HOSTS[0]
    return f"https://{chosen}{path}" + (f"?{query}" if query else "")
