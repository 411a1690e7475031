package io.hania.access.deploy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Our own code does nothing that a native executable can't: no class is looked up, made or opened at run time. */
class NativeRulesTest {
    private static JavaClasses classes;

    @BeforeAll
    static void readsTheClassesOfEveryService() {
        List<Path> folders = Stream.concat(
                        Project.SERVICES.stream(),
                        Stream.of("access-model", "access-records", "decision-link", "http-edge", "token-verifier"))
                .map(module -> Project.ROOT.resolve(module + "/target/classes/io/hania"))
                .filter(Files::isDirectory)
                .toList();
        classes = new ClassFileImporter().importPaths(folders);
        assertThat(classes).isNotEmpty();
    }

    @Test
    void noClassIsLookedUpByName() {
        noClasses()
                .should()
                .callMethod(Class.class, "forName", String.class)
                .orShould()
                .callMethod(Class.class, "forName", String.class, boolean.class, ClassLoader.class)
                .orShould()
                .callMethod(ClassLoader.class, "loadClass", String.class)
                .check(classes);
    }

    @Test
    void nothingIsCalledThroughReflection() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Method.class, Field.class, Constructor.class, Proxy.class)
                .check(classes);
    }

    @Test
    void noClassIsMadeAtRunTime() {
        noClasses()
                .should()
                .callMethod(MethodHandles.Lookup.class, "defineClass", byte[].class)
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.classfile.ClassFile")
                .check(classes);
    }

    @Test
    void nothingIsSerialisedByJava() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectInputStream")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectOutputStream")
                .check(classes);
    }

    @Test
    void noSecretOfTheStartIsDrawnWhileBuilding() {
        // A SecureRandom in a static field would be seeded at build time and be the same in every copy of the image,
        // were
        // its class initialised then; ours are initialised at run time unless told otherwise, and nothing tells so.
        assertThat(Project.SERVICES.stream()
                        .map(service -> Project.ROOT.resolve(service + "/src/main/resources/application.properties"))
                        .filter(Files::exists)
                        .map(Project::read))
                .noneMatch(properties -> properties.contains("initialize-at-build-time"));
    }
}
