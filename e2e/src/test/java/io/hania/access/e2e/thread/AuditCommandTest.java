package io.hania.access.e2e.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hania.access.e2e.Database;
import io.hania.access.e2e.HaniaSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command of the manual that verifies the audit log, beside the running service and with its settings. */
class AuditCommandTest {
    private static final Pattern COMMAND = Pattern.compile("(?s)## Verifying the audit log.*?```\\n(java .*?)```");
    private static final Path JAR = HaniaSystem.root().resolve("key-admin-service/target/quarkus-app/quarkus-run.jar");

    private final HaniaSystem system = HaniaSystem.shared();
    private final String workspace = UUID.randomUUID().toString();

    @TempDir
    Path folder;

    @BeforeEach
    void keepALog() {
        assumeTrue(Files.exists(JAR), "native executables are tried, not the jar");
        execute("insert into access.workspace (id, name) values ('" + workspace + "', 'Verified')");
        for (int entry = 1; entry <= 3; entry++) {
            execute("insert into access.audit_entry (tenant_id, actor, action, subject) values ('" + workspace
                    + "', 'somebody', 'key.created', '" + entry + "')");
        }
    }

    @AfterEach
    void leaveOnlyWholeChains() {
        behindItsBack("delete from access.audit_entry where tenant_id = '" + workspace + "'");
        execute("delete from access.audit_head where tenant_id = '" + workspace + "'");
        execute("delete from access.workspace where id = '" + workspace + "'");
    }

    @Test
    void endsWellAndCountsTheEntriesOfEveryWholeChain() throws Exception {
        Ended ended = verify();
        assertThat(ended.output()).contains("audit chain of " + workspace + ": 3 entries, whole");
        assertThat(ended.output()).doesNotContain("broken");
        assertThat(ended.code()).as(ended.output()).isZero();
    }

    @Test
    void endsBadlyAndNamesTheEntryThatTheDatabasesOwnerChanged() throws Exception {
        behindItsBack("update access.audit_entry set actor = 'nobody' where tenant_id = '" + workspace
                + "' and subject = '2'");
        Ended ended = verify();
        assertThat(ended.output()).contains("audit chain of " + workspace + ": broken at entry 2");
        assertThat(ended.code()).as(ended.output()).isEqualTo(1);
    }

    @Test
    void endsBadlyWhenItCouldNotLook() throws Exception {
        Ended ended =
                verify("-Dquarkus.datasource.reactive.url=postgresql://localhost:" + HaniaSystem.freePort() + "/hania");
        assertThat(ended.output()).doesNotContain("whole");
        assertThat(ended.code()).as(ended.output()).isNotZero();
    }

    private record Ended(int code, String output) {}

    private Ended verify(String... changes) throws IOException, InterruptedException {
        Matcher manual = COMMAND.matcher(Files.readString(HaniaSystem.root().resolve("docs/operating.md")));
        assertThat(manual.find()).isTrue();
        List<String> command = new ArrayList<>(
                List.of(manual.group(1).replace("\\\n", " ").strip().split("\\s+")));
        command.set(0, Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.set(command.indexOf("quarkus-run.jar"), JAR.toString());
        command.add(1, "-Xmx192m");
        command.addAll(1, List.of(changes));
        settleInFolder();
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(output));
    }

    /** The service's settings, where its containers have them. */
    private void settleInFolder() throws IOException {
        Files.createDirectories(folder.resolve("config"));
        Files.copy(
                system.local().folder().resolve("config/key-admin-service.properties"),
                folder.resolve("config/application.properties"));
    }

    /** As the owner of the database can, and nobody else. */
    private void behindItsBack(String change) {
        execute("alter table access.audit_entry disable trigger audit_entry_fixed; " + change
                + "; alter table access.audit_entry enable trigger audit_entry_fixed");
    }

    private void execute(String sql) {
        try (Database database = new Database(system)) {
            database.execute(sql);
        }
    }
}
