package io.hania.access.local.sandbox;

import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/**
 * Adds to what bots know: JSON, or a form with 1–5 files of up to 5 MB each. Files are counted and hashed as they pass, not
 * kept; the answer says what arrived, so that a caller can see that it arrived whole.
 */
final class Knowledge {
    private static final int MOST_FILES = 5;
    private static final long LONGEST_FILE = 5L * 1024 * 1024;

    private Knowledge() {}

    static void add(Call call, Tenant tenant, JsonReading json) {
        String type = call.request().headers().get("Content-Type");
        if (type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            receive(call, tenant);
        } else {
            json.read(call, (same, body) -> tenant.shelf(Shelf.Kind.KNOWLEDGE).create(same, body));
        }
    }

    private static void receive(Call call, Tenant tenant) {
        List<Arriving> files = new ArrayList<>();
        call.request()
                .setExpectMultipart(true)
                .uploadHandler(upload -> files.add(Arriving.of(upload)))
                .exceptionHandler(failure -> Answer.error(call.request(), 400, "The form can't be read"))
                .endHandler(ignored -> answer(call, tenant, files));
    }

    private static void answer(Call call, Tenant tenant, List<Arriving> files) {
        if (files.isEmpty() || files.size() > MOST_FILES) {
            Answer.error(call.request(), 422, "A form has 1 to 5 files");
        } else if (files.stream().anyMatch(file -> file.size > LONGEST_FILE)) {
            Answer.error(call.request(), 413, "A file has at most 5 MB");
        } else {
            JsonArray arrived = new JsonArray();
            files.forEach(file -> arrived.add(file.report()));
            long total = files.stream().mapToLong(file -> file.size).sum();
            tenant.shelf(Shelf.Kind.KNOWLEDGE)
                    .create(call, new JsonObject().put("files", arrived).put("size", total));
        }
    }

    /** Reads a JSON body and passes it on. */
    interface JsonReading {
        void read(Call call, BiConsumer<Call, JsonObject> then);
    }

    /** A file on its way in. */
    private static final class Arriving {
        private final String name;
        private final MessageDigest digest;
        private long size;

        private Arriving(String name, MessageDigest digest) {
            this.name = name;
            this.digest = digest;
        }

        static Arriving of(HttpServerFileUpload upload) {
            try {
                Arriving file = new Arriving(upload.filename(), MessageDigest.getInstance("SHA-256"));
                upload.handler(part -> {
                    file.size += part.length();
                    file.digest.update(part.getBytes());
                });
                return file;
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }

        JsonObject report() {
            return new JsonObject()
                    .put("name", name)
                    .put("size", size)
                    .put("sha256", HexFormat.of().formatHex(digest.digest()));
        }
    }
}
