# syntax=docker/dockerfile:1
# A native executable, one service an image, run from the repository's root:
#   docker build -f deploy/docker/native.Dockerfile --build-arg SERVICE=api-gateway -t hania-access/api-gateway:native .
# MARCH says for which processors: x86-64-v2 (any server since 2009), x86-64-v3 (since 2013, faster), compatibility (the least), native
# (this machine's alone). On arm64: armv8-a or compatibility.
ARG BUILDER=quay.io/quarkus/ubi9-quarkus-mandrel-builder-image:jdk-25
ARG MICRO=quay.io/quarkus/ubi9-quarkus-micro-image:2.0

FROM ${BUILDER} AS build
USER quarkus
WORKDIR /code
COPY --chown=quarkus:quarkus . .
ARG SERVICE
ARG MARCH=x86-64-v2
RUN --mount=type=cache,target=/home/quarkus/.m2,uid=1001 \
    ./mvnw -B -ntp -Dmaven.test.skip=true -Pnative -Dquarkus.native.additional-build-args=-march=${MARCH} package -pl ${SERVICE} -am && \
    cp ${SERVICE}/target/*-runner /code/application

FROM ${MICRO}
ARG SERVICE
LABEL org.opencontainers.image.title="hania-access/${SERVICE}" \
      org.opencontainers.image.licenses="Apache-2.0"
WORKDIR /deployments
COPY --from=build --chown=0:0 --chmod=0755 /code/application /deployments/application
# Told to stop, it says so for that long with every answer, and serves on.
ENV QUARKUS_SHUTDOWN_DELAY=2s
USER 10001:10001
ENTRYPOINT ["/deployments/application"]
