package io.hania.access.admin.account;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hashes passwords with Argon2id. Each takes 19 MB and tens of milliseconds, so two at once and a bounded queue: a
 * flood of guesses must not take the service's memory.
 */
@ApplicationScoped
public class Passwords {
    /** Shortest password that is accepted. */
    public static final int MINIMUM = 12;
    /** Longest password that is accepted; a longer one would only cost time. */
    public static final int MAXIMUM = 200;

    private static final int AT_ONCE = 2;
    private static final int WAITING = 100;
    private static final Argon2Function ARGON2ID = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);

    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            AT_ONCE, AT_ONCE, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING), Passwords::thread);
    private final String nobodys = hashNow("no account has this password: " + Math.random());

    /** The hash of a new password in its PHC form. Fails with RejectedExecutionException when too many wait. */
    public Uni<String> hash(String password) {
        return work(() -> hashNow(password));
    }

    /** Whether the password is the account's; for no account it is false after the same work. */
    public Uni<Boolean> matches(String password, Optional<Account> account) {
        String stored = account.map(Account::passwordHash).orElse(nobodys);
        boolean known = account.map(Account::passwordHash).isPresent();
        return work(() -> check(password, stored) && known);
    }

    /** Why a new password is refused, as the name of a message; null if it is good. */
    public static @Nullable String fault(String password, String email) {
        if (password.length() < MINIMUM) {
            return "too-short";
        }
        if (password.length() > MAXIMUM) {
            return "too-long";
        }
        boolean plain = password.chars().distinct().count() < 5 || password.equalsIgnoreCase(email);
        return plain ? "too-plain" : null;
    }

    private static boolean check(String password, String stored) {
        return password.length() <= MAXIMUM
                && Password.check(password, stored).with(Argon2Function.getInstanceFromHash(stored));
    }

    private static String hashNow(String password) {
        return Password.hash(password).addRandomSalt(16).with(ARGON2ID).getResult();
    }

    private <T> Uni<T> work(Callable<T> task) {
        return Uni.createFrom()
                .item(() -> {
                    try {
                        return task.call();
                    } catch (Exception e) {
                        throw new IllegalStateException("a password could not be hashed", e);
                    }
                })
                .runSubscriptionOn(workers);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "password");
        thread.setDaemon(true);
        return thread;
    }

    @PreDestroy
    void stop() {
        workers.shutdownNow();
    }
}
