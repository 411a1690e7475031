package io.hania.access.bench.link;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.SocketAddress;
import io.vertx.grpc.client.GrpcClient;
import io.vertx.grpc.client.GrpcClientRequest;
import io.vertx.grpc.common.ServiceName;
import io.vertx.grpc.server.GrpcServer;
import java.util.concurrent.CompletableFuture;

/** gRPC bidirectional streaming over HTTP/2 by Vert.x: one stream, messages in the form of protobuf. */
public final class GrpcHop implements Hop {
    private final Vertx serverSide = vertx();
    private final Vertx clientSide = vertx();
    private final GrpcClientRequest<Buffer, Buffer> stream;
    private volatile Run run = new Run();

    /** Starts both ends and opens the stream. */
    public GrpcHop() {
        GrpcServer grpc = GrpcServer.server(serverSide);
        grpc.callHandler(call -> call.handler(message -> {
            int id = GrpcMessages.readQuestion(message);
            call.response().write(GrpcMessages.answer(id, Sample.ANSWER));
        }));
        HttpServer server = serverSide
                .createHttpServer()
                .requestHandler(grpc)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        GrpcClient client = GrpcClient.client(clientSide);
        CompletableFuture<GrpcClientRequest<Buffer, Buffer>> opened = new CompletableFuture<>();
        clientSide.runOnContext(_ -> client.request(SocketAddress.inetSocketAddress(server.actualPort(), "127.0.0.1"))
                .onSuccess(request -> {
                    request.serviceName(ServiceName.create("hania.Decisions")).methodName("Decide");
                    request.response().onSuccess(response -> response.handler(this::answered));
                    opened.complete(request);
                })
                .onFailure(opened::completeExceptionally));
        stream = opened.join();
    }

    @Override
    public String name() {
        return "gRPC bidirectional stream";
    }

    @Override
    public void ask(int inFlight, Run next) {
        run = next;
        contextOfStream(() -> {
            for (int i = 0; i < inFlight; i++) {
                stream.write(GrpcMessages.question(i, Sample.QUESTION));
            }
        });
    }

    private void contextOfStream(Runnable task) {
        clientSide.runOnContext(_ -> task.run()); // one event loop, so the stream's
    }

    private void answered(Buffer message) {
        int id = GrpcMessages.readAnswer(message);
        if (run.answered()) {
            stream.write(GrpcMessages.question(id, Sample.QUESTION));
        }
    }

    @Override
    public void close() {
        clientSide.close().toCompletionStage().toCompletableFuture().join();
        serverSide.close().toCompletionStage().toCompletableFuture().join();
    }

    private static Vertx vertx() {
        return Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
    }
}
