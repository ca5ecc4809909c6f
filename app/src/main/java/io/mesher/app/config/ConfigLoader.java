package io.mesher.app.config;

import io.mesher.app.config.keys.Keys;
import io.mesher.app.config.keys.KnownKeys;
import io.mesher.app.config.policies.Contradictions;
import io.mesher.app.config.policies.GovernanceReader;
import io.mesher.app.config.read.ContractsReader;
import io.mesher.app.config.read.Interfaces;
import io.mesher.app.config.read.KeyReader;
import io.mesher.app.config.read.LimitsReader;
import io.mesher.app.config.read.ListenersReader;
import io.mesher.app.config.read.LocalHealthReader;
import io.mesher.app.config.read.ProcessReader;
import io.mesher.app.config.read.RegistrationReader;
import io.mesher.app.config.read.RegistryReader;
import io.mesher.app.config.read.ServicePortsReader;
import io.mesher.app.config.read.ServiceReader;
import io.mesher.app.config.read.StaticServicesReader;
import io.mesher.app.config.rules.NamedService;
import io.mesher.app.config.rules.NamedServices;
import io.mesher.app.config.shown.KeyFingerprints;
import io.mesher.app.config.source.ConfigFiles;
import io.mesher.app.config.source.ContentFingerprint;
import io.mesher.app.config.source.Flags;
import io.mesher.app.config.source.FlatKeys;
import io.mesher.app.config.source.Problems;
import io.mesher.app.config.source.Shown;
import io.mesher.app.config.source.UnusedKeys;
import io.mesher.app.config.source.WrittenKeys;
import io.mesher.app.config.telemetry.LogFilesCheck;
import io.mesher.app.config.telemetry.LogReader;
import io.mesher.app.config.telemetry.TelemetryReader;
import io.mesher.app.config.tls.TlsFilesCheck;
import io.mesher.app.config.tls.TlsReader;
import io.mesher.app.tls.LoadedSide;
import io.mesher.core.config.AdminConfig;
import io.mesher.core.config.HttpConfig;
import io.mesher.core.config.ListenAddress;
import io.mesher.core.config.MesherConfig;
import io.mesher.core.config.RegistrationConfig;
import io.mesher.core.config.RegistryConfig;
import io.mesher.core.config.ServicePort;
import io.mesher.core.config.TlsSide;
import io.mesher.core.name.ServiceIdentity;
import io.mesher.core.route.RouteTable;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads flags, environment and files into one {@link MesherConfig}, or reports everything that is wrong with them. */
public final class ConfigLoader {
    private ConfigLoader() {}

    /**
     * Opens nothing but files, and those only for the call. Start-up only; any thread.
     *
     * @param flags the arguments after {@code run}
     * @param env the process's environment
     * @param workingDir what relative paths are relative to, absolute
     * @param interfaces asked only where an address names an interface; {@code Interfaces::ofMachine}
     */
    public static ConfigResult load(
            List<String> flags, Map<String, String> env, Path workingDir, Interfaces interfaces) {
        return load(flags, env, workingDir, interfaces, RouteTable.NONE, true);
    }

    /**
     * Likewise, while Mesher runs. The files of TLS aren't read: a pair that is just being renewed must not stop a change of
     * rules. Any thread.
     *
     * @param lastGood whose rules stay for a service whose new ones are refused
     */
    public static ConfigResult load(
            List<String> flags, Map<String, String> env, Path workingDir, Interfaces interfaces, RouteTable lastGood) {
        return load(flags, env, workingDir, interfaces, lastGood, false);
    }

    private static ConfigResult load(
            List<String> flags,
            Map<String, String> env,
            Path workingDir,
            Interfaces interfaces,
            RouteTable lastGood,
            boolean start) {
        Flags parsed = Flags.parse(flags);
        ConfigResult answer = answer(parsed);
        if (answer != null) {
            return answer;
        }
        Problems problems = new Problems();
        ConfigFiles files = new ConfigFiles(env, workingDir, problems);
        List<Path> candidates = files.candidates(parsed.find("config"));
        List<Path> found = ConfigFiles.found(candidates);
        ContentFingerprint content = new ContentFingerprint();
        FlatKeys keys = WrittenKeys.read(env, workingDir, found, problems, content);
        checkMode(parsed.find("mode"), problems);
        List<ServicePort> ports = new ServicePortsReader(problems).read(parsed.find("service-ports"), env);
        MesherConfig config = config(
                new KeyReader(keys, problems),
                ports,
                env,
                new Folders(workingDir, files.home(), conf(candidates)),
                interfaces,
                lastGood);
        if (config.log().file() != null || config.telemetry().accessLog().file() != null) {
            new LogFilesCheck(new KeyReader(keys, problems))
                    .check(config.log(), config.telemetry().accessLog());
        }
        List<NamedService> named = List.of();
        Map<TlsSide, LoadedSide> tls = start && !config.tls().sides().isEmpty()
                ? TlsFilesCheck.load(config, new KeyReader(keys, problems))
                : Map.of();
        if (!keys.all().isEmpty()) {
            KeyReader reader = new KeyReader(keys, problems);
            KnownKeys known = new KnownKeys();
            named = NamedServices.of(keys, known, config.service().name());
            new UnusedKeys(known, problems, reader.bool(Keys.STRICT, false)).report(keys);
            new Contradictions(reader).report();
        }
        return problems.hasErrors()
                ? new ConfigResult.Invalid(problems.all(), config.log().format())
                : new ConfigResult.Loaded(
                        config,
                        problems.all(),
                        found,
                        candidates,
                        content.value(),
                        new KeyFingerprints(keys),
                        named,
                        tls);
    }

