"""What a signature is held against: the keys of its account, its time, and each nonce once."""

from collections.abc import Callable, Mapping
from threading import Lock

from oauthlib.oauth1 import SIGNATURE_HMAC_SHA1, RequestValidator

Keys = Mapping[str, str]

#: X takes a time up to five minutes from its own; a nonce needs to be remembered only that long.
LIFETIME_SECONDS = 300


class Rules(RequestValidator):  # type: ignore[misc]  # oauthlib carries no types
    """What oauthlib asks for. The dummies keep a wrong token as slow as a wrong secret."""

    allowed_signature_methods = (SIGNATURE_HMAC_SHA1,)
    timestamp_lifetime = LIFETIME_SECONDS
    dummy_client = "no such consumer"
    dummy_access_token = "no such token"  # noqa: S105

    def __init__(self, keys_of: Callable[[str], Keys | None]) -> None:
        super().__init__()
        self._keys_of = keys_of
        self._lock = Lock()
        self._seen: dict[str, int] = {}

    def check_client_key(self, client_key: str) -> bool:
        return bool(client_key)

    def check_access_token(self, request_token: str) -> bool:
        return bool(request_token)

    def check_nonce(self, nonce: str) -> bool:
        return bool(nonce)

    def validate_timestamp_and_nonce(
        self, client_key: str, timestamp: str, nonce: str, *_: object, **__: object
    ) -> bool:
        """Refuses a nonce the consumer has used; forgets those too old to pass again."""
        at, used = int(timestamp), f"{client_key} {nonce}"
        with self._lock:
            oldest = at - 2 * LIFETIME_SECONDS
            self._seen = {key: seen for key, seen in self._seen.items() if seen >= oldest}
            if used in self._seen:
                return False
            self._seen[used] = at
            return True

    def validate_client_key(self, client_key: str, request: object) -> bool:
        return self._keys(request).get("consumer_key") == client_key

    def validate_access_token(self, _client_key: str, token: str, _request: object) -> bool:
        return self._keys_of(token) is not None

    def validate_realms(self, *_: object, **__: object) -> bool:
        return True

    def get_client_secret(self, _client_key: str, request: object) -> str:
        return self._keys(request).get("consumer_secret", "")

    def get_access_token_secret(self, _client_key: str, _token: str, request: object) -> str:
        return self._keys(request).get("access_token_secret", "")

    def _keys(self, request: object) -> Keys:
        return self._keys_of(str(getattr(request, "resource_owner_key", ""))) or {}
