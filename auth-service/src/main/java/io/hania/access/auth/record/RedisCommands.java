package io.hania.access.auth.record;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.hania.access.key.KeyHash;
import io.hania.access.records.CachedValue;
import io.hania.access.records.LuaScript;
import io.hania.access.records.RedisNames;
import io.hania.access.records.WindowShape;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/** The commands of the decision path, as bytes. The frequent one is a template with holes. */
final class RedisCommands {
    private static final byte[] NOTHING = {};
    private static final String TAG_HOLE = "T".repeat(20);
    private static final String RUN_HOLE = "R".repeat(4);
    private static final String TOKEN_HOLE = "F".repeat(CachedValue.TOKEN_LENGTH);

    private final RedisNames names;
    private final LuaScript read;
    private final LuaScript settle;
    private final byte[] template;
    private final int recordTag;
    private final int counterTag;
    private final int runAt;
    private final int tokenAt;
    private final int countAt;
    private final long node = new SecureRandom().nextLong();

    RedisCommands(String prefix, WindowShape window) {
        this.names = new RedisNames(prefix);
        this.read = LuaScript.read(window);
        this.settle = LuaScript.settle(window);
        String record = prefix + ":k:{" + TAG_HOLE + '}';
        String counter = prefix + ":c:{" + TAG_HOLE + '}';
        RespWriter out = new RespWriter();
        out.command(8).bulk("EVALSHA").bulk(read.sha()).bulk("2").bulk(record).bulk(counter);
        out.bulk(RUN_HOLE).bulk(TOKEN_HOLE).bulk("C");
        this.template = out.take().getBytes();
        String text = new String(template, US_ASCII);
        this.recordTag = text.indexOf(TAG_HOLE);
        this.counterTag = text.lastIndexOf(TAG_HOLE);
        this.runAt = text.lastIndexOf(RUN_HOLE);
        this.tokenAt = text.lastIndexOf(TOKEN_HOLE);
        this.countAt = text.lastIndexOf('C');
    }

    void greet(RespWriter out) {
        out.command(2).bulk("INFO").bulk("server");
        out.command(3).bulk("SCRIPT").bulk("LOAD").bulk(read.text());
        out.command(3).bulk("SCRIPT").bulk("LOAD").bulk(settle.text());
    }

    void load(RespWriter out) {
        out.command(3).bulk("SCRIPT").bulk("LOAD").bulk(read.text());
        out.command(3).bulk("SCRIPT").bulk("LOAD").bulk(settle.text());
    }

    @SuppressWarnings("deprecation") // getBytes(int, int, byte[], int) is the one way without an allocation
    void read(RespWriter out, KeyHash hash, byte[] run, long token, RecordCache.Counted counted) {
        byte[] command = template.clone();
        String tag = RedisNames.tag(hash);
        tag.getBytes(0, tag.length(), command, recordTag);
        tag.getBytes(0, tag.length(), command, counterTag);
        System.arraycopy(run, 0, command, runAt, run.length);
        ByteBuffer.wrap(command, tokenAt, CachedValue.TOKEN_LENGTH)
                .putLong(node)
                .putLong(token);
        command[countAt] = (byte) counted.argument;
        out.raw(command);
    }

    void settle(RespWriter out, KeyHash hash, byte[] run, Settlement settlement) {
        boolean write = settlement.token() >= 0;
        out.command(13).bulk("EVALSHA").bulk(settle.sha()).bulk("3");
        out.bulk(names.record(hash)).bulk(names.counter(hash));
        out.bulk(names.visitor(hash, settlement.visitor() == null ? "" : settlement.visitor()));
        out.bulk(run).bulk(write ? token(settlement.token()) : NOTHING);
        out.bulk(settlement.value()).bulk(settlement.millis());
        out.bulk(settlement.limit()).bulk(settlement.visitorLimit());
        out.bulk(String.valueOf(settlement.counted().argument));
    }

    void forget(RespWriter out, KeyHash hash) {
        out.command(2).bulk("DEL").bulk(names.record(hash));
    }

    private byte[] token(long number) {
        byte[] token = new byte[CachedValue.TOKEN_LENGTH];
        ByteBuffer.wrap(token).putLong(node).putLong(number);
        return token;
    }
}
