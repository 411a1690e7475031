package io.hania.access.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.auth.Operator.Account;
import io.hania.access.auth.token.Tokens;
import io.hania.access.decision.Caller;
import io.hania.access.decision.Decision;
import io.hania.access.decision.Question;
import io.hania.access.key.KeyHash;
import io.hania.access.key.KeyId;
import io.hania.access.key.KeyKind;
import io.hania.access.records.KeyRecord;
import io.hania.access.records.KeyStatus;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Internal tokens as an upstream sees them. */
@QuarkusTest
@QuarkusTestResource(StoresForTests.class)
class TokensTest {
    private static final String BOTS = "/api/v1/bots";
    private static final long LIFETIME_MILLIS = 60_000;

    private static Operator operator;
    private static LinkProbe link;

    @Inject
    Tokens tokens;

    @TestHTTPResource(value = "/../signing-keys/rotation", management = true)
    URL rotation;

    @BeforeAll
    static void open() {
        operator = new Operator(StoresForTests.database, StoresForTests.redis.url());
        link = new LinkProbe(StoresForTests.linkPort).connected();
    }

    @AfterAll
    static void close() {
        link.close();
        operator.close();
    }

    private static String token(Account account) {
        return ((Decision.Allowed) link.decide(account.key(), "GET", BOTS)).token();
    }

    private static JsonObject part(String token, int number) {
        byte[] bytes = Base64.getUrlDecoder().decode(token.split("\\.")[number]);
        return new JsonObject(new String(bytes, StandardCharsets.UTF_8));
    }

    private static JsonArray published() {
        return new JsonObject(given().get("/.well-known/jwks.json").asString()).getJsonArray("keys");
    }

    private static boolean verifies(String token) throws Exception {
        String kid = part(token, 0).getString("kid");
        for (Object each : published()) {
            JsonObject key = (JsonObject) each;
            if (key.getString("kid").equals(kid)) {
                return verifies(token, key);
            }
        }
        return false;
    }

