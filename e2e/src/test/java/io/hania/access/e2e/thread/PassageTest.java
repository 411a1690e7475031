package io.hania.access.e2e.thread;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.e2e.Api;
import io.hania.access.e2e.HaniaSystem;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Streams and uploads pass the gateway as they are. */
class PassageTest {
    private static final int FILE = 5 * 1024 * 1024;
    private static final int EVENTS = 10;
    private static final int PACE = 100;

    private final HaniaSystem system = HaniaSystem.shared();

    @Test
    void aStreamArrivesEventByEvent() {
        HttpRequest request = system.api()
                .request("/api/v1/chat/send-stream", system.fact("API_KEY"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"message\":\"hi\",\"events\":10,\"every_ms\":100}"))
                .build();
        List<Long> arrivals = new ArrayList<>();
        HttpResponse<Stream<String>> answer = Api.send(request, HttpResponse.BodyHandlers.ofLines());
        answer.body().filter(line -> line.startsWith("event: ")).forEach(line -> arrivals.add(System.nanoTime()));
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(arrivals).hasSize(EVENTS + 2);
        long apart = 0;
        for (int i = 1; i < arrivals.size(); i++) {
            apart += arrivals.get(i) - arrivals.get(i - 1) > PACE * 250_000L ? 1 : 0;
        }
        assertThat(apart).as("events that came by themselves").isGreaterThan(EVENTS / 2);
    }

    @Test
    void anUploadOf25MegabytesArrivesWhole() throws NoSuchAlgorithmException {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        List<String> hashes = new ArrayList<>();
        Random random = new Random(25);
        for (int i = 0; i < 5; i++) {
            byte[] file = new byte[FILE];
            random.nextBytes(file);
            hashes.add(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(file)));
            form.writeBytes(("--frontier\r\nContent-Disposition: form-data; name=\"files\"; filename=\"" + i
                            + ".bin\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            form.writeBytes(file);
            form.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        form.writeBytes("--frontier--\r\n".getBytes(StandardCharsets.US_ASCII));
        HttpResponse<String> answer = system.api()
                .send(system.api()
                        .request("/api/v1/knowledge", system.fact("API_KEY"))
                        .header("Content-Type", "multipart/form-data; boundary=frontier")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(form.toByteArray()))
                        .build());
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).contains(hashes).contains("\"size\":" + 5 * FILE);
    }
}
