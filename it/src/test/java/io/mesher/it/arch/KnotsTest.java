package io.mesher.it.arch;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
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

/**
 * Knots: classes that can only be understood together, since each of them reaches each other one. A nested class counts as its
 * outermost one, since they stand in one file.
 */
class KnotsTest {
    private static final int MAX_KNOT = 5;

    /**
     * Packages that still have a larger knot, with its size: to be emptied. A size that is no longer right fails too, so that no
     * knot can grow back.
     */
    private static final Map<String, Integer> LARGER = Map.of(
            // Exchange, its filters' view of it, and what it hands a request on to.
            "io.mesher.proxy", 16);

    /** Sets of packages of one module that use each other: to be emptied likewise. */
    private static final Set<Set<String>> CYCLES =
            Set.of(Set.of("io.mesher.core.telemetry", "io.mesher.core.telemetry.metrics"));

    private final JavaClasses mesher = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.mesher");

    private final Graph classes = graph();

    @Test
    void noPackageHasALargeKnot() {
        SortedMap<String, Integer> largest = new TreeMap<>();
        SortedMap<String, Set<String>> knots = new TreeMap<>();
        for (Map.Entry<String, Graph> inPackage :
                classes.parts(KnotsTest::packageOf).entrySet()) {
            for (Set<String> knot : inPackage.getValue().knots()) {
                if (knot.size() > MAX_KNOT && knot.size() > largest.getOrDefault(inPackage.getKey(), 0)) {
                    largest.put(inPackage.getKey(), knot.size());
                    knots.put(inPackage.getKey(), knot);
                }
            }
        }
        assertThat(largest)
                .as("packages with a knot of more than %d classes: %s", MAX_KNOT, knots)
                .isEqualTo(new TreeMap<>(LARGER));
    }

    @Test
    void packagesOfAModuleDoNotUseEachOtherInACircle() {
        assertThat(packages().knots()).isEqualTo(CYCLES);
    }

    @Test
    void seesConstantsThatTheCompilerInlines() {
        assertThat(classes.edges().get("io.mesher.app.config.keys.GovernanceKeys"))
                .as("uses nothing of it but constants")
                .contains("io.mesher.app.config.keys.BalanceKeys");
    }

    /** Without the root package of a module: it wires what is below it, and may know all of it. */
    private Graph packages() {
        Graph packages = new Graph();
        classes.edges().forEach((from, targets) -> targets.forEach(to -> {
            String fromPackage = packageOf(from);
            String toPackage = packageOf(to);
            boolean inside = isBelowARoot(fromPackage) && isBelowARoot(toPackage);
            if (inside && moduleOf(fromPackage).equals(moduleOf(toPackage))) {
                packages.add(fromPackage, toPackage);
            }
        }));
        return packages;
    }

    private Graph graph() {
        Graph graph = new Graph();
        for (JavaClass type : mesher.that(resideInAPackage("io.mesher.."))) {
            String from = outermost(type.getName());
            graph.add(from);
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                addEdge(
                        graph,
                        from,
                        outermost(dependency.getTargetClass().getBaseComponentType().getName()));
            }
            for (String named : namedIn(type)) {
                addEdge(graph, from, outermost(named));
            }
        }
        return graph;
    }

    private static void addEdge(Graph graph, String from, String to) {
        if (to.startsWith("io.mesher.")) {
            graph.add(from, to);
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

    private static String outermost(String name) {
        int dollar = name.indexOf('$');
        return dollar < 0 ? name : name.substring(0, dollar);
    }

    private static String packageOf(String type) {
        return type.substring(0, type.lastIndexOf('.'));
    }

    private static boolean isBelowARoot(String name) {
        return name.chars().filter(c -> c == '.').count() > 2;
    }

    private static String moduleOf(String name) {
        return name.split("\\.", -1)[2];
    }
}
