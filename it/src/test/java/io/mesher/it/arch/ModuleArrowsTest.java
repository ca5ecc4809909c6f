package io.mesher.it.arch;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.mesher.it.peer.ProjectTree;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Lock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** app → {proxy, registry, control} → {core, net} → base, and what the inside of core must never touch. */
class ModuleArrowsTest {

    private static final String NOT_OUR_NAMES = ".*(Manager|Util|Utils|Helper|Impl|Base)";

    private final JavaClasses mesher = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/testkit/"))
            .importPackages("io.mesher");

    @Test
    void seesTheClassesOfEveryModule() throws IOException {
        List<String> modules = modulesWithSources();
        assertThat(modules).contains("core", "app");
        for (String module : modules) {
            assertThat(mesher.that(resideInAPackage("io.mesher." + module + "..")))
                    .as("classes of %s on the class path of it: is it a dependency in it/pom.xml?", module)
                    .isNotEmpty();
        }
        assertThat(mesher.that(resideInAPackage("io.mesher.it.."))).isEmpty();
    }

    @Test
    void arrowsPointOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("io.mesher..")
                .withOptionalLayers(true)
                .layer("app")
                .definedBy("io.mesher.app..")
                .layer("proxy")
                .definedBy("io.mesher.proxy..")
                .layer("registry")
                .definedBy("io.mesher.registry..")
                .layer("control")
                .definedBy("io.mesher.control..")
                .layer("core")
                .definedBy("io.mesher.core..")
                .layer("net")
                .definedBy("io.mesher.net..")
                .layer("base")
                .definedBy("io.mesher.base..")
                .whereLayer("app")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("proxy")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("registry")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("control")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("core")
                .mayOnlyBeAccessedByLayers("app", "proxy", "registry", "control")
                .whereLayer("net")
                .mayOnlyBeAccessedByLayers("app", "proxy", "registry", "control")
                .whereLayer("base")
                .mayNotAccessAnyLayer()
                .ensureAllClassesAreContainedInArchitecture()
                .check(mesher);
    }

    @Test
    void baseAndCoreUseNoLibraryButRe2j() {
        classes()
                .that()
                .resideInAPackage("io.mesher.base..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.mesher.base..", "java..", "org.jspecify..")
                .check(mesher);
        classes()
                .that()
                .resideInAPackage("io.mesher.core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.mesher.core..",
                        "io.mesher.base..",
                        "java..",
                        // The names in certificates, and the ciphers of encrypted keys: parts of java.base too.
                        "javax.security.auth.x500..",
                        "javax.crypto..",
                        "org.jspecify..",
                        "com.google.re2j..")
                .check(mesher);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveNameMatching(NOT_OUR_NAMES)
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .because("such a name fits any content (VOCABULARY.md)")
                .check(mesher);
    }

    @Test
    void noStateIsStatic() {
        fields().that().areStatic().should().beFinal().allowEmptyShould(true).check(mesher);
        noFields()
                .that()
                .areStatic()
                .should()
                .haveRawType(holderOfState())
                .allowEmptyShould(true)
                .because("a final field that holds a counter or a map is mutable state all the same")
                .check(mesher);
    }

    @Test
    void coreNeitherTouchesTheWorldNorReadsAClock() {
        noClasses()
                .that()
                .resideInAPackage("io.mesher.core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.channels..", "java.net.http..", "javax.net..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.net\\.(Server|Datagram|Multicast)?Socket|java\\.net\\..*URLConnection")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.nio\\.file\\.Files|java\\.io\\.(RandomAccess)?File.*")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.lang\\.Thread(\\$.*)?|java\\.util\\.(Timer|concurrent\\.[A-Za-z]*Executor.*)")
                .orShould(callMethod(System.class, "currentTimeMillis"))
                .orShould(callMethod(System.class, "nanoTime"))
                .orShould(callMethod(Instant.class, "now"))
                .orShould(callMethod(InetAddress.class, "getByName", String.class))
                .orShould(callMethod(InetAddress.class, "getAllByName", String.class))
                .because("core only decides: time and answers of the network are passed in")
                .check(mesher);
    }

    private static List<String> modulesWithSources() throws IOException {
        Path root = ProjectTree.root();
        Matcher names = Pattern.compile("<module>(.*)</module>").matcher(Files.readString(root.resolve("pom.xml")));
        return names.results()
                .map(name -> name.group(1))
                .filter(name -> !name.equals("testkit") && Files.isDirectory(root.resolve(name + "/src/main/java")))
                .toList();
    }

    private static DescribedPredicate<JavaClass> holderOfState() {
        return DescribedPredicate.describe(
                "a holder of mutable state",
                type -> (type.getPackageName().equals("java.util.concurrent.atomic")
                                && !type.getSimpleName().endsWith("FieldUpdater"))
                        || type.isAssignableTo(ThreadLocal.class)
                        || type.isAssignableTo(ConcurrentMap.class)
                        || type.isAssignableTo(Lock.class));
    }
}
