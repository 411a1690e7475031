package io.hania.access.auth.decision;

import io.hania.access.catalog.Catalog;
import io.hania.access.catalog.Match;
import io.hania.access.decision.Question;
import io.hania.access.decision.Refusal;
import io.hania.access.key.KeyKind;
import io.hania.access.records.KeyRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is decided in memory once the record is known. Each step is asked in the order of the contract. */
final class Rule {
    private final Catalog catalog;

    /** What the catalog and the grants say of a call. */
    sealed interface Verdict {
        /** Forward it there; {@code ability} was used. */
        record Pass(String upstream, String ability) implements Verdict {}

        /** Don't. */
        record Stop(Refusal refusal) implements Verdict {}
    }

    Rule(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Why the credential isn't accepted here and now; null if it is. The caller learns none of it. */
    static @Nullable String credential(KeyRecord record, KeyKind place, Instant now) {
        if (record.kind() != place) {
            return "wrong_place";
        }
        return record.usableAt(now) ? null : "expired";
    }

    /** Whether the page that a widget call comes from is one of the key's. */
    static boolean originAllowed(KnownKey key, Question question) {
        String origin = question.caller().origin();
        return origin != null && key.domains().allows(origin);
    }

    /** Endpoint, then ability. */
    Verdict call(KnownKey key, Question question) {
        return key.record().kind() == KeyKind.WIDGET ? widgetCall(question) : accountCall(key, question);
    }

    private static Verdict widgetCall(Question question) {
        Refusal refusal = WidgetCall.refusal(question.method(), question.path());
        return refusal == null ? new Verdict.Pass(WidgetCall.UPSTREAM, "chat:send") : new Verdict.Stop(refusal);
    }

    private Verdict accountCall(KnownKey key, Question question) {
        return switch (catalog.match(question.method(), question.path())) {
            case Match.Endpoint endpoint ->
                key.abilities().grants(endpoint.ability())
                        ? new Verdict.Pass(endpoint.upstream(), endpoint.ability())
                        : new Verdict.Stop(new Refusal.MissingAbility(endpoint.ability()));
            case Match.WrongMethod other -> new Verdict.Stop(new Refusal.MethodNotAllowed(other.allow()));
            case Match.Unknown unknown -> new Verdict.Stop(new Refusal.NotFound());
        };
    }
}
