package io.mesher.it.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A knot is a set of things each of which leads to each other: none can be read, tested or moved without all the others. Within a
 * package knots of classes stay small; packages of one module form none. A nested class counts as the one around it.
 */
class ClassKnotsTest {
    private static final int MAX_CLASSES = 5;

    /** Packages that are still to be cut, with the size of their largest knot: it may shrink, not grow. */
    private static final Map<String, Integer> LARGER_YET = Map.of("io.mesher.app.config", 44, "io.mesher.proxy", 17);

    /** Modules whose packages still form knots, with these packages in them. */
    private static final Map<String, Set<String>> PACKAGES_YET = Map.of(
            "app", Set.of("io.mesher.app", "io.mesher.app.cli", "io.mesher.app.registry"),
            "core", Set.of("io.mesher.core.telemetry", "io.mesher.core.telemetry.metrics"),
            "proxy", Set.of("io.mesher.proxy", "io.mesher.proxy.filter"));

    @ParameterizedTest
    @ValueSource(strings = {"core", "net", "proxy", "registry", "control", "app"})
    void knotsOfClassesWithinAPackageStaySmall(String module) {
        Map<String, Set<String>> tooLarge = new TreeMap<>();
        for (Set<String> knot : Knots.of(dependencies(module, true))) {
            String inPackage = packageOf(knot.iterator().next());
            if (knot.size() > LARGER_YET.getOrDefault(inPackage, MAX_CLASSES)) {
                tooLarge.merge(inPackage, knot, (a, b) -> a.size() > b.size() ? a : b);
            }
        }
        assertThat(tooLarge).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"core", "net", "proxy", "registry", "control", "app"})
    void packagesOfAModuleFormNoKnot(String module) {
        Set<String> known = PACKAGES_YET.getOrDefault(module, Set.of());
        for (Set<String> knot : Knots.of(dependencies(module, false))) {
            assertThat(known)
                    .as("packages of %s in a knot that are known to be", module)
                    .containsAll(knot);
        }
    }

    @Test
    void findsAKnotAndLeavesOutWhatOnlyLeadsThere() {
        Map<String, Set<String>> graph = Map.of(
                "a", Set.of("b"),
                "b", Set.of("c"),
                "c", Set.of("d", "b"),
                "d", Set.of("b", "e"),
                "e", Set.of());
        assertThat(Knots.of(graph)).containsExactly(Set.of("b", "c", "d"));
    }

    /** @param classes of classes in the same package; else of packages */
    private static Map<String, Set<String>> dependencies(String module, boolean classes) {
        JavaClasses imported = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.mesher." + module);
        assertThat(imported).as("classes of %s", module).isNotEmpty();
        Map<String, Set<String>> graph = new TreeMap<>();
        for (JavaClass from : imported) {
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                String origin = topLevel(from);
                String target = topLevel(dependency.getTargetClass());
                boolean samePackage = packageOf(origin).equals(packageOf(target));
                if (target.startsWith("io.mesher." + module + ".") && samePackage == classes) {
                    add(graph, classes ? origin : packageOf(origin), classes ? target : packageOf(target));
                }
            }
        }
        return graph;
    }

    private static void add(Map<String, Set<String>> graph, String from, String to) {
        graph.computeIfAbsent(to, _ -> new TreeSet<>());
        graph.computeIfAbsent(from, _ -> new TreeSet<>()).add(to);
    }

    private static String topLevel(JavaClass type) {
        String name = type.getBaseComponentType().getName();
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    private static String packageOf(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }
}
