package io.mesher.it.arch;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.config.StatusCodes;
import io.mesher.core.config.Timeouts;
import io.mesher.core.config.TracingConfig;
import io.mesher.core.config.TrustedPeers;
import io.mesher.core.name.ServiceIdentity;
import io.mesher.it.peer.ProjectTree;
import io.mesher.proxy.Filter;
import io.mesher.proxy.IncomingPipeline;
import io.mesher.proxy.OutgoingPipeline;
import io.mesher.proxy.ProxySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** ARCHITECTURE.md names what there is: a class that is renamed, a filter that is moved, must be so there too. */
class ArchitectureDocTest {
    /** `Exchange`, `UpstreamPool.Wanted`, `Mesher.start`; not `mesher.limits`, `Via:` or `X-Forwarded-For:`. */
    private static final Pattern CLASS_NAME = Pattern.compile("`([A-Z][A-Za-z0-9]+)(?:\\.([A-Za-z]+))?`");

    private static final Pattern LIST_ITEM = Pattern.compile("(?m)^\\d+\\. `([A-Za-z]+)`: ");

    private static final ProxySettings SETTINGS = new ProxySettings(
            new ServiceIdentity("server", "default", "", ""),
            Map.of(),
            Timeouts.DEFAULT,
            1,
            1,
            1,
            StatusCodes.CORRECT,
            TrustedPeers.LOOPBACK_ONLY,
            TracingConfig.DEFAULT,
            "mesher-server-1");

    private final String document = read(ProjectTree.root().resolve("ARCHITECTURE.md"));

    @Test
    void everyClassThatItNamesIsThere() {
        Set<String> missing = new TreeSet<>();
        List<Path> sources = sources();
        CLASS_NAME.matcher(document).results().forEach(name -> {
            Path source = sources.stream()
                    .filter(file -> file.getFileName().toString().equals(name.group(1) + ".java"))
                    .findFirst()
                    .orElse(null);
            String member = name.group(2);
            boolean there = source != null
                    && (member == null
                            || Pattern.compile("\\b" + member + "\\b")
                                    .matcher(read(source))
                                    .find());
            if (!there) {
                missing.add(name.group());
            }
        });
        assertThat(CLASS_NAME.matcher(document).results().count()).isGreaterThan(50);
        assertThat(missing).as("named in ARCHITECTURE.md, but in no source").isEmpty();
    }

    @Test
    void itListsTheOutgoingFiltersInTheOrderOfThePipeline() {
        assertThat(listed("### Outgoing filters")).isEqualTo(names(OutgoingPipeline.filters(SETTINGS, null)));
    }

    @Test
    void itListsTheIncomingFiltersInTheOrderOfThePipeline() {
        assertThat(listed("### Incoming filters"))
                .isEqualTo(names(IncomingPipeline.filters(SETTINGS, List.of(), Map.of(), null)));
    }

    private List<String> listed(String heading) {
        int start = document.indexOf(heading + "\n");
        assertThat(start).as(heading).isNotNegative();
        int end = document.indexOf("\n#", start + 1);
        return LIST_ITEM
                .matcher(document.substring(start, end))
                .results()
                .map(item -> item.group(1))
                .toList();
    }

    private static List<String> names(List<Filter> filters) {
        return filters.stream().map(filter -> filter.getClass().getSimpleName()).toList();
    }

    private static List<Path> sources() {
        try (Stream<Path> files = Files.walk(ProjectTree.root())) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
