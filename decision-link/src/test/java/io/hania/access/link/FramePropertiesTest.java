package io.hania.access.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hania.access.decision.Caller;
import io.hania.access.decision.Decision;
import io.hania.access.decision.Question;
import io.hania.access.decision.Quota;
import io.hania.access.decision.Refusal;
import io.hania.access.key.KeyHash;
import io.hania.access.key.KeyId;
import io.hania.access.key.KeyKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Questions and answers survive the wire; bytes that are neither are refused without a hang or another exception. */
class FramePropertiesTest {
    @Property
    void everyQuestionReadsAsItWasWritten(
            @ForAll("questions") Question question, @ForAll boolean again, @ForAll int id) {
        ByteBuf wire = Unpooled.buffer();
        assertThat(QuestionCodec.write(wire, id, question, again)).isTrue();
        ByteBuf payload = payload(wire, Frame.QUESTION, id);
        assertThat(QuestionCodec.again(payload)).isEqualTo(again);
        assertThat(QuestionCodec.read(payload)).isEqualTo(question);
    }

    @Property
    void everyAnswerReadsAsItWasWritten(@ForAll("decisions") Decision decision, @ForAll int id) {
        ByteBuf wire = Unpooled.buffer();
        assertThat(AnswerCodec.write(wire, id, decision)).isTrue();
        assertThat(AnswerCodec.read(payload(wire, Frame.ANSWER, id))).isEqualTo(decision);
    }

    @Property
    void aCutPayloadIsRefused(@ForAll("questions") Question question, @ForAll("decisions") Decision decision) {
        ByteBuf wire = Unpooled.buffer();
        QuestionCodec.write(wire, 1, question, false);
        ByteBuf cut = payload(wire, Frame.QUESTION, 1);
        cut.writerIndex(cut.writerIndex() - 1);
        assertThatThrownBy(() -> QuestionCodec.read(cut)).isInstanceOf(RuntimeException.class);
        wire.clear();
        AnswerCodec.write(wire, 1, decision);
        ByteBuf longer = payload(wire, Frame.ANSWER, 1).copy().writeByte(0);
        assertThatThrownBy(() -> AnswerCodec.read(longer)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void anyBytesEitherReadOrAreRefused(@ForAll @Size(max = 200) byte[] bytes) {
        read(() -> QuestionCodec.read(Unpooled.wrappedBuffer(bytes)));
        read(() -> AnswerCodec.read(Unpooled.wrappedBuffer(bytes)));
    }

    @Property(tries = 20)
    void aFrameThatWouldBeTooLongIsTakenBack(@ForAll("questions") Question question) {
        ByteBuf wire = Unpooled.buffer().writeByte(7);
        Caller caller = new Caller("1", "::1", "x".repeat(Frame.MAX_LENGTH), null, false);
        Question tooLong = new Question(question.key(), question.place(), "GET", "/", caller);
        assertThat(QuestionCodec.write(wire, 1, tooLong, false)).isFalse();
        assertThat(wire.readableBytes()).isEqualTo(1);
    }

    private static void read(Runnable reading) {
        try {
            reading.run();
        } catch (IllegalArgumentException | IndexOutOfBoundsException expected) {
            assertThat(expected).isNotNull();
        }
    }

    private static ByteBuf payload(ByteBuf wire, byte type, int id) {
        assertThat(wire.readInt()).isEqualTo(wire.readableBytes());
        assertThat(wire.readByte()).isEqualTo(type);
        assertThat(wire.readInt()).isEqualTo(id);
        return wire;
    }

    @Provide
    Arbitrary<Question> questions() {
        Arbitrary<KeyHash> hashes =
                Arbitraries.bytes().array(byte[].class).ofSize(32).map(KeyHash::ofBytes);
        return Combinators.combine(hashes, Arbitraries.of(KeyKind.class), texts(), texts(), callers())
                .as(Question::new);
    }

    private Arbitrary<Caller> callers() {
        return Combinators.combine(
                        texts(), texts(), texts().injectNull(0.3), texts().injectNull(0.3), Arbitraries.of(true, false))
                .as(Caller::new);
    }

    @Provide
    Arbitrary<Decision> decisions() {
        Arbitrary<Integer> ints = Arbitraries.integers();
        Arbitrary<Quota> quotas = Combinators.combine(ints, ints, ints, ints).as(Quota::new);
        Arbitrary<KeyId> ids = Combinators.combine(Arbitraries.longs(), Arbitraries.longs())
                .as((high, low) -> new KeyId(new UUID(high, low)));
        Arbitrary<Decision> allowed = Combinators.combine(
                        ids, texts(), texts(), quotas.injectNull(0.3), texts().injectNull(0.3))
                .as(Decision.Allowed::new);
        Arbitrary<Decision> refused =
                Combinators.combine(refusals(), quotas.injectNull(0.3)).as(Decision.Refused::new);
        Arbitrary<Decision> limited = Combinators.combine(
                        quotas, Arbitraries.longs().between(0, 1L << 40))
                .as((quota, millis) -> new Decision.Limited(quota, Duration.ofMillis(millis)));
        return Arbitraries.oneOf(allowed, refused, limited);
    }

    private Arbitrary<Refusal> refusals() {
        Arbitrary<Refusal> methods =
                texts().list().ofMaxSize(5).map(allow -> new Refusal.MethodNotAllowed(List.copyOf(allow)));
        Arbitrary<Refusal> abilities = texts().map(Refusal.MissingAbility::new);
        Arbitrary<Refusal> plain =
                Arbitraries.of(new Refusal.Unauthorized(), new Refusal.OriginNotAllowed(), new Refusal.NotFound());
        return Arbitraries.oneOf(plain, methods, abilities);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings().withCharRange(' ', '~').withChars('é', '界').ofMaxLength(300);
    }
}
