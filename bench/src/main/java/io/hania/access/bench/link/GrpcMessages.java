package io.hania.access.bench.link;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.hania.access.decision.Caller;
import io.hania.access.decision.Decision;
import io.hania.access.decision.Question;
import io.hania.access.decision.Quota;
import io.hania.access.key.KeyHash;
import io.hania.access.key.KeyId;
import io.hania.access.key.KeyKind;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.UUID;

/** The messages in protobuf's encoding, written with protobuf's streams as generated code does. */
final class GrpcMessages {
    private static final int ROOM = 1024;

    private GrpcMessages() {}

    static Buffer question(int id, Question question) {
        try {
            byte[] bytes = new byte[ROOM];
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            out.writeInt32(1, id);
            out.writeByteArray(2, question.key().bytes());
            out.writeInt32(3, question.place().ordinal());
            out.writeString(4, question.method());
            out.writeString(5, question.path());
            out.writeString(6, question.caller().requestId());
            out.writeString(7, question.caller().address());
            return Buffer.buffer(Arrays.copyOf(bytes, out.getTotalBytesWritten()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int readQuestion(Buffer message) {
        try {
            CodedInputStream in = CodedInputStream.newInstance(message.getBytes());
            in.readTag();
            int id = in.readInt32();
            in.readTag();
            KeyHash key = KeyHash.ofBytes(in.readByteArray());
            in.readTag();
            KeyKind place = KeyKind.values()[in.readInt32()];
            Question question = new Question(
                    key, place, string(in), string(in), new Caller(string(in), string(in), null, null, false));
            return question.path().isEmpty() ? -1 : id;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Buffer answer(int id, Decision.Allowed answer) {
        try {
            byte[] bytes = new byte[ROOM];
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            out.writeInt32(1, id);
            out.writeFixed64(2, answer.key().value().getMostSignificantBits());
            out.writeFixed64(3, answer.key().value().getLeastSignificantBits());
            out.writeString(4, answer.upstream());
            out.writeString(5, answer.token());
            Quota quota = answer.quota();
            if (quota != null) {
                out.writeInt32(6, quota.limit());
                out.writeInt32(7, quota.remaining());
                out.writeInt32(8, quota.resetSeconds());
                out.writeInt32(9, quota.windowSeconds());
            }
            return Buffer.buffer(Arrays.copyOf(bytes, out.getTotalBytesWritten()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int readAnswer(Buffer message) {
        try {
            CodedInputStream in = CodedInputStream.newInstance(message.getBytes());
            in.readTag();
            int id = in.readInt32();
            in.readTag();
            long most = in.readFixed64();
            in.readTag();
            KeyId key = new KeyId(new UUID(most, in.readFixed64()));
            Decision.Allowed answer = new Decision.Allowed(
                    key, string(in), string(in), new Quota(number(in), number(in), number(in), number(in)), null);
            return answer.token().isEmpty() ? -1 : id;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String string(CodedInputStream in) throws IOException {
        in.readTag();
        return in.readStringRequireUtf8();
    }

    private static int number(CodedInputStream in) throws IOException {
        in.readTag();
        return in.readInt32();
    }
}
