package io.mesher.control.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.control.admin.AdminRoute.Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of paths in docs/operations.md is that of the program. */
class AdminDocumentTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`(?:GET|POST) /[^|]*) \\|[^|]*\\| (\\w+) \\|$");
    private static final Pattern OPERATION = Pattern.compile("`((?:GET|POST) /[^`]*)`");

    @Test
    void hasEveryPathAndSaysWhoseItIs() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        for (MatchResult row : ROW.matcher(Files.readString(Path.of("../docs/operations.md")))
                .results()
                .toList()) {
            OPERATION.matcher(row.group(1)).results().forEach(one -> documented.put(one.group(1), row.group(2)));
        }
        Map<String, String> real = new TreeMap<>();
        try (AdminServer server = new AdminServer()) {
            for (AdminRoute route : server.routes()) {
                for (String method : route.methods().listed()) {
                    real.put(
                            method + " " + route.pattern(),
                            route.access() == Access.EVERYBODY ? "everybody" : "operators");
                }
            }
        }
        assertThat(documented).isEqualTo(real);
    }
}
