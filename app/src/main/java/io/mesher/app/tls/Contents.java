package io.mesher.app.tls;

import io.mesher.core.config.ConfiguredFile;
import io.mesher.core.tls.FileFault;
import io.mesher.core.tls.ShownCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads files with a bound. What is wrong with them goes to the findings. */
final class Contents {
    /** As the readers of the formats have it; a bundle of all public authorities has a quarter of it. */
    static final int MAX_BYTES = 1 << 20;

    private final List<TlsFinding> findings;

    Contents(List<TlsFinding> findings) {
        this.findings = findings;
    }

    /** As messages name it. */
    static String name(ConfiguredFile file) {
        return ShownCertificate.safe(file.path().toString());
    }

    /** Null: it can't be read, which is among the findings then. */
    byte @Nullable [] read(ConfiguredFile file) {
        Path path = file.path();
        try {
            // A pipe or a device would never end, and couldn't be read again after a change.
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                return unreadable(
                        file,
                        Files.isDirectory(path)
                                ? "This is a folder. Name the file in it."
                                : "This is no regular file. Store the content in a file.");
            }
            long size = Files.size(path);
            byte[] bytes = new byte[0];
            if (size <= MAX_BYTES) {
                try (InputStream in = Files.newInputStream(path)) {
                    bytes = in.readNBytes(MAX_BYTES + 1);
                }
                size = bytes.length;
            }
            if (size > MAX_BYTES) {
                int shown = (int) Math.min(size, Integer.MAX_VALUE);
                return bad(file.key(), new FileFault.TooLarge(name(file), shown, MAX_BYTES));
            }
            return bytes;
        } catch (NoSuchFileException e) {
            return unreadable(file, "There is no such file. Check the path.");
        } catch (AccessDeniedException e) {
            return unreadable(file, "Mesher's user may not read the file. Give the user the right to.");
        } catch (IOException e) {
            return unreadable(
                    file,
                    "The file can't be read: " + ShownCertificate.safe(String.valueOf(e.getMessage()))
                            + ". Check the disk that it is on.");
        }
    }

    byte @Nullable [] bad(String key, FileFault fault) {
        findings.add(new TlsFinding(TlsFinding.Code.BAD_CONTENT, key, fault.text()));
        return null;
    }

    /** A file with a secret should be nobody else's to read. Systems without such permissions have nothing to warn of. */
    void checkSecret(ConfiguredFile file, String secret) {
        PosixFileAttributeView view = Files.getFileAttributeView(file.path(), PosixFileAttributeView.class);
        try {
            if (view != null && view.readAttributes().permissions().contains(PosixFilePermission.OTHERS_READ)) {
                String name = name(file);
                findings.add(new TlsFinding(
                        TlsFinding.Code.READABLE_BY_OTHERS,
                        file.key(),
                        name + ": Every user of this machine can read the " + secret + ". Restrict it: chmod o-r "
                                + name));
            }
        } catch (IOException e) {
            // It was readable a moment ago; whoever removed it changes it right now.
        }
    }

    private byte @Nullable [] unreadable(ConfiguredFile file, String text) {
        findings.add(new TlsFinding(TlsFinding.Code.UNREADABLE, file.key(), name(file) + ": " + text));
        return null;
    }
}
