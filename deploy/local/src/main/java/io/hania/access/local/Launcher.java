package io.hania.access.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** {@code ./run}: starts the system, shows one screen, and stops everything when it is stopped itself. */
public final class Launcher {
    private Launcher() {}

    /** See {@code ./run --help}. */
    public static void main(String... arguments) throws InterruptedException {
        long started = System.nanoTime();
        LocalSystem system;
        try {
            system = LocalSystem.start(Options.parse(Path.of("").toAbsolutePath(), arguments), Launcher::progress);
        } catch (LaunchException e) {
            System.err.println(e.getMessage());
            System.exit(1);
            return;
        }
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stopped.countDown();
            system.close();
        }));
        System.out.println(
                screen(system.environment(), system.folder(), Duration.ofNanos(System.nanoTime() - started)));
        while (!stopped.await(1, TimeUnit.SECONDS)) {
            for (ServiceProcess process : system.processes()) {
                if (!process.alive() && stopped.getCount() > 0) {
                    System.err.println(process.name() + " has ended, so everything is stopped; see " + process.log());
                    System.exit(1);
                }
            }
        }
    }

    private static void progress(String what) {
        System.out.println("  ✓ " + what);
    }

    private static String screen(Map<String, String> facts, Path data, Duration took) {
        String bots = facts.get("GATEWAY_URL") + "/api/v1/bots";
        return """

                Hania Access is ready after %.1f s. Ctrl-C stops it.

                  API         %s   (reference: %s/docs)
                  Dashboard   %s   sign in as %s with %s
                  Widget      %s on a site that may use it, %s on one that may not

                Try it:
                  curl -i %s -H 'Authorization: Bearer %s'                # 200
                  curl -i %s                                # 401
                  curl -i -X POST %s -H 'Authorization: Bearer %s'        # 403 Missing ability: bots:write
                  curl -i %s -H 'Authorization: Bearer %s'                # 200 twice, then 429

                The same facts are in %s, the logs in %s.
                """.formatted(
                        took.toMillis() / 1000.0,
                        facts.get("GATEWAY_URL"),
                        facts.get("GATEWAY_URL"),
                        facts.get("ADMIN_URL"),
                        facts.get("ADMIN_EMAIL"),
                        facts.get("ADMIN_PASSWORD"),
                        facts.get("DEMO_URL"),
                        facts.get("OTHER_DEMO_URL"),
                        bots,
                        facts.get("API_KEY"),
                        bots,
                        bots,
                        facts.get("READ_ONLY_KEY"),
                        bots,
                        facts.get("LIMITED_KEY"),
                        data.resolve("local.env").normalize(),
                        data.resolve("logs").normalize());
    }
}
