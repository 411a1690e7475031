package io.hania.access.auth.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.ability.Abilities;
import io.hania.access.catalog.Catalog;
import io.hania.access.catalog.Operation;
import io.hania.access.decision.Caller;
import io.hania.access.decision.Question;
import io.hania.access.decision.Refusal;
import io.hania.access.key.KeyHash;
import io.hania.access.key.KeyId;
import io.hania.access.key.KeyKind;
import io.hania.access.key.RawKey;
import io.hania.access.origin.AllowedDomains;
import io.hania.access.records.KeyRecord;
import io.hania.access.records.KeyStatus;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The rule against what the contract says in words. */
class RuleTest {
    private static final Catalog CATALOG = Catalog.builtin();
    private static final Rule RULE = new Rule(CATALOG);
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    @Property
    void acceptsAKeyExactlyWhileItIsActiveUnexpiredAndInItsPlace(
            @ForAll KeyKind kind, @ForAll KeyKind place, @ForAll KeyStatus status, @ForAll("expiries") Instant expiry) {
        KeyRecord record = record(kind, Set.of("*"), status, expiry);

        boolean accepted = Rule.credential(record, place, NOW) == null;

        boolean unexpired = expiry.equals(Instant.MAX) || NOW.isBefore(expiry);
        assertThat(accepted).isEqualTo(kind == place && status == KeyStatus.ACTIVE && unexpired);
    }

    @Property
    void passesACallExactlyIfTheAbilityOfItsEndpointIsGranted(
            @ForAll("operations") Operation operation, @ForAll("grants") Set<String> grants) {
        String needed = operation.ability();
        String path = operation.path().replaceAll("\\{[^}]+}", "42");
        Question question = question(KeyKind.ACCOUNT, operation.method(), path);

        Rule.Verdict verdict = RULE.call(known(KeyKind.ACCOUNT, grants), question);

        String everything = needed.substring(0, needed.indexOf(':')) + ":*";
        boolean granted = grants.contains("*") || grants.contains(needed) || grants.contains(everything);
        assertThat(verdict)
                .isEqualTo(
                        granted
                                ? new Rule.Verdict.Pass(operation.upstream(), needed)
                                : new Rule.Verdict.Stop(new Refusal.MissingAbility(needed)));
    }

    @Property
    void passesNothingThatIsNotInTheCatalog(@ForAll("paths") String path) {
        Question question = question(KeyKind.ACCOUNT, "GET", "/elsewhere" + path);

        assertThat(RULE.call(known(KeyKind.ACCOUNT, Set.of("*")), question))
                .isEqualTo(new Rule.Verdict.Stop(new Refusal.NotFound()));
    }

    @Property
    void letsAWidgetKeyReachItsChatAndItsConfigurationAndNothingElse(
            @ForAll("methods") String method, @ForAll("widgetPaths") String path) {
        Rule.Verdict verdict =
                RULE.call(known(KeyKind.WIDGET, Set.of("chat:send")), question(KeyKind.WIDGET, method, path));

        boolean reads = path.equals("/config") && List.of("GET", "HEAD").contains(method);
        boolean writes = List.of("/chat/send", "/chat/send-stream").contains(path) && method.equals("POST");
        assertThat(verdict instanceof Rule.Verdict.Pass).isEqualTo(reads || writes);
    }

    private static Question question(KeyKind place, String method, String path) {
        Caller caller = new Caller("request", "192.0.2.1", null, null, false);
        return new Question(KeyHash.of(new RawKey("key")), place, method, path, caller);
    }

    private static KnownKey known(KeyKind kind, Set<String> grants) {
        KeyRecord record = record(kind, grants, KeyStatus.ACTIVE, Instant.MAX);
        return new KnownKey(record, Abilities.of(grants, CATALOG), AllowedDomains.of(List.of()), 0);
    }

    private static KeyRecord record(KeyKind kind, Set<String> grants, KeyStatus status, Instant expiry) {
        return new KeyRecord(
                new KeyId(new UUID(1, 1)),
                kind,
                new UUID(2, 2),
                List.copyOf(grants),
                status,
                expiry.equals(Instant.MAX) ? null : expiry,
                0,
                1,
                kind == KeyKind.WIDGET ? "bot" : null,
                List.of());
    }

    @Provide
    Arbitrary<Instant> expiries() {
        return Arbitraries.of(
                Instant.MAX, NOW, NOW.plusMillis(1), NOW.minusMillis(1), NOW.plusSeconds(60), Instant.EPOCH);
    }

    @Provide
    Arbitrary<Operation> operations() {
        return Arbitraries.of(CATALOG.operations());
    }

    @Provide
    Arbitrary<Set<String>> grants() {
        return Arbitraries.of(
                        "*", "bots:*", "bots:read", "bots:write", "tools:read", "widgets:*", "chat:send", "calls:write")
                .set()
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.strings().withChars("abc/").ofMaxLength(20);
    }

    @Provide
    Arbitrary<String> methods() {
        return Arbitraries.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "get");
    }

    @Provide
    Arbitrary<String> widgetPaths() {
        return Arbitraries.of(
                "/config", "/chat/send", "/chat/send-stream", "/chat", "/", "", "/config/", "/api/v1/bots", "/CONFIG");
    }
}
