package io.hania.access.auth.record;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.hania.access.auth.record.RecordCache.Answer;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.function.Consumer;

/**
 * What a new connection begins with: who we are, which database, which Redis process this is, and the scripts. Without a run
 * id or the scripts the connection is of no use.
 */
final class Greeting {
    private static final String RUN_ID = "run_id:";
    private static final int RUN_DIGITS = 8;

    private final RedisAddress address;
    private final RedisCommands commands;

    Greeting(RedisAddress address, RedisCommands commands) {
        this.address = address;
        this.commands = commands;
    }

    /**
     * Appends the commands.
     *
     * @param known told the run id when all has been answered; empty if the connection is of no use
     */
    void write(RespWriter out, Flights flights, Consumer<byte[]> known) {
        if (address.password() != null) {
            out.command(address.user() == null ? 2 : 3).bulk("AUTH");
            if (address.user() != null) {
                out.bulk(address.user());
            }
            out.bulk(address.password());
            flights.addPatiently(RecordCache.IGNORED);
        }
        if (address.database() != 0) {
            out.command(2).bulk("SELECT").bulk(address.database());
            flights.addPatiently(RecordCache.IGNORED);
        }
        commands.greet(out);
        RunId run = new RunId();
        flights.addPatiently(run);
        flights.addPatiently(RecordCache.IGNORED);
        flights.addPatiently(new Scripts(run, known));
    }

    /** Reads the run id of the Redis process behind the connection. */
    private static final class RunId implements Answer {
        private byte[] bytes = {};

        @Override
        public void reply(ByteBuffer reply) {
            String info = US_ASCII.decode(reply).toString();
            int at = info.indexOf(RUN_ID) + RUN_ID.length();
            bytes = at < RUN_ID.length() ? bytes : HexFormat.of().parseHex(info, at, at + RUN_DIGITS);
        }

        @Override
        public void lost() {}

        @Override
        public void late(ByteBuffer reply) {}
    }

    /** The last answer. */
    private record Scripts(RunId run, Consumer<byte[]> known) implements Answer {
        @Override
        public void reply(ByteBuffer reply) {
            known.accept(run.bytes);
        }

        @Override
        public void lost() {
            known.accept(new byte[0]);
        }

        @Override
        public void late(ByteBuffer reply) {}
    }
}
