# The site and the ingest in one image. Tried with buildah on Debian 12 and its Python 3.11; the base named here is untried.
FROM python:3.13-slim AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE NOTICE metadata.yml ./
COPY src ./src
RUN python -m venv /opt/sayso && /opt/sayso/bin/pip install --no-cache-dir ".[warc,parquet]"

FROM python:3.13-slim
RUN useradd --uid 10001 --user-group --no-log-init --no-create-home --home-dir /data --shell /usr/sbin/nologin sayso \
 && install -d -o sayso -g sayso /data
COPY --from=build /opt/sayso /opt/sayso
ENV PATH=/opt/sayso/bin:$PATH SAYSO_DB=/data/sayso.db PYTHONUNBUFFERED=1
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8001
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8001/-/versions.json', timeout=4)"]
CMD ["sayso", "serve", "--host", "0.0.0.0", "--port", "8001"]
