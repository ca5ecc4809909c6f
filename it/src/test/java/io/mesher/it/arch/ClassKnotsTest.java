package io.mesher.it.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A knot is a set of things each of which leads to each other: none can be read, tested or moved without all the others. Within a
 * package knots of classes stay small; packages of one module form none. A nested class counts as the one around it.
 */
// Reading all classes takes seconds.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClassKnotsTest {
    private static final int MAX_CLASSES = 5;

    /**
     * Packages that are still to be cut, with the size of their largest knot. A smaller knot fails too, so that its new size is
     * entered here and it cannot grow back.
     */
    private static final Map<String, Integer> LARGER_YET = Map.of("io.mesher.proxy", 20);

    /** Packages of a module that still form a knot. */
    private static final Set<Set<String>> PACKAGES_YET = Set.of(
            Set.of("io.mesher.app", "io.mesher.app.cli", "io.mesher.app.registry"),
            Set.of("io.mesher.core.telemetry", "io.mesher.core.telemetry.metrics"),
            Set.of("io.mesher.proxy", "io.mesher.proxy.filter"));

    private final Graph classes = classes();

    @Test
    void knotsOfClassesWithinAPackageStaySmall() {
        SortedMap<String, Set<String>> tooLarge = new TreeMap<>();
        classes.parts(ClassKnotsTest::packageOf)
                .forEach((inPackage, part) -> part.knots().stream()
                        .filter(knot -> knot.size() > MAX_CLASSES)
                        .forEach(knot -> tooLarge.merge(inPackage, knot, (a, b) -> a.size() > b.size() ? a : b)));
        SortedMap<String, Integer> sizes = new TreeMap<>();
        tooLarge.forEach((inPackage, knot) -> sizes.put(inPackage, knot.size()));
        assertThat(sizes)
                .as("packages with a knot of more than %d classes: %s", MAX_CLASSES, tooLarge)
                .isEqualTo(new TreeMap<>(LARGER_YET));
    }

    @Test
    void packagesOfAModuleFormNoKnot() {
        Graph packages = new Graph();
        classes.edges()
                .forEach((from, targets) -> targets.stream()
                        .filter(to -> moduleOf(to).equals(moduleOf(from)))
                        .forEach(to -> packages.add(packageOf(from), packageOf(to))));
        assertThat(packages.knots()).isEqualTo(PACKAGES_YET);
    }

    @Test
    void looksAtAllModules() {
        assertThat(classes.edges().keySet())
                .extracting(ClassKnotsTest::moduleOf)
                .contains("core", "net", "proxy", "registry", "control", "app");
    }

    @Test
    void seesConstantsThatTheCompilerInlines() {
        assertThat(classes.edges().get("io.mesher.app.config.keys.GovernanceKeys"))
                .as("uses only constants of it")
                .contains("io.mesher.app.config.keys.BalanceKeys");
    }

    private static Graph classes() {
        Graph graph = new Graph();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.mesher")) {
            String from = topLevel(type.getName());
            graph.add(from);
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                add(
                        graph,
                        from,
                        dependency.getTargetClass().getBaseComponentType().getName());
            }
            for (String named : namedIn(type)) {
                add(graph, from, named);
            }
        }
        return graph;
    }

    private static void add(Graph graph, String from, String to) {
        if (to.startsWith("io.mesher.")) {
            graph.add(from, topLevel(to));
        }
    }

    /** The compiler inlines constants, but names their class in the constant pool; ArchUnit looks at code only. */
    private static Set<String> namedIn(JavaClass type) {
        Set<String> names = new TreeSet<>();
        try (InputStream in = type.getSource().orElseThrow().getUri().toURL().openStream()) {
            for (PoolEntry entry : ClassFile.of().parse(in.readAllBytes()).constantPool()) {
                if (entry instanceof ClassEntry named) {
                    names.add(named.asInternalName().replace('/', '.'));
                }
            }
        } catch (IOException e) {
            throw new AssertionError(type.getName(), e);
        }
        return names;
    }

    private static String topLevel(String name) {
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    private static String packageOf(String type) {
        return type.substring(0, type.lastIndexOf('.'));
    }

    private static String moduleOf(String name) {
        return name.split("\\.", -1)[2];
    }
}
