package io.hania.access.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom inside the gateway. */
@AnalyzeClasses(packages = "io.hania.access.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CIRCLE =
            slices().matching("io.hania.access.gateway.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_WIRE_KNOWS_NOTHING_BUT_BYTES = noClasses()
            .that()
            .resideInAPackage("..gateway.wire..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..access.gateway.edge..", "..access.gateway.proxy..", "..access.key..", "..access.decision..");

    @ArchTest
    static final ArchRule FORWARDING_KNOWS_NO_KEYS = noClasses()
            .that()
            .resideInAPackage("..gateway.proxy..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..access.key..");

    @ArchTest
    static final ArchRule NOTHING_ASKS_A_STORE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "io.vertx.redis..", "io.vertx.pgclient..", "jakarta.persistence..");
}
