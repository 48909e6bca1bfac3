# Two images: `register` runs, `restore` brings it back and carries a PostgreSQL of its own (docs/drift.md).
# Front-end files by npm, without the tests' own.
FROM node:22-slim AS frontend
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --omit=dev --no-audit --no-fund

FROM python:3.11-slim-bookworm AS register
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
# Pango draws the PDFs.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY requirements/run.txt requirements/run.txt
RUN pip install --no-cache-dir --require-hashes -r requirements/run.txt
COPY . .
COPY --from=frontend /app/node_modules node_modules
# Values that only let the settings load: nothing here connects anywhere, and none of it stays in the image.
RUN export DJANGO_SETTINGS_MODULE=cmm.settings.prod ALLOWED_HOSTS=build PUBLIC_URL=https://build CMM_ANCHOR_FOLDER=/anchors \
        CMM_FILES_FOLDER=/files \
        CMM_CONTEXT_KEY=only-to-load-the-settings-while-the-image-is-built-0123456789-c \
        SECRET_KEY=only-to-load-the-settings-while-the-image-is-built-0123456789 \
        DATABASE_URL=postgresql://build@build/build REDIS_URL=redis://build \
        CMM_KEYRING="$(python -m cmm.crypto new)" \
    && python manage.py compile_texts \
    && python manage.py collectstatic --no-input --verbosity 0
# The volumes of anchors and of files are made from these folders, and with their owner.
RUN useradd --uid 10001 --no-create-home cmm && install --directory --owner=cmm --mode=0700 /anchors /files /backup
USER cmm
EXPOSE 8000

FROM register AS restore
USER root
COPY requirements/servers.txt requirements/servers.txt
RUN pip install --no-cache-dir --require-hashes -r requirements/servers.txt
USER cmm
