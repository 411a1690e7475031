package io.hania.access.link;

import io.hania.access.decision.Decision;
import io.hania.access.decision.Quota;
import io.hania.access.decision.Refusal;
import io.hania.access.key.KeyId;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers as bytes: {@code u8 kind | u8 flags | [quota: 4 × u32] | what the kind needs}. */
final class AnswerCodec {
    private static final int ALLOWED = 1;
    private static final int UNAUTHORIZED = 2;
    private static final int ORIGIN_NOT_ALLOWED = 3;
    private static final int NOT_FOUND = 4;
    private static final int METHOD_NOT_ALLOWED = 5;
    private static final int MISSING_ABILITY = 6;
    private static final int LIMITED = 7;
    private static final int FAILED = 8;

    private static final int QUOTA = 1;
    private static final int VISITOR = 2;

    private AnswerCodec() {}

    /** Appends an answer; false, and nothing appended, if it is too long for a frame. */
    static boolean write(ByteBuf out, int id, Decision decision) {
        int start = Frame.begin(out, Frame.ANSWER, id);
        switch (decision) {
            case Decision.Allowed allowed -> writeAllowed(out, allowed);
            case Decision.Refused refused -> writeRefused(out, refused);
            case Decision.Limited limited -> {
                writeHead(out, LIMITED, 0, limited.quota());
                out.writeLong(limited.retryAfter().toMillis());
            }
        }
        return Frame.end(out, start);
    }

    /** Appends "no decision could be made". */
    static void writeFailed(ByteBuf out, int id) {
        int start = Frame.begin(out, Frame.ANSWER, id);
        writeHead(out, FAILED, 0, null);
        Frame.end(out, start);
    }

    /**
     * Reads the payload of an answer, all of it; null says that no decision could be made.
     *
     * @throws IllegalArgumentException if a field has no meaning or bytes are left over
     * @throws IndexOutOfBoundsException if it ends too early
     */
    static @Nullable Decision read(ByteBuf in) {
        int kind = in.readByte();
        int flags = in.readByte();
        Quota quota = (flags & QUOTA) == 0 ? null : readQuota(in);
        Decision decision = switch (kind) {
            case ALLOWED -> readAllowed(in, flags, quota);
            case UNAUTHORIZED -> new Decision.Refused(new Refusal.Unauthorized(), quota);
            case ORIGIN_NOT_ALLOWED -> new Decision.Refused(new Refusal.OriginNotAllowed(), quota);
            case NOT_FOUND -> new Decision.Refused(new Refusal.NotFound(), quota);
            case METHOD_NOT_ALLOWED -> new Decision.Refused(new Refusal.MethodNotAllowed(readNames(in)), quota);
            case MISSING_ABILITY -> new Decision.Refused(new Refusal.MissingAbility(Frame.readString(in)), quota);
            case LIMITED -> readLimited(in, quota);
            case FAILED -> null;
            default -> throw new IllegalArgumentException("unknown answer " + kind);
        };
        Frame.expectEnd(in);
        return decision;
    }

    private static void writeAllowed(ByteBuf out, Decision.Allowed allowed) {
        writeHead(out, ALLOWED, allowed.visitor() == null ? 0 : VISITOR, allowed.quota());
        UUID key = allowed.key().value();
        out.writeLong(key.getMostSignificantBits()).writeLong(key.getLeastSignificantBits());
        Frame.writeString(out, allowed.upstream());
        Frame.writeString(out, allowed.token());
        if (allowed.visitor() != null) {
            Frame.writeString(out, allowed.visitor());
        }
    }

    private static Decision readAllowed(ByteBuf in, int flags, @Nullable Quota quota) {
        KeyId key = new KeyId(new UUID(in.readLong(), in.readLong()));
        String upstream = Frame.readString(in);
        String token = Frame.readString(in);
        String visitor = (flags & VISITOR) == 0 ? null : Frame.readString(in);
        return new Decision.Allowed(key, upstream, token, quota, visitor);
    }

    private static Decision readLimited(ByteBuf in, @Nullable Quota quota) {
        if (quota == null) {
            throw new IllegalArgumentException("limited without a quota");
        }
        return new Decision.Limited(quota, Duration.ofMillis(in.readLong()));
    }

    private static void writeRefused(ByteBuf out, Decision.Refused refused) {
        Quota quota = refused.quota();
        switch (refused.refusal()) {
            case Refusal.Unauthorized _ -> writeHead(out, UNAUTHORIZED, 0, quota);
            case Refusal.OriginNotAllowed _ -> writeHead(out, ORIGIN_NOT_ALLOWED, 0, quota);
            case Refusal.NotFound _ -> writeHead(out, NOT_FOUND, 0, quota);
            case Refusal.MethodNotAllowed wrong -> {
                writeHead(out, METHOD_NOT_ALLOWED, 0, quota);
                out.writeByte(wrong.allow().size());
                wrong.allow().forEach(method -> Frame.writeString(out, method));
            }
            case Refusal.MissingAbility missing -> {
                writeHead(out, MISSING_ABILITY, 0, quota);
                Frame.writeString(out, missing.ability());
            }
        }
    }

    private static List<String> readNames(ByteBuf in) {
        int count = in.readUnsignedByte();
        List<String> names = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            names.add(Frame.readString(in));
        }
        return names;
    }

    private static void writeHead(ByteBuf out, int kind, int flags, @Nullable Quota quota) {
        out.writeByte(kind).writeByte(flags | (quota == null ? 0 : QUOTA));
        if (quota != null) {
            out.writeInt(quota.limit()).writeInt(quota.remaining());
            out.writeInt(quota.resetSeconds()).writeInt(quota.windowSeconds());
        }
    }

    private static Quota readQuota(ByteBuf in) {
        return new Quota(in.readInt(), in.readInt(), in.readInt(), in.readInt());
    }
}
