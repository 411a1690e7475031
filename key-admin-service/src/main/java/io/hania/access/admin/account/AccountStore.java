package io.hania.access.admin.account;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Accounts and workspaces in PostgreSQL. */
@ApplicationScoped
public class AccountStore {
    private static final String SELECT = "select id, email, password_hash, language from access.account where ";

    private final Pool pool;

    AccountStore(Pool pool) {
        this.pool = pool;
    }

    /** The account of an e-mail address, in any case. */
    public Uni<Optional<Account>> findByEmail(String email) {
        return pool.preparedQuery(SELECT + "lower(email) = lower($1)")
                .execute(Tuple.of(email))
                .map(AccountStore::first);
    }

    /** The account of somebody at an OpenID Connect provider. */
    public Uni<Optional<Account>> findBySubject(String subject) {
        return pool.preparedQuery(SELECT + "oidc_subject = $1")
                .execute(Tuple.of(subject))
                .map(AccountStore::first);
    }

    /** Ties an account to somebody at a provider; false if it is tied to somebody already. */
    public Uni<Boolean> tie(SqlClient tx, UUID account, String subject) {
        return tx.preparedQuery("update access.account set oidc_subject = $2 where id = $1 and oidc_subject is null")
                .execute(Tuple.of(account, subject))
                .map(rows -> rows.rowCount() == 1);
    }

    /** The account of an id. */
    public Uni<Optional<Account>> find(UUID id) {
        return pool.preparedQuery(SELECT + "id = $1").execute(Tuple.of(id)).map(AccountStore::first);
    }

    /** Whether anybody can sign in yet. */
    Uni<Boolean> anybody(SqlClient tx) {
        return tx.query("select exists (select from access.account) as found")
                .execute()
                .map(rows -> rows.iterator().next().getBoolean("found"));
    }

    /** Adds an account. */
    public Uni<Void> insert(SqlClient tx, Account account) {
        return tx.preparedQuery("insert into access.account (id, email, password_hash) values ($1, $2, $3)")
                .execute(Tuple.of(account.id(), account.email(), account.passwordHash()))
                .replaceWithVoid();
    }

    /** Adds a workspace. */
    Uni<Void> insertWorkspace(SqlClient tx, UUID id, String name) {
        return tx.preparedQuery("insert into access.workspace (id, name) values ($1, $2)")
                .execute(Tuple.of(id, name))
                .replaceWithVoid();
    }

    /** Makes somebody a member; one who is a member already keeps the role. */
    public Uni<Void> join(SqlClient tx, UUID account, UUID tenant, Role role) {
        return tx.preparedQuery("""
                        insert into access.membership (account_id, tenant_id, role) values ($1, $2, $3)
                            on conflict do nothing
                        """)
                .execute(Tuple.of(account, tenant, role.id()))
                .replaceWithVoid();
    }

    /** Stores a new password's hash. */
    public Uni<Void> changePassword(SqlClient tx, UUID account, String hash) {
        return tx.preparedQuery("update access.account set password_hash = $2 where id = $1")
                .execute(Tuple.of(account, hash))
                .replaceWithVoid();
    }

    /** A workspace that somebody is a member of. */
    public record Home(UUID tenant, String name, Role role) {}

    /** The workspaces of an account. */
    public Uni<List<Home>> homes(UUID account) {
        return pool.preparedQuery("""
                        select w.id, w.name, m.role from access.membership m join access.workspace w on w.id = m.tenant_id
                         where m.account_id = $1 order by lower(w.name) limit 200
                        """)
                .execute(Tuple.of(account))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Home(row.getUUID("id"), row.getString("name"), Role.of(row.getString("role"))))
                        .toList());
    }

    /** Chooses the language of pages; null for the browser's. */
    public Uni<Void> speak(UUID account, @Nullable String language) {
        return pool.preparedQuery("update access.account set language = $2 where id = $1")
                .execute(Tuple.of(account, language))
                .replaceWithVoid();
    }

    private static Optional<Account> first(RowSet<Row> rows) {
        RowIterator<Row> iterator = rows.iterator();
        return iterator.hasNext() ? Optional.of(account(iterator.next())) : Optional.empty();
    }

    private static Account account(Row row) {
        return new Account(
                row.getUUID("id"), row.getString("email"), row.getString("password_hash"), row.getString("language"));
    }
}
