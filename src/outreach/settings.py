"""Settings from the environment: `OUTREACH_*`, and secrets also from the file named by
`OUTREACH_*_FILE`.
"""

import os
from datetime import timedelta
from pathlib import Path

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from outreach import errors

SECRETS = ("seal_key", "metrics_token", "database_url")


class Settings(BaseSettings):
    """Everything a person may set. Lengths of time are seconds."""

    model_config = SettingsConfigDict(env_prefix="OUTREACH_", extra="ignore", frozen=True)

    home: Path = Field(
        Path("home"),
        description="Folder of the embedded database, uploads, keys and practice network.",
    )
    database_url: SecretStr | None = Field(
        None, description="Database address. Unset: SQLite in the home folder."
    )
    host: str = Field("127.0.0.1", description="Address the pages are served on.")
    port: int = Field(8000, ge=1, le=65535, description="Port the pages are served on.")
    practice_port: int = Field(8010, ge=0, le=65535, description="Port of the practice network.")
    public_url: str | None = Field(
        None, description="The https address that chiefs, partners and short links use."
    )
    seal_key: SecretStr | None = Field(
        None, description="Key that seals credentials. Unset: one is made in the home folder."
    )
    metrics_token: SecretStr | None = Field(
        None, description="Token that opens /metrics. Unset: /metrics is closed."
    )
    log_level: str = Field("INFO", description="Least level of log lines that are written.")

    tick_seconds: float = Field(
        1.0, gt=0, description="Longest time between two looks at the schedule."
    )
    send_timeout: float = Field(
        30.0, gt=0, description="Total time one request to a platform may take."
    )
    send_lease: float = Field(
        60.0, gt=0, description="How long a worker may hold a post it is sending."
    )
    grace: float = Field(
        120.0, gt=0, description="Wait after an unclear answer before reading back."
    )
    senders: int = Field(4, ge=1, le=64, description="Posts sent at the same time.")
    chunk: int = Field(
        100, ge=1, le=500, description="Posts one worker takes over at a time, on PostgreSQL."
    )
    serve_sends: bool | None = Field(
        None,
        description="Whether `outreach serve` also sends. Unset: yes on SQLite, no on PostgreSQL, "
        "where `outreach work` does.",
    )

    @field_validator("public_url")
    @classmethod
    def _is_https(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith("https://"):
            raise ValueError("must begin with https://")
        return value.rstrip("/") if value else value

    @property
    def database(self) -> str:
        """The database address in force."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.home.resolve() / 'outreach.db'}"

    @property
    def keys(self) -> Path:
        """The folder of the key that seals credentials, where none is given."""
        return self.home / "keys"

    @property
    def timeout_for(self) -> timedelta:
        return timedelta(seconds=self.send_timeout)

    @property
    def lease_for(self) -> timedelta:
        return timedelta(seconds=self.send_lease)

    @property
    def grace_for(self) -> timedelta:
        return timedelta(seconds=self.grace)


def load() -> Settings:
    """Read the environment. A bad value is one sentence that names the variable."""
    try:
        return Settings(**_from_files())  # type: ignore[arg-type]
    except ValidationError as error:
        faults = tuple(
            errors.Fault(f"OUTREACH_{'_'.join(map(str, fault['loc'])).upper()}", fault["msg"] + ".")
            for fault in error.errors()
        )
        raise errors.BadInput(
            "A setting cannot be used. Mend it and start again.", faults
        ) from None


def _from_files() -> dict[str, str]:
    """Secrets given as files, the way container platforms hand them over."""
    found: dict[str, str] = {}
    for name in SECRETS:
        path = os.environ.get(f"OUTREACH_{name.upper()}_FILE")
        if path is None:
            continue
        try:
            found[name] = Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            fault = errors.Fault(
                f"OUTREACH_{name.upper()}_FILE", f"cannot be read ({error.strerror})."
            )
            raise errors.BadInput("A secret file cannot be read.", (fault,)) from None
    return found
