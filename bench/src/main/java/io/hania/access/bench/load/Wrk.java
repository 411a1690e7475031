package io.hania.access.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** wrk, as Debian has it: two threads, closed loop. */
public final class Wrk {
    private static final Pattern CALLS = Pattern.compile("(\\d+) requests in");
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([\\d.]+)");
    private static final Pattern REFUSED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
    private static final Pattern ERRORS = Pattern.compile("Socket errors: .*");

    private Wrk() {}

    /** What wrk reports. */
    public record Outcome(long calls, long refused, double perSecond) {}

    /**
     * Runs wrk and waits for it.
     *
     * @param script makes the requests from the file of keys
     */
    public static Outcome run(int port, int connections, Duration time, Path script, Path keys, String path)
            throws IOException {
        Process process = new ProcessBuilder(
                        "wrk",
                        "-t2",
                        "-c" + connections,
                        "-d" + time.toMillis() / 1000 + "s",
                        "-s",
                        script.toString(),
                        "http://127.0.0.1:" + port,
                        "--",
                        keys.toString(),
                        path)
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher errors = ERRORS.matcher(text);
        if (errors.find()) {
            System.err.println("wrk on port " + port + ": " + errors.group());
        }
        return new Outcome((long) number(CALLS, text), refused(text), number(RATE, text));
    }

    private static long refused(String text) {
        Matcher matcher = REFUSED.matcher(text);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    private static double number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("wrk says: " + text);
        }
        return Double.parseDouble(matcher.group(1));
    }
}
