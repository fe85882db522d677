# The bot in a container: `docker compose up --build`, or see docs/running.md. The image contains no secrets.
FROM python:3.11-slim AS packages
WORKDIR /app
COPY requirements-postgres.txt .
RUN python -m venv /venv \
    && /venv/bin/pip install --quiet --no-cache-dir --disable-pip-version-check --require-hashes -r requirements-postgres.txt

FROM python:3.11-slim
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
WORKDIR /app
COPY --from=packages /venv /venv
COPY LICENSE ./
COPY seeds seeds
COPY bot bot
COPY deploy/container.sh ./
# Compile now: the running container cannot write next to its modules.
RUN python -m compileall -q bot \
    && install -d -o 10001 -g 10001 data
USER 10001:10001
VOLUME /app/data
ENV LOG_FORMAT=json METRICS_PORT=9464
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import http.client, os, sys; c = http.client.HTTPConnection('127.0.0.1', int(os.environ['METRICS_PORT']), timeout=4); c.request('GET', '/healthz'); sys.exit(c.getresponse().status != 200)"]
ENTRYPOINT ["python", "-m", "bot"]
