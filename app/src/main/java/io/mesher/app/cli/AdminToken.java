package io.mesher.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the admin API's token is from. It is in no message. */
final class AdminToken {
    /** As the configuration has it, and as environments are written elsewhere. */
    private static final List<String> VARIABLES = List.of("mesher_admin_token", "MESHER_ADMIN_TOKEN");

    private static final int MAX_BYTES = 4096;

    private AdminToken() {}

    /** What a message says of a token that is none, or can't be had. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }

    /**
     * The option's, else the file's, else the environment's; empty: none.
     *
     * @throws Refused with the option's or variable's name
     */
    static String of(String option, @Nullable String file, Map<String, String> environment) throws Refused {
        if (!option.isEmpty() && file != null) {
            throw new Refused("--token: together with --token-file (expected: one of them)");
        }
        if (!option.isEmpty()) {
            return checked(option, "--token");
        }
        if (file != null) {
            return checked(read(file), "--token-file: " + file);
        }
        for (String variable : VARIABLES) {
            String value = environment.getOrDefault(variable, "");
            if (!value.isEmpty()) {
                return checked(value, "environment " + variable);
            }
        }
        return "";
    }

    private static String read(String file) throws Refused {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            return new String(in.readNBytes(MAX_BYTES), StandardCharsets.ISO_8859_1).strip();
        } catch (IOException | InvalidPathException e) {
            throw new Refused("--token-file: " + file + " can't be read: " + e + " (expected: a file with the token)");
        }
    }

    private static String checked(String token, String place) throws Refused {
        boolean fits = !token.isEmpty();
        for (int i = 0; i < token.length(); i++) {
            fits &= token.charAt(i) > ' ' && token.charAt(i) <= '~';
        }
        if (!fits) {
            throw new Refused(place + " has no token (expected: one, in one line and without spaces)");
        }
        return token;
    }
}