    /** What isn't to be run but answered; null: go on. */
    private static @Nullable ConfigResult answer(Flags flags) {
        String complaint = flags.complaint();
        if (complaint != null) {
            return new ConfigResult.Usage(complaint);
        }
        if (flags.wantHelp()) {
            return new ConfigResult.Help(Flags.USAGE);
        }
        return flags.wantVersion() ? new ConfigResult.Version() : null;
    }

    /** The directory of the files, whether there are any. */
    private static Path conf(List<Path> candidates) {
        Path conf = candidates.getFirst().getParent();
        return conf == null ? Path.of("") : conf;
    }

    /**
     * Where to look for files.
     *
     * @param working the process's
     * @param home that of relative paths in the configuration
     * @param conf that of the configuration
     */
    private record Folders(Path working, Path home, Path conf) {}

    private static MesherConfig config(
            KeyReader reader,
            List<ServicePort> ports,
            Map<String, String> env,
            Folders folders,
            Interfaces interfaces,
            RouteTable lastGood) {
        ListenersReader listeners = new ListenersReader(reader, interfaces);
        LimitsReader limits = new LimitsReader(reader);
        ProcessReader process = new ProcessReader(reader);
        HttpConfig http = listeners.http();
        checkPorts(http, ports, reader);
        RegistryConfig registry = new RegistryReader(reader, env).read();
        checkRegistry(http, registry, reader);
        ServiceIdentity service = new ServiceReader(reader).read(registry.type() != RegistryConfig.Type.DISABLED);
        AdminConfig admin = listeners.admin();
        RegistrationConfig registration = new RegistrationReader(reader, env)
                .read(http, new ContractsReader(reader, env, folders.working()).read(folders.conf(), service.name()));
        return new MesherConfig(
                service,
                http,
                ports,
                new StaticServicesReader(reader).read(),
                registry,
                registration,
                new GovernanceReader(reader, service, registration).read(lastGood),
                limits.limits(),
                limits.timeouts(),
                limits.pool(),
                admin,
                new TlsReader(reader, folders.home()).read(service.name(), http, admin.enabled()),
                limits.shutdown(http.incoming() != null),
                new LogReader(reader, folders.home()).read(),
                new TelemetryReader(reader, service, folders.home(), env).read(),
                new LocalHealthReader(reader).read(),
                process.trustedPeers(),
                process.dataDir(folders.home()),
                process.statusCodes(),
                process.eventLoops(),
                process.reload());
    }

    private static void checkMode(@Nullable String mode, Problems problems) {
        if (mode == null || mode.equals("sidecar")) {
            return;
        }
        if (mode.equals("edge") || mode.equals("per-host")) {
            problems.error(
                    "flag --mode",
                    "",
                    mode
                            + ": not in this release; Mesher refuses to start rather than run what is meant for an edge as"
                            + " a sidecar (expected: sidecar)");
        } else {
            problems.error("flag --mode", "", Shown.value("", mode) + " (expected: sidecar)");
        }
    }

    /** What others call is then registered where none of them can look. */
    private static void checkRegistry(HttpConfig http, RegistryConfig registry, KeyReader reader) {
        ListenAddress incoming = http.incoming();
        if (registry.type() != RegistryConfig.Type.EMBEDDED
                || reader.has(Keys.REGISTRY_TYPE)
                || incoming == null
                || InetAddress.ofLiteral(incoming.host()).isLoopbackAddress()) {
            return;
        }
        reader.problems()
                .warning(
                        reader.placeOf(Keys.HTTP_LISTEN),
                        reader.written(Keys.HTTP_LISTEN),
                        "accepts calls from other machines, but without a registry's address the service is registered on this"
                                + " machine only, where other machines can't find it (expected: "
                                + Keys.REGISTRY_ADDRESS
                                + ", or " + Keys.REGISTRY_TYPE + ": embedded if all callers are on this machine)");
    }

    private static void checkPorts(HttpConfig http, List<ServicePort> ports, KeyReader reader) {
        if (http.incoming() == null) {
            return;
        }
        for (ServicePort port : ports) {
            if (port.protocol().equals("rest")) {
                return;
            }
        }
        reader.problems()
                .warning(
                        reader.placeOf(Keys.HTTP_LISTEN),
                        reader.written(Keys.HTTP_LISTEN),
                        "incoming requests have nowhere to go: no port of the application is known (expected:"
                                + " SERVICE_PORTS=rest:8080 or --service-ports rest:8080)");
    }
}
