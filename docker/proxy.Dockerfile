# Caddy by a user of its own. Copied, its program loses the capability for low ports: where every capability is dropped
# it could not be started with it, and it listens on high ones.
FROM caddy:2
RUN cp /usr/bin/caddy /tmp/caddy && mv /tmp/caddy /usr/bin/caddy \
    && adduser -D -H -u 10002 proxy && chown -R proxy /data /config
USER proxy
