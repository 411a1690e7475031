package io.hania.access.token;

import java.util.concurrent.CompletionStage;

/** Fetches the auth-service's published keys. */
@FunctionalInterface
public interface JwksSource {
    /** The JSON Web Key Set (RFC 7517) as text; fails if it can't be had. */
    CompletionStage<String> fetch();
}
