package io.hania.access.link;

import io.hania.access.decision.Caller;
import io.hania.access.decision.Question;
import io.hania.access.key.KeyHash;
import io.hania.access.key.KeyKind;
import io.netty.buffer.ByteBuf;

/**
 * Questions as bytes: {@code u8 flags | u8 place | 32 hash | method | path | request id | address | [origin] |
 * [visitor]}.
 */
final class QuestionCodec {
    private static final int ORIGIN = 1;
    private static final int VISITOR = 2;
    private static final int BROWSER = 4;
    private static final int AGAIN = 8;
    private static final int ALL = ORIGIN | VISITOR | BROWSER | AGAIN;
    private static final KeyKind[] PLACES = {KeyKind.ACCOUNT, KeyKind.WIDGET};

    private QuestionCodec() {}

    /** Appends a question; false, and nothing appended, if it is too long for a frame. */
    static boolean write(ByteBuf out, int id, Question question, boolean again) {
        Caller caller = question.caller();
        int start = Frame.begin(out, Frame.QUESTION, id);
        out.writeByte(flags(caller, again));
        out.writeByte(question.place() == KeyKind.ACCOUNT ? 0 : 1);
        out.writeBytes(question.key().bytes());
        Frame.writeString(out, question.method());
        Frame.writeString(out, question.path());
        Frame.writeString(out, caller.requestId());
        Frame.writeString(out, caller.address());
        if (caller.origin() != null) {
            Frame.writeString(out, caller.origin());
        }
        if (caller.visitor() != null) {
            Frame.writeString(out, caller.visitor());
        }
        return Frame.end(out, start);
    }

    /** Whether the question at the reader index has been asked before, perhaps of another auth-service. */
    static boolean again(ByteBuf payload) {
        return payload.isReadable() && (payload.getByte(payload.readerIndex()) & AGAIN) != 0;
    }

    /**
     * Reads the payload of a question, all of it.
     *
     * @throws IllegalArgumentException if a field has no meaning or bytes are left over
     * @throws IndexOutOfBoundsException if it ends too early
     */
    static Question read(ByteBuf in) {
        int flags = in.readByte();
        if ((flags & ~ALL) != 0) {
            throw new IllegalArgumentException("unknown flags");
        }
        int place = in.readByte();
        if (place < 0 || place >= PLACES.length) {
            throw new IllegalArgumentException("unknown place");
        }
        byte[] hash = new byte[KeyHash.LENGTH];
        in.readBytes(hash);
        String method = Frame.readString(in);
        String path = Frame.readString(in);
        Caller caller = readCaller(in, flags);
        Frame.expectEnd(in);
        return new Question(KeyHash.ofBytes(hash), PLACES[place], method, path, caller);
    }

    private static Caller readCaller(ByteBuf in, int flags) {
        String requestId = Frame.readString(in);
        String address = Frame.readString(in);
        String origin = (flags & ORIGIN) == 0 ? null : Frame.readString(in);
        String visitor = (flags & VISITOR) == 0 ? null : Frame.readString(in);
        return new Caller(requestId, address, origin, visitor, (flags & BROWSER) != 0);
    }

    private static int flags(Caller caller, boolean again) {
        return (caller.origin() == null ? 0 : ORIGIN)
                | (caller.visitor() == null ? 0 : VISITOR)
                | (caller.browser() ? BROWSER : 0)
                | (again ? AGAIN : 0);
    }
}
