# One image for every part of Outreach:
#   docker run IMAGE serve      the pages and, beside them, the worker
#   docker run IMAGE work       a worker alone (add --no-healthcheck: it serves no page)
#   docker run IMAGE migrate    bring the database up to this release
# Give it a volume at /var/lib/outreach: the database, the uploads and the keys live there.

FROM python:3.13-slim-bookworm AS build
RUN python -m venv /opt/outreach
ENV PATH=/opt/outreach/bin:$PATH
WORKDIR /build
COPY requirements.lock ./
RUN python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: --requirement requirements.lock
COPY pyproject.toml LICENSE NOTICE README.md ./
COPY src ./src
COPY campaigns ./campaigns
COPY templates ./templates
COPY media ./media
COPY migrations ./migrations
RUN python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation .

FROM python:3.13-slim-bookworm
# Right-to-left scripts in picture cards need fribidi.
RUN apt-get update --quiet --quiet \
    && apt-get install --quiet --quiet --yes --no-install-recommends libfribidi0 \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --no-create-home outreach \
    && install --directory --owner=outreach --mode=0700 /var/lib/outreach
COPY --from=build /opt/outreach /opt/outreach
ENV PATH=/opt/outreach/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    OUTREACH_HOME=/var/lib/outreach \
    OUTREACH_HOST=0.0.0.0 \
    OUTREACH_PORT=8000
USER outreach
WORKDIR /var/lib/outreach
VOLUME /var/lib/outreach
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["outreach"]
CMD ["serve"]
