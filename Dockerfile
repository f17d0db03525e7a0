# The site as one image: `docker compose up` starts it as web, worker and release (docs/operations/deployment.md).

FROM node:20-slim AS assets
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund
COPY frontend frontend
RUN npm run build

FROM python:3.11-slim AS packages
COPY requirements/base.txt .
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --require-hashes -r base.txt

FROM python:3.11-slim
ENV DJANGO_SETTINGS_MODULE=hub.settings.production \
    VAR_DIR=/var/lib/verderbouwen \
    PORT=8000 \
    WEB_CONCURRENCY=2 \
    PYTHONUNBUFFERED=1 \
    PATH=/opt/venv/bin:/usr/local/bin:/usr/bin:/bin
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin verderbouwen \
    && install --directory --owner=10001 --group=10001 "$VAR_DIR"
WORKDIR /app
COPY --from=packages /opt/venv /opt/venv
COPY . .
COPY --from=assets /build/static-build static-build
RUN python -m compileall -q .
USER 10001
VOLUME /var/lib/verderbouwen
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "-m", "deploy.probe"]
CMD ["gunicorn", "hub.wsgi:application"]
