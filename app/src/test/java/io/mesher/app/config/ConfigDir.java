package io.mesher.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.app.config.read.Interfaces;
import io.mesher.app.config.shown.KeyFingerprints;
import io.mesher.app.config.source.Problem;
import io.mesher.core.config.MesherConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A working directory with a {@code conf} below it, an environment and flags: what a configuration is read from. */
public final class ConfigDir {
    static final Interfaces NONE = () -> {
        throw new AssertionError("no interface was named");
    };

    final Path root;
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> flags = new ArrayList<>();
    private Interfaces interfaces = NONE;

    public ConfigDir(Path root) {
        this.root = root;
    }

    public ConfigDir file(String name, String text) throws IOException {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public ConfigDir file(String name, byte[] bytes) throws IOException {
        Path file = root.resolve(name.indexOf('/') < 0 ? "conf/" + name : name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        return this;
    }

    /** A file that only its owner can read. */
    public ConfigDir secret(String name, byte[] bytes) throws IOException {
        file(name, bytes);
        Files.setPosixFilePermissions(root.resolve(name), PosixFilePermissions.fromString("rw-------"));
        return this;
    }

    public ConfigDir env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    public ConfigDir flags(String... arguments) {
        flags.addAll(List.of(arguments));
        return this;
    }

    public ConfigDir named() {
        return env("CAS_COMPONENT_NAME", "orders");
    }

    public ConfigDir card(String name, String... addresses) throws IOException {
        return card(name, false, true, false, addresses);
    }

    public ConfigDir card(String name, boolean loopback, boolean up, boolean virtual, String... addresses)
            throws IOException {
        List<Interfaces.Card> cards = new ArrayList<>(interfaces.equals(NONE) ? List.of() : interfaces.all());
        List<InetAddress> parsed = new ArrayList<>();
        for (String address : addresses) {
            parsed.add(InetAddress.ofLiteral(address));
        }
        cards.add(new Interfaces.Card(name, loopback, up, virtual, parsed));
        interfaces = () -> cards;
        return this;
    }

    public ConfigDir brokenCards() {
        interfaces = () -> {
            throw new UncheckedIOException(new SocketException("no"));
        };
        return this;
    }

    public ConfigDir noCards() {
        interfaces = List::of;
        return this;
    }

    public ConfigResult load() {
        return ConfigLoader.load(flags, environment, root, interfaces);
    }

    public ConfigListing listing(KeyFingerprints atStart) {
        return new ConfigListing(flags, environment, root, atStart);
    }

    /** The configuration, which must be good to start, with these warnings. */
    public MesherConfig config(String... warnings) {
        ConfigResult result = load();
        assertThat(result).isInstanceOf(ConfigResult.Loaded.class);
        ConfigResult.Loaded loaded = (ConfigResult.Loaded) result;
        assertThat(lines(loaded.warnings())).containsExactly(warnings);
        return loaded.config();
    }

    /** The configuration, which must be good to start, whatever it warns of. */
    public MesherConfig goodConfig() {
        ConfigResult result = load();
        if (result instanceof ConfigResult.Loaded loaded) {
            return loaded.config();
        }
        throw new AssertionError(result.toString());
    }

    /** Errors and warnings of a configuration that must not be good to start. */
    public List<String> problems() {
        ConfigResult result = load();
        assertThat(result).isInstanceOf(ConfigResult.Invalid.class);
        return lines(((ConfigResult.Invalid) result).problems());
    }

    /** Errors, refusals and warnings of a configuration, good to start or not. */
    public List<String> told() {
        return load() instanceof ConfigResult.Loaded loaded ? lines(loaded.warnings()) : problems();
    }

    private static List<String> lines(List<Problem> problems) {
        return problems.stream().map(Problem::toString).toList();
    }
}
