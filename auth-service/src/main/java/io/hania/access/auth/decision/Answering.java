package io.hania.access.auth.decision;

import io.hania.access.auth.usage.Outcome;
import io.hania.access.auth.visitor.Visitor;
import io.hania.access.decision.Decision;
import io.hania.access.decision.Question;
import io.hania.access.decision.Quota;
import io.hania.access.decision.Refusal;
import io.hania.access.key.KeyKind;
import io.hania.access.link.Asked;
import io.hania.access.records.KeyRecord;
import org.jspecify.annotations.Nullable;

/** How a question is answered once its key is accepted or not: the answer, the figures, and what operators shall know. */
abstract class Answering {
    final Desk desk;
    final Question question;
    final Asked asked;
    final long arrived;
    final long now;

    /**
     * @param arrived {@link System#nanoTime} when it was there
     * @param now milliseconds since 1970
     */
    Answering(Desk desk, Asked asked, long arrived, long now) {
        this.desk = desk;
        this.asked = asked;
        this.question = asked.question();
        this.arrived = arrived;
        this.now = now;
    }

    /** No decision can be made. */
    final void undecided() {
        desk.tools.meters.undecided(question.place(), System.nanoTime() - arrived);
        asked.fail();
    }

    final void conclude(KnownKey accepted, @Nullable Quota quota, @Nullable Visitor visitor) {
        switch (desk.tools.rule.call(accepted, question)) {
            case Rule.Verdict.Pass pass -> allow(accepted.record(), pass, quota, visitor);
            case Rule.Verdict.Stop stop -> stop(stop.refusal(), quota);
        }
    }

    private void allow(KeyRecord record, Rule.Verdict.Pass pass, @Nullable Quota quota, @Nullable Visitor visitor) {
        String origin = record.kind() == KeyKind.WIDGET ? question.caller().origin() : null;
        String internal = desk.tools.tokens.tokenFor(record, pass.upstream(), origin, now);
        if (internal == null) {
            undecided();
            return;
        }
        desk.ledger.call(question, Outcome.ALLOWED, pass.ability(), now);
        String visitorToken = visitor == null ? null : visitor.token();
        answer(new Decision.Allowed(record.id(), pass.upstream(), internal, quota, visitorToken), Outcome.ALLOWED);
    }

    private void stop(Refusal refusal, @Nullable Quota quota) {
        Outcome outcome = outcome(refusal);
        if (preflight()) {
            answer(new Decision.Refused(refusal, quota), outcome);
            return;
        }
        note(
                outcome,
                refusal instanceof Refusal.MissingAbility lacks
                        ? "missing_ability: " + lacks.ability()
                        : outcome.column());
        answer(new Decision.Refused(refusal, quota), outcome);
    }

    private static Outcome outcome(Refusal refusal) {
        return switch (refusal) {
            case Refusal.Unauthorized none -> Outcome.UNAUTHORIZED;
            case Refusal.OriginNotAllowed none -> Outcome.ORIGIN_NOT_ALLOWED;
            case Refusal.NotFound none -> Outcome.NOT_FOUND;
            case Refusal.MethodNotAllowed other -> Outcome.METHOD_NOT_ALLOWED;
            case Refusal.MissingAbility lacks -> Outcome.MISSING_ABILITY;
        };
    }

    final void seen() {
        String origin = question.caller().origin();
        desk.ledger.seen(question.key(), origin == null ? "unknown" : origin, now);
    }

    final void note(Outcome outcome, @Nullable String reason) {
        desk.ledger.call(question, outcome, null, now);
        desk.ledger.refused(question, reason, now);
    }

    final void answer(Decision decision, Outcome outcome) {
        desk.tools.meters.decided(question.place(), outcome, System.nanoTime() - arrived);
        asked.answer(decision);
    }

    final boolean preflight() {
        return question.place() == KeyKind.WIDGET && WidgetCall.preflight(question.method());
    }
}
