package io.mesher.control.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Start-up and probes must not pay for the JSON library: here it isn't even there. */
@Timeout(600)
class LazyJsonTest {
    /** Loaded anew by a loader without the library. */
    public static final class Probe implements Supplier<String> {
        public Probe() {}

        @Override
        public String get() {
            try (AdminServer server = new AdminServer()) {
                return server.get("/livez").body() + " "
                        + server.get("/nowhere").statusLine() + " "
                        + server.get("/v1/mesher/metrics").statusLine();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void answersWithoutTheJsonLibraryUntilJsonIsAskedFor() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.contains("jackson-core")) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        try (URLClassLoader loader =
                new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> loader.loadClass("tools.jackson.core.JsonGenerator"))
                    .isInstanceOf(ClassNotFoundException.class);
            Object probe =
                    loader.loadClass(Probe.class.getName()).getConstructor().newInstance();

            assertThat(((Supplier<?>) probe).get()).isEqualTo("ok HTTP/1.1 404 Not Found HTTP/1.1 200 OK");
        }
    }
}
