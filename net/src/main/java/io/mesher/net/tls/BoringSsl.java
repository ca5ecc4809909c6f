package io.mesher.net.tls;

import io.netty.internal.tcnative.Library;
import io.netty.internal.tcnative.SSL;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.Locale;

/** BoringSSL, by the native library that netty-tcnative publishes. */
public final class BoringSsl implements TlsProvider {
    private BoringSsl() {}

    /**
     * Loads the native library. To be called once in a process: the library is loaded for all of it.
     *
     * @param folder where the library's file is, or may be put; it is removed again where the system allows it
     * @throws IOException if this machine has no such library, or can't load it; the JDK's TLS serves then
     */
    public static BoringSsl load(Path folder) throws IOException {
        String name = fileName();
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
