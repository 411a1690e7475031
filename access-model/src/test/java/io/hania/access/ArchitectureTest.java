package io.hania.access;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The model is plain Java: it can be read, tested and used without any framework. */
@AnalyzeClasses(packages = "io.hania.access", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule THE_MODEL_KNOWS_NO_FRAMEWORK = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "org.jspecify..", "io.hania.access..", "com.google.common..", "org.snakeyaml.engine..");

    @ArchTest
    static final ArchRule THE_MODEL_ASKS_NOBODY = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "java.nio.channels..", "java.sql..", "javax..");

    @ArchTest
    static final ArchRule ONLY_THE_CATALOG_READS_YAML = noClasses()
            .that()
            .resideOutsideOfPackage("..access.catalog..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.snakeyaml..");

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CIRCLE =
            slices().matching("io.hania.access.(*)..").should().beFreeOfCycles();
}
