package io.hania.access.admin;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds of the classes: which package may know which, and that every page is one that the tests know. */
class RulesTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.hania.access.admin");

    @Test
    void theTestsKnowEveryPageAndForm() {
        Set<String> served = CLASSES.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(GET.class) || method.isAnnotatedWith(POST.class))
                .map(RulesTest::shape)
                .collect(Collectors.toSet());
        assertThat(Route.ALL.stream().map(Route::shape)).containsExactlyInAnyOrderElementsOf(served);
    }

    @Test
    void onlyTheEntranceIsOpenToStrangers() {
        Set<String> open = CLASSES.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(GET.class) || method.isAnnotatedWith(POST.class))
                .filter(method -> !guarded(method) && !guarded(method.getOwner()))
                .map(method -> method.getOwner().getSimpleName())
                .collect(Collectors.toSet());
        assertThat(open)
                .containsExactlyInAnyOrder("CompanyResource", "HomeResource", "InvitationResource", "SignInResource");
    }

    private static boolean guarded(CanBeAnnotated member) {
        return member.isAnnotatedWith(Authenticated.class) || member.isAnnotatedWith(RolesAllowed.class);
    }

    @Test
    void packagesFormNoCircle() {
        // The audit log's page stands beside the log that every page writes to.
        slices().matching("io.hania.access.admin.(*)..")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(
                        resideInAPackage("..admin.audit.."), resideInAnyPackage("..admin.page..", "..admin.account.."))
                .check(CLASSES);
    }

    @Test
    void nothingWritesToAStreamOrWaitsOnALoop() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(CLASSES);
    }

    private static String shape(JavaMethod method) {
        String base = path(method.getOwner().tryGetAnnotationOfType(Path.class).orElse(null));
        String own = path(method.tryGetAnnotationOfType(Path.class).orElse(null));
        String verb = method.isAnnotatedWith(GET.class) ? "GET " : "POST ";
        String whole = ("/" + base + "/" + own).replaceAll("/{2,}", "/");
        String address = whole.length() > 1 && whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole;
        return verb + address.replaceAll("\\{[^{}]*(\\{[^{}]*}[^{}]*)*}", "{}");
    }

    private static String path(@Nullable Path path) {
        return path == null ? "" : path.value();
    }
}
