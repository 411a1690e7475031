package io.hania.access.auth.record;

import io.hania.access.key.KeyHash;
import java.nio.ByteBuffer;

/**
 * What Redis knows of keys. One belongs to each event loop and is used from there only. Questions are gathered until
 * {@link #flush}, which every tick ends with.
 */
public interface RecordCache {
    /** Whether asking makes sense now. A Redis that is down or slow isn't asked, so it costs nothing. */
    boolean reachable();

    /**
     * Asks for a record and counts the call: {@code read.lua}.
     *
     * @param counted whether the call counts if it is an account key's
     * @return the number of our fill token, should the answer be that the record is ours to fill
     */
    long read(KeyHash hash, Counted counted, Answer answer);

    /** Writes what PostgreSQL said and counts the call: {@code settle.lua}. */
    void settle(KeyHash hash, Settlement settlement, Answer answer);

    /** Drops a value that can't be read. */
    void forget(KeyHash hash);

    /** Sends what was gathered. */
    void flush();

    /** What a call does to its key's limit. */
    enum Counted {
        /** Nothing. */
        NOT('0'),
        /** It counts. */
        YES('1'),
        /** It was perhaps counted before, so it is only held against the limit. */
        BEFORE('2');

        /** For the script. */
        final char argument;

        Counted(char argument) {
            this.argument = argument;
        }
    }

    /** Takes what a script answered. */
    interface Answer {
        /** @param reply what the script returned, as its head describes; only valid during the call */
        void reply(ByteBuffer reply);

        /** Redis didn't answer in time, or couldn't. */
        void lost();

        /** The answer came after all, after {@link #lost}: what it says was done was done. */
        void late(ByteBuffer reply);
    }

    /** For settlements that nobody waits for. */
    Answer IGNORED = new Answer() {
        @Override
        public void reply(ByteBuffer reply) {}

        @Override
        public void lost() {}

        @Override
        public void late(ByteBuffer reply) {}
    };
}
