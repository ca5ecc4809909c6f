package io.mesher.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.File;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartUpTest {
    @TempDir
    private Path dir;

    @Test
    void withoutAFileNothingOfTheYamlLibraryIsLoaded() throws Exception {
        try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            assertThat(load(loader, dir)).isEqualTo("Loaded");
            new ConfigDir(dir).file("mesher.yaml", "mesher.eventLoops: 1");
            assertThat(catchThrowable(() -> load(loader, dir)))
                    .as("the loader really lacks the library")
                    .hasRootCauseInstanceOf(ClassNotFoundException.class);
        }
    }

    private static String load(ClassLoader loader, Path dir) throws Exception {
        Class<?> interfaces = loader.loadClass("io.mesher.app.config.read.Interfaces");
        Object none = Proxy.newProxyInstance(loader, new Class<?>[] {interfaces}, (_, _, _) -> List.of());
        return loader.loadClass("io.mesher.app.config.ConfigLoader")
                .getMethod("load", List.class, Map.class, Path.class, interfaces)
                .invoke(null, List.of(), Map.of("PATH", "/bin"), dir, none)
                .getClass()
                .getSimpleName();
    }

    private static URL[] classPath() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.contains("snakeyaml")) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        return urls.toArray(URL[]::new);
    }
}
