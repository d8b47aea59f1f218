# Slim, non-root, offline at run time: dependencies from the lock, the index built into the image.
FROM python:3.11-slim AS build
WORKDIR /app
RUN apt-get update && apt-get install -y --no-install-recommends make libgomp1 && rm -rf /var/lib/apt/lists/*
COPY Makefile pyproject.toml README.md requirements.lock requirements-build.lock ./
COPY assistant assistant
COPY eval eval
COPY index index
COPY prompts prompts
COPY ui ui
COPY plans plans
RUN make .venv/ready && .venv/bin/fazhi index

FROM python:3.11-slim
# LibreOffice reads .doc and .wps; leave it out where only other forms are added.
RUN apt-get update && apt-get install -y --no-install-recommends libgomp1 libreoffice-writer-nogui && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 10001 fazhi
COPY --from=build --chown=fazhi /app /app
WORKDIR /app
USER fazhi
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1
VOLUME /app/data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=3)"]
# Beyond loopback it starts only with keys: docker run -e FAZHI_API_KEYS=… -p 8000:8000 fazhi
CMD ["fazhi", "serve", "--host", "0.0.0.0", "--port", "8000"]
