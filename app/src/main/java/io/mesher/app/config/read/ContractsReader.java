package io.mesher.app.config.read;

import io.mesher.app.config.keys.Keys;
import io.mesher.app.config.source.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The service's contracts: the files {@code <service>/schema/*.yaml} below {@code SCHEMA_ROOT}, or else below the directory of the
 * configuration, as in CSE Mesher. They aren't parsed: callers do that.
 */
public final class ContractsReader {
    /** The registry takes bodies of 2 MiB, and JSON makes a text longer. */
    static final int MAX_BYTES = 512 * 1024;

    /** Of all texts: Mesher keeps them, for the answer to Java Chassis. */
    static final int MAX_CHARS = 4 * 1024 * 1024;

    /** The registry's quota for a service. */
    static final int MAX_CONTRACTS = 100;

    private static final int MAX_NAME_CHARS = 160;
    private static final String SUFFIX = ".yaml";
    private static final String ROOT = "SCHEMA_ROOT";

    private final KeyReader reader;
    private final Map<String, String> environment;
    private final Path workingDir;
    private int chars;

    public ContractsReader(KeyReader reader, Map<String, String> environment, Path workingDir) {
        this.reader = reader;
        this.environment = environment;
        this.workingDir = workingDir;
    }

    /**
     * Texts by names. A file that can't be one is left out with a warning.
     *
     * @param conf the directory of the configuration
     * @param service empty for none
     */
    public Map<String, String> read(Path conf, String service) {
        boolean wanted = reader.read(Keys.REGISTRY_UPLOAD_SCHEMA, true, new Words.Bool());
        Path root = root(conf);
        if (!wanted || service.isEmpty() || root == null) {
            return Map.of();
        }
        Path folder = root.resolve(service).resolve("schema");
        // By java.io, which a start has loaded anyway.
        String[] files = folder.toFile().list();
        if (files == null) {
            return Map.of();
        }
        Arrays.sort(files);
        Map<String, String> contracts = new HashMap<>();
        for (String file : files) {
            if (file.endsWith(SUFFIX)) {
                add(folder.resolve(file), file.substring(0, file.length() - SUFFIX.length()), contracts);
            }
        }
        return contracts;
    }

    private @Nullable Path root(Path conf) {
        String named = environment.getOrDefault(ROOT, "");
        if (named.isEmpty()) {
            return conf;
        }
        try {
            Path root = workingDir.resolve(named);
            if (Files.isDirectory(root)) {
                return root;
            }
        } catch (InvalidPathException _) {
            // No directory either.
        }
        reader.problems()
                .warning(
                        "environment " + ROOT,
                        "",
                        Shown.text(named) + ": no such directory, so there are no contracts (expected: one that holds"
                                + " <service>/schema/*.yaml)");
        return null;
    }

    private void add(Path file, String name, Map<String, String> to) {
        if (name.isEmpty() || name.length() > MAX_NAME_CHARS || !Names.hasOnly(name, "._-")) {
            leftOut(file, "the name of a contract has 1 to 160 letters, digits and . - _");
        } else if (to.size() >= MAX_CONTRACTS) {
            leftOut(file, "a service has " + MAX_CONTRACTS + " contracts at most");
        } else {
            String text = text(file);
            if (text != null && text.length() > MAX_CHARS - chars) {
                leftOut(file, "a service's contracts have " + MAX_CHARS + " characters at most");
            } else if (text != null) {
                chars += text.length();
                to.put(name, text);
            }
        }
    }

    private @Nullable String text(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
            if (bytes.length == 0 || bytes.length > MAX_BYTES) {
                leftOut(file, "a contract has 1 to " + MAX_BYTES + " bytes");
                return null;
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            leftOut(file, "it is not UTF-8");
        } catch (IOException e) {
            leftOut(file, "it can't be read: " + Shown.text(String.valueOf(e.getMessage())));
        }
        return null;
    }

    private void leftOut(Path file, String why) {
        reader.problems().warning(Shown.path(file, workingDir), "", "the contract is left out: " + why);
    }
}
