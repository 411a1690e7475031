package io.hania.access.auth.decision;

import io.hania.access.auth.limit.LimitConfig;
import io.hania.access.auth.limit.LocalLimits;
import io.hania.access.auth.token.Tokens;
import io.hania.access.auth.visitor.Visitors;
import io.hania.access.catalog.Catalog;
import io.hania.access.records.WindowShape;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** What all desks share: the rule and everything that it takes to answer. */
@Singleton
final class DeskTools {
    final KnownKeys known;
    final Rule rule;
    final Tokens tokens;
    final Visitors visitors;
    final LocalLimits localLimits;
    final DecisionMeters meters;
    final int windowSeconds;

    @Inject
    DeskTools(
            Catalog catalog,
            Tokens tokens,
            Visitors visitors,
            LocalLimits localLimits,
            DecisionMeters meters,
            LimitConfig limits) {
        this.known = new KnownKeys(catalog);
        this.rule = new Rule(catalog);
        this.tokens = tokens;
        this.visitors = visitors;
        this.localLimits = localLimits;
        this.meters = meters;
        this.windowSeconds = new WindowShape(limits.window()).seconds();
    }
}
