package io.hania.access.decision;

import io.hania.access.key.KeyHash;
import io.hania.access.key.KeyKind;

/**
 * May the bearer of this key make this call?
 *
 * @param key the hash of the key as sent
 * @param place the kind of key that this place takes: account keys under {@code /api/v1}, widget keys under
 *     {@code /widget/v1}
 * @param method the request's method as sent
 * @param path the raw path that the upstream will get, without the query; for widget calls what follows the key, such
 *     as {@code /chat/send}
 * @param caller who asks
 */
public record Question(KeyHash key, KeyKind place, String method, String path, Caller caller) {}
