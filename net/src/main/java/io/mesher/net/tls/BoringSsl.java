package io.mesher.net.tls;

import io.netty.internal.tcnative.Library;
import io.netty.internal.tcnative.SSL;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;

/** BoringSSL, by the native library that netty-tcnative publishes. */
public final class BoringSsl implements TlsProvider {
    private BoringSsl() {}

    /**
     * Loads the native library. To be called once in a process: the library is loaded for all of it.
     *
     * @param folders where the library's file may be put for a moment; the next one is tried if a folder can't be written, or its
     *     files can't be run
     * @throws IOException if this machine has no such library, or can't load it; the JDK's TLS serves then
     */
    public static BoringSsl load(List<Path> folders) throws IOException {
        IOException failed = new IOException("BoringSSL needs a folder");
        for (Path folder : folders) {
            try {
                return load(folder, fileName());
            } catch (IOException e) {
                failed = e;
            }
        }
        throw failed;
    }

    private static BoringSsl load(Path folder, String name) throws IOException {
        try (InputStream library = BoringSsl.class.getClassLoader().getResourceAsStream("META-INF/native/" + name)) {
            if (library == null) {
                throw new IOException("Mesher has no BoringSSL for this platform (" + name + ')');
            }
            Files.createDirectories(folder);
            Path file = Files.createTempFile(folder, "mesher-", name);
            try {
                Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
                load(file.toAbsolutePath().toString());
            } finally {
                Files.deleteIfExists(file);
            }
        }
        return new BoringSsl();
    }

    @SuppressWarnings("restricted")
    private static void load(String file) throws IOException {
        try {
            System.load(file);
            Library.initialize("provided", null);
        } catch (Exception | UnsatisfiedLinkError e) {
            throw new IOException("BoringSSL can't be loaded here: " + e.getMessage(), e);
        }
    }

    private static String fileName() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch");
        String arch = machine.equals("aarch64") ? "aarch_64" : machine.equals("amd64") ? "x86_64" : machine;
        if (system.startsWith("mac")) {
            return "libnetty_tcnative_osx_" + arch + ".jnilib";
        }
        return system.startsWith("windows")
                ? "netty_tcnative_windows_" + arch + ".dll"
                : "libnetty_tcnative_linux_" + arch + ".so";
    }

    @Override
    public TlsContext context(TlsSettings settings) throws GeneralSecurityException {
        return BoringContext.of(settings);
    }

    @Override
    public String name() {
        return SSL.versionString();
    }
}
