package io.hania.access.local;

import java.nio.file.Path;

/**
 * How the system is to be started.
 *
 * @param root the project's folder
 * @param data where data, logs and secrets are kept
 * @param fresh whether to begin with empty data
 * @param portOffset added to every port
 */
public record Options(Path root, Path data, boolean fresh, int portOffset) {
    private static final int MOST = 40_000;

    /** Reads the arguments of {@code ./run}. */
    static Options parse(Path root, String... arguments) {
        Path data = root.resolve(".data");
        boolean fresh = false;
        int offset = 0;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--fresh" -> fresh = true;
                case "--data" -> data = root.resolve(value(arguments, ++i));
                case "--port-offset" -> offset = offset(value(arguments, ++i));
                default -> throw new LaunchException("There is no option " + arguments[i] + ": see ./run --help.");
            }
        }
        return new Options(root, data.toAbsolutePath().normalize(), fresh, offset);
    }

    private static String value(String[] arguments, int at) {
        if (at >= arguments.length) {
            throw new LaunchException(arguments[at - 1] + " wants a value: see ./run --help.");
        }
        return arguments[at];
    }

    private static int offset(String text) {
        try {
            int offset = Integer.parseInt(text);
            if (offset >= 0 && offset <= MOST) {
                return offset;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new LaunchException("--port-offset wants a number from 0 to " + MOST + ", not " + text + '.');
    }
}
