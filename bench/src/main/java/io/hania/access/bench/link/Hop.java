package io.hania.access.bench.link;

/** One way to carry questions to an auth-service, with both ends running: a client and a server of one event loop each. */
public interface Hop extends AutoCloseable {
    /** Its name in tables. */
    String name();

    /** Asks, and asks again at each answer, with this many questions under way, until told to stop. */
    void ask(int inFlight, Run run);

    @Override
    void close();

    /** A run under way. */
    final class Run {
        private volatile boolean stopped;
        private volatile long answers;

        /** Counts an answer; false if no more is to be asked. Called by one thread. */
        @SuppressWarnings("NonAtomicOperationOnVolatileField")
        boolean answered() {
            long before = answers;
            answers = before + 1;
            return !stopped;
        }

        /** Whether it has been told to stop: what is still under way then may stay without an answer. */
        boolean stopped() {
            return stopped;
        }

        /** Answers so far. */
        public long answers() {
            return answers;
        }

        /** Ends it. */
        public void stop() {
            stopped = true;
        }
    }
}
