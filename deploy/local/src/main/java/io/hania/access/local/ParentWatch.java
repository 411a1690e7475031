package io.hania.access.local;

import java.io.IOException;

/** A Java agent that ends its process when standard input does: when the launcher is gone, however it went. */
public final class ParentWatch {
    private ParentWatch() {}

    /** Called by the Java launcher before {@code main}. */
    public static void premain(String arguments) {
        Thread watch = new Thread(ParentWatch::watch, "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    @SuppressWarnings("SystemExitOutsideMain")
    private static void watch() {
        try {
            while (System.in.read() >= 0) {}
        } catch (IOException e) {
            // as good as the end
        }
        Runtime.getRuntime().exit(0);
    }
}