    private static boolean verifies(String token, JsonObject key) throws Exception {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        ECPoint point = new ECPoint(number(key, "x"), number(key, "y"));
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class))));
        int dot = token.lastIndexOf('.');
        signature.update(token.substring(0, dot).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getUrlDecoder().decode(token.substring(dot + 1)));
    }

    private static BigInteger number(JsonObject key, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(key.getString(name)));
    }

    @Test
    void saysWhatTheContractListsAndNoMore() throws Exception {
        Account account = operator.create("bots:read", "chat:send");
        String token = token(account);
        JsonObject claims = part(token, 1);

        assertThat(part(token, 0).getString("alg")).isEqualTo("ES256");
        assertThat(part(token, 0).getString("typ")).isEqualTo("at+jwt");
        assertThat(claims.fieldNames())
                .containsExactly("iss", "aud", "sub", "tenant_id", "key_kind", "abilities", "jti", "iat", "exp");
        assertThat(claims.getString("iss")).isEqualTo("hania-access");
        assertThat(claims.getString("aud")).isEqualTo("platform");
        assertThat(claims.getString("sub")).isEqualTo(account.id().toString());
        assertThat(claims.getString("key_kind")).isEqualTo("account");
        assertThat(claims.getJsonArray("abilities").getList()).isEqualTo(List.of("bots:read", "chat:send"));
        assertThat(claims.getLong("exp") - claims.getLong("iat")).isEqualTo(60);
        assertThat(verifies(token)).isTrue();
    }

    @Test
    void namesBotAndOriginOfAWidget() {
        Account widget = operator.createWidget(1000, "shop.example");
        Caller page = new Caller("request", "192.0.2.1", "https://shop.example", null, false);
        Decision.Allowed allowed = (Decision.Allowed)
                link.decide(new Question(KeyHash.of(widget.key()), KeyKind.WIDGET, "POST", "/chat/send", page));
        JsonObject claims = part(allowed.token(), 1);

        assertThat(claims.getString("bot_id")).isEqualTo("bot-1");
        assertThat(claims.getString("origin")).isEqualTo("https://shop.example");
        assertThat(claims.getString("key_kind")).isEqualTo("widget");
        assertThat(claims.getJsonArray("aud").getList()).isEqualTo(List.of("widget-service", "platform"));
    }

    @Test
    void isReusedUntilTheRecordChanges() {
        Account account = operator.create("*");
        String first = token(account);
        assertThat(token(account)).isEqualTo(first);

        operator.change(account, "abilities = '{bots:read}'");

        String second = token(account);
        assertThat(second).isNotEqualTo(first);
        assertThat(part(second, 1).getJsonArray("abilities").getList()).isEqualTo(List.of("bots:read"));
    }

    @Test
    void tokensMadeTogetherAreNotRenewedTogether() {
        List<KeyRecord> keys = Stream.generate(TokensTest::record).limit(200).toList();
        long now = System.currentTimeMillis();
        List<String> first = tokensAt(keys, now);

        assertThat(tokensAt(keys, now + LIFETIME_MILLIS / 4 - 1)).isEqualTo(first);
        assertThat(tokensAt(keys, now + LIFETIME_MILLIS * 3 / 8).stream().filter(first::contains))
                .hasSizeBetween(50, 150);
        assertThat(tokensAt(keys, now + LIFETIME_MILLIS / 2)).doesNotContainAnyElementsOf(first);
    }

    private List<String> tokensAt(List<KeyRecord> keys, long millis) {
        return keys.stream()
                .map(key -> tokens.tokenFor(key, "platform", null, millis))
                .toList();
    }

    private static KeyRecord record() {
        KeyId id = new KeyId(UUID.randomUUID());
        return new KeyRecord(
                id, KeyKind.ACCOUNT, UUID.randomUUID(), List.of("*"), KeyStatus.ACTIVE, null, 1, 1, null, List.of());
    }

    @Test
    void keepsThePrivateKeySealedInPostgres() {
        assertThat(operator.number(
                        "select count(*) from signing.signing_key where length(sealed_key) > 80"
                                + " and position('\\x3081'::bytea in sealed_key) <> 1",
                        Tuple.tuple()))
                .isPositive();
    }

    @Test
    void refusesToRotateForStrangers() {
        given().post(rotation).then().statusCode(401);
        given().header("Authorization", "Bearer wrong").post(rotation).then().statusCode(401);
        given().post("/signing-keys/rotation").then().statusCode(401);
    }

    @Test
    void passesOverAKeyThatCannotBeOpenedWhileAnotherCan() {
        operator.run(
                "insert into signing.signing_key values ('foreign', 'ES256', '\\x00', '\\x00', now(),"
                        + " now() - interval '1 hour', now() + interval '90 days', now() + interval '91 days')",
                Tuple.tuple());

        given().header("Authorization", "Bearer " + StoresForTests.ROTATION_TOKEN)
                .post(rotation)
                .then()
                .statusCode(200);
        assertThat(published().stream().map(key -> ((JsonObject) key).getString("kid")))
                .isNotEmpty()
                .doesNotContain("foreign");
    }

    @Test
    void rotatesUnderLoadWithoutATokenThatCannotBeVerified() throws Exception {
        Set<String> signers =
                new HashSet<>(Set.of(part(token(operator.create("*")), 0).getString("kid")));
        String next = given().header("Authorization", "Bearer " + StoresForTests.ROTATION_TOKEN)
                .post(rotation)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("kid");
        assertThat(published().stream().map(key -> ((JsonObject) key).getString("kid")))
                .contains(next);

        int calls = 0;
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!signers.contains(next) && System.nanoTime() - until < 0) {
            String token = token(operator.create("*"));
            assertThat(verifies(token)).isTrue();
            signers.add(part(token, 0).getString("kid"));
            calls++;
        }

        assertThat(signers).contains(next).hasSizeGreaterThan(1);
        assertThat(calls).isPositive();
    }
}
