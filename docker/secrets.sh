#!/bin/sh
# Makes every secret of docker-compose.yml that is not there yet: sh docker/secrets.sh FOLDER
# Each is readable by root and by group 10001 alone, in which the containers that need one are. Run it again after an
# update: what is there stays as it is.
set -eu
folder=${1:?name a folder outside this one, on a disk of its own backup}
image=${2:-cmm:local}
umask 077
mkdir -p "$folder"
for name in secret_key context_key system_key postgres_password owner_password web_password worker_password \
    destruction_password redis_password backup_password; do
    [ -s "$folder/$name" ] || openssl rand -hex 32 > "$folder/$name"
done
[ -s "$folder/keyring" ] || docker run --rm "$image" python -m cmm.crypto new > "$folder/keyring"
[ -s "$folder/backup_key" ] || docker run --rm "$image" python -m cmm backup new-key > "$folder/backup_key"
chmod 440 "$folder"/*
[ "$(id -u)" != 0 ] || chown 0:10001 "$folder"/*
