# syntax=docker/dockerfile:1
# One recipe for all four services, run from the repository's root:
#   docker build -f deploy/docker/jvm.Dockerfile --build-arg SERVICE=api-gateway -t hania-access/api-gateway .
# The stages before ARG SERVICE are the same for all, so the second image costs seconds.
ARG JDK=docker.io/library/eclipse-temurin:25-jdk-noble
ARG JRE=docker.io/library/eclipse-temurin:25-jre-noble

FROM ${JDK} AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -B -ntp -Dmaven.test.skip=true -Dquarkus.package.jar.type=aot-jar package \
      -pl api-gateway,auth-service,key-admin-service,widget-service -am && \
    for service in api-gateway auth-service key-admin-service widget-service; do \
      mkdir -p /opt/hania && cp -r $service/target/quarkus-app /opt/hania/$service; \
    done

# Runs the whole system once, on the very Java that will run it, and keeps what the JVM learnt as an AOT cache for each service.
# It has to lie at the same path there and later: the cache names the class path.
FROM ${JRE} AS train
RUN apt-get update && \
    apt-get install -y --no-install-recommends postgresql redis-server curl && \
    rm -rf /var/lib/apt/lists/*
COPY --from=build /opt/hania /opt/hania
COPY deploy/docker/train deploy/kubernetes/base/config/roles.sh /train/
RUN chown -R postgres /opt/hania
USER postgres
RUN bash /train/train /opt/hania

FROM ${JRE}
ARG SERVICE
LABEL org.opencontainers.image.title="hania-access/${SERVICE}" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=train --chown=0:0 /opt/hania/${SERVICE} /opt/hania/${SERVICE}
COPY --from=train --chown=0:0 /opt/hania/${SERVICE}/java.args /deployments/java.args
WORKDIR /deployments
# Heap and collector can be changed from outside; another collector than the trained one makes the cache start slower, not fail.
ENV JAVA_TOOL_OPTIONS="-XX:+UseSerialGC -XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError"
# Told to stop, it says so for that long with every answer, and serves on.
ENV QUARKUS_SHUTDOWN_DELAY=2s
USER 10001:10001
ENTRYPOINT ["java", "@/deployments/java.args"]
