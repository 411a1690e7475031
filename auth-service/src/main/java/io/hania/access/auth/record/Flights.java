package io.hania.access.auth.record;

import io.hania.access.auth.record.RecordCache.Answer;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/** The commands on their way over one connection: replies come in their order. */
final class Flights implements RespReader.Sink {
    private final ArrayDeque<Flight> flights = new ArrayDeque<>();
    private final Watcher watcher;

    /** Who wants to know what the replies say of Redis. */
    interface Watcher {
        /** The last command on its way has been answered. */
        void allAnswered();

        /** Redis knows a script no longer. */
        void scriptMissing();
    }

    /** A command on its way. */
    private static final class Flight {
        private final Answer answer;
        private final long sentAt;
        private boolean givenUp;

        Flight(Answer answer, long sentAt) {
            this.answer = answer;
            this.sentAt = sentAt;
        }

        void giveUp() {
            if (!givenUp) {
                givenUp = true;
                answer.lost();
            }
        }
    }

    Flights(Watcher watcher) {
        this.watcher = watcher;
    }

    /** Its reply is due by the patience. */
    void add(Answer answer) {
        flights.add(new Flight(answer, System.nanoTime()));
    }

    /** Its reply may take as long as the greeting. */
    void addPatiently(Answer answer) {
        flights.add(new Flight(answer, Long.MAX_VALUE));
    }

    int size() {
        return flights.size();
    }

    boolean isEmpty() {
        return flights.isEmpty();
    }

    /** Whether the oldest was sent so long before. */
    boolean oldestSentBefore(long now, long nanos) {
        Flight oldest = flights.peek();
        return oldest != null && now - oldest.sentAt >= nanos;
    }

    /** Nobody waits any more; the replies are still to come. */
    void giveUp() {
        for (Flight flight : flights.toArray(Flight[]::new)) {
            flight.giveUp();
        }
    }

    /** No reply will come. */
    void drop() {
        Flight[] waiting = flights.toArray(Flight[]::new);
        flights.clear();
        for (Flight flight : waiting) {
            flight.giveUp();
        }
    }

    @Override
    public void value(byte[] from, int offset, int length) {
        Flight flight = next();
        ByteBuffer reply = ByteBuffer.wrap(from, offset, length);
        if (flight.givenUp) {
            flight.answer.late(reply);
        } else {
            flight.answer.reply(reply);
        }
    }

    @Override
    public void error(String message) {
        Flight flight = next();
        if (message.startsWith("NOSCRIPT")) {
            watcher.scriptMissing();
        }
        flight.giveUp();
    }

    private Flight next() {
        Flight flight = flights.poll();
        if (flight == null) {
            throw new IllegalStateException("a reply that nobody asked for");
        }
        if (flights.isEmpty()) {
            watcher.allAnswered();
        }
        return flight;
    }
}
