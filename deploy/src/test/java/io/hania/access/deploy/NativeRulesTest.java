package io.hania.access.deploy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our own code does nothing that a native executable can't: no class is looked up, made or opened at run time. */
class NativeRulesTest {
    /** Looks for a signing provider that a native executable doesn't have, and does without it there. */
    private static final String DOES_WITHOUT = "io.hania.access.auth.token.Es256";

    private static final ArchRule LOOKED_UP = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(DOES_WITHOUT)
            .should()
            .callMethod(Class.class, "forName", String.class)
            .orShould()
            .callMethod(Class.class, "forName", String.class, boolean.class, ClassLoader.class)
            .orShould()
            .callMethod(ClassLoader.class, "loadClass", String.class);

    private static final ArchRule REFLECTED = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(DOES_WITHOUT)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Method.class, Field.class, Constructor.class, Proxy.class);

    private static final ArchRule MADE = noClasses()
            .should()
            .callMethod(MethodHandles.Lookup.class, "defineClass", byte[].class)
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.classfile.ClassFile");

    private static final ArchRule SERIALISED = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.ObjectInputStream")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.ObjectOutputStream");

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
        LOOKED_UP.check(classes);
    }

    @Test
    void nothingIsCalledThroughReflection() {
        REFLECTED.check(classes);
    }

    @Test
    void noClassIsMadeAtRunTime() {
        MADE.check(classes);
    }

    @Test
    void nothingIsSerialisedByJava() {
        SERIALISED.check(classes);
    }

    /** Does what ours must not: here, where no native executable is made of it. */
    private static final class Offender {
        Object lookUp() throws ReflectiveOperationException {
            return Class.forName("java.lang.Object").getMethod("toString").invoke("");
        }

        Object make() throws IllegalAccessException {
            return MethodHandles.lookup().defineClass(new byte[0]);
        }

        Object read() throws IOException {
            return new ObjectInputStream(InputStream.nullInputStream());
        }
    }

    static Stream<ArchRule> rules() {
        return Stream.of(LOOKED_UP, REFLECTED, MADE, SERIALISED);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyRuleFindsWhoBreaksIt(ArchRule rule) {
        JavaClasses offender = new ClassFileImporter().importClasses(Offender.class);
        assertThat(rule.evaluate(offender).hasViolation()).isTrue();
    }

    @Test
    void noSecretOfTheStartIsDrawnWhileBuilding() {
        // A SecureRandom in a static field would be the same in every copy of the image, were its class initialised
        // while
        // building; ours are initialised at run time unless told otherwise, and nothing tells so.
        assertThat(Project.SERVICES.stream()
                        .map(service -> Project.ROOT.resolve(service + "/src/main/resources/application.properties"))
                        .filter(Files::exists)
                        .map(Project::read))
                .noneMatch(properties -> properties.contains("initialize-at-build-time"));
    }
}
