package io.hania.access.admin.session;

import io.hania.access.admin.account.Operator;
import io.hania.access.admin.audit.Actor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Whether somebody signed in is still who they were: asked before a key is created, rotated or revoked. */
@ApplicationScoped
public class Proof {
    /** How it stands. */
    public enum State {
        /** The password was given in the last 15 minutes, or just now. */
        GIVEN,
        /** It must be given. */
        WANTED,
        /** A wrong one was given. */
        WRONG
    }

    private final SignIn signIn;
    private final SessionStore sessions;
    private final Pool pool;

    Proof(SignIn signIn, SessionStore sessions, Pool pool) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.pool = pool;
    }

    /** @param password as sent along with a form; null or empty if it wasn't */
    public Uni<State> of(Operator operator, Actor actor, @Nullable String password) {
        if (!operator.mustProve()) {
            return Uni.createFrom().item(State.GIVEN);
        }
        if (password == null || password.isEmpty()) {
            return Uni.createFrom().item(State.WANTED);
        }
        return signIn.proves(operator.account(), operator.email(), password, actor)
                .call(right -> right
                        ? sessions.prove(pool, operator.session())
                        : Uni.createFrom().voidItem())
                .map(right -> right ? State.GIVEN : State.WRONG);
    }
}
