package io.hania.access.decision;

import java.util.List;

/** Why a call is not forwarded, as far as the caller may know. The order is that of section 2 of the contract. */
public sealed interface Refusal {
    /** No key, or none that is known, active and unexpired: 401. Which of these it was, the caller isn't told. */
    record Unauthorized() implements Refusal {}

    /** A widget call from a page outside the key's allowed domains: 403. */
    record OriginNotAllowed() implements Refusal {}

    /** No such endpoint: 404. */
    record NotFound() implements Refusal {}

    /** The endpoint has other methods: 405 with these in {@code Allow}. */
    record MethodNotAllowed(List<String> allow) implements Refusal {
        public MethodNotAllowed {
            allow = List.copyOf(allow);
        }
    }

    /** The key lacks the ability that the endpoint requires: 403. */
    record MissingAbility(String ability) implements Refusal {}
}
