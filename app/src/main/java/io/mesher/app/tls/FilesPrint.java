package io.mesher.app.tls;

import io.mesher.core.config.ConfiguredFile;
import io.mesher.core.config.KeySource;
import io.mesher.core.config.TlsSide;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a side's files are as they were, without reading what they mean: that takes milliseconds, this a tenth of one. */
final class FilesPrint {
    private FilesPrint() {}

    /** Equal if all files have the same contents, or can't be read for the same reason. */
    static String of(TlsSide side) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (ConfiguredFile file : files(side)) {
                sha256.update(contents(file));
                sha256.update((byte) 0);
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each JDK has SHA-256", e);
        }
    }

    private static byte[] contents(ConfiguredFile file) {
        if (!Files.isRegularFile(file.path())) {
            return new byte[0];
        }
        try (InputStream in = Files.newInputStream(file.path())) {
            return in.readNBytes(Contents.MAX_BYTES + 1);
        } catch (IOException e) {
            return String.valueOf(e).getBytes(StandardCharsets.UTF_8);
        }
    }

    private static List<ConfiguredFile> files(TlsSide side) {
        List<ConfiguredFile> files = new ArrayList<>();
        switch (side.keys()) {
            case KeySource.Pem pem -> {
                add(pem.certificate(), files);
                add(pem.key(), files);
                add(pem.passphrase(), files);
            }
            case KeySource.Store store -> {
                add(store.file(), files);
                add(store.passphraseFile(), files);
            }
            case null -> {}
        }
        if (side.trust() != null) {
            add(side.trust().file(), files);
            add(side.trust().revocations(), files);
        }
        return files;
    }

    private static void add(@Nullable ConfiguredFile file, List<ConfiguredFile> files) {
        if (file != null) {
            files.add(file);
        }
    }
}
