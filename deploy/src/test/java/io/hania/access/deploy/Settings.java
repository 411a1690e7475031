package io.hania.access.deploy;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The settings of our own that one service reads, as its classes tell: those of its {@code @ConfigMapping} interfaces,
 * of its {@code @ConfigProperty} parameters, and of the expressions in its {@code application.properties}. Those of
 * Quarkus aren't known here; a running service complains about any that it doesn't know.
 */
record Settings(String service, Set<String> names, Set<String> maps) {
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([a-z][a-z.-]*)");

    static Settings of(String service) {
        JavaClasses classes = new ClassFileImporter()
                .importPaths(Project.modules(service)
                        .map(module -> Project.ROOT.resolve(module + "/target/classes/io/hania"))
                        .toList());
        Settings settings = new Settings(service, new TreeSet<>(), new TreeSet<>());
        for (JavaClass type : classes) {
            type.tryGetAnnotationOfType("io.smallrye.config.ConfigMapping")
                    .ifPresent(mapping -> settings.addGroup(type, text(mapping, "prefix")));
            Stream.concat(
                            type.getFields().stream(),
                            type.getCodeUnits().stream().flatMap(unit -> unit.getParameters().stream()))
                    .forEach(settings::addProperty);
        }
        EXPRESSION
                .matcher(Project.read(Project.ROOT.resolve(service + "/src/main/resources/application.properties")))
                .results()
                .forEach(found -> settings.names.add(found.group(1)));
        return settings;
    }

    /** Whether the service reads it. */
    boolean know(String name) {
        return names.contains(name)
                || maps.stream().anyMatch(map -> name.startsWith(map) && name.length() > map.length());
    }

    /** Those of a file in the format of {@code application.properties}. */
    static Set<String> in(String properties) {
        Properties read = new Properties();
        try {
            read.load(new StringReader(properties));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TreeSet<>(read.stringPropertyNames());
    }

    static Set<String> in(Path file) {
        return in(Project.read(file));
    }

    private void addGroup(JavaClass group, String prefix) {
        for (JavaMethod method : group.getMethods()) {
            String name = prefix + '.' + name(method);
            JavaClass type = method.getRawReturnType();
            if (type.isEquivalentTo(java.util.Map.class)) {
                maps.add(name + '.');
            } else if (type.getPackageName().startsWith("io.hania") && type.isInterface()) {
                addGroup(type, name);
            } else {
                names.add(name);
            }
        }
    }

    private static String name(JavaMethod method) {
        return method.tryGetAnnotationOfType("io.smallrye.config.WithName")
                .map(given -> text(given, "value"))
                .orElseGet(() -> method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT));
    }

    private void addProperty(HasAnnotations<?> place) {
        place.tryGetAnnotationOfType("org.eclipse.microprofile.config.inject.ConfigProperty")
                .ifPresent(property -> names.add(text(property, "name")));
    }

    private static String text(JavaAnnotation<?> annotation, String field) {
        return annotation.get(field).map(String::valueOf).orElseThrow();
    }

    static List<Settings> all() {
        return Project.SERVICES.stream().map(Settings::of).toList();
    }
}
