package io.hania.access.bench.link;

import io.hania.access.decision.Caller;
import io.hania.access.decision.Decision;
import io.hania.access.decision.Question;
import io.hania.access.decision.Quota;
import io.hania.access.key.KeyHash;
import io.hania.access.key.KeyId;
import io.hania.access.key.KeyKind;
import io.hania.access.key.RawKey;

/** A question and an answer as they are on most calls. */
final class Sample {
    static final Question QUESTION = new Question(
            KeyHash.of(new RawKey("hania_sk_0123456789abcdef0123456789abcdef01234567")),
            KeyKind.ACCOUNT,
            "GET",
            "/api/v1/bots",
            new Caller("0f8fad5b-d9cb-469f-a165-70867728950e", "192.0.2.17", null, null, false));
    static final Decision.Allowed ANSWER = new Decision.Allowed(
            KeyId.of("7c9e6679-7425-40de-944b-e07fc1f90ae7"),
            "platform",
            "e".repeat(430),
            new Quota(1000, 712, 1834, 3600),
            null);

    private Sample() {}
}
