# The suite as an image: docker build -t oz-auth-conformance .
# Its settings come from the environment; what a run leaves goes to the volume /report. docs/ci.md has the commands.

# node:24-slim as published on 2026-08-03; a newer one is a change of this line alone. With a digest Docker ignores the
# tag, which is for people.
FROM node:24.19.0-slim@sha256:cd84903a12dbd26b46f1f3b8144a2568c41c5d37ddd0c7a80a34c7a19786b35f AS suite
WORKDIR /suite
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund
COPY . .
# A run of a part, which ends with code 2. It shows that the suite works in this image, and leaves all of it compiled: a
# run then writes nothing but its report, and starts sooner.
ENV PLAYWRIGHT_TRANSFORM_CACHE_DIR=/suite/.cache
RUN OZ_REPORT_DIR=/tmp/report npm run certify -- --grep @access; test $? -eq 2
# Whatever the umask of the checkout was, any user may read the suite, and none but root may change it.
RUN chmod -R a+rX,go-w .

FROM node:24.19.0-slim@sha256:cd84903a12dbd26b46f1f3b8144a2568c41c5d37ddd0c7a80a34c7a19786b35f
WORKDIR /suite
COPY --from=suite /suite .
# OpenShift runs an image as a user id of its own choice, a member of group 0.
RUN install -d -m 0775 -o 1000 -g 0 /report
# CI=1: progress as plain lines, even where the output is a terminal.
ENV CI=1 OZ_REPORT_DIR=/report PLAYWRIGHT_TRANSFORM_CACHE_DIR=/suite/.cache
VOLUME /report
# The user "node" of the base image, by number: Kubernetes' runAsNonRoot needs one.
USER 1000:1000
ENTRYPOINT ["node", "bin/start.mjs", "bin/certify.ts"]
