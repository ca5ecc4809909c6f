package io.mesher.app;

import io.mesher.app.cli.Cli;
import io.mesher.app.config.ConfigListing;
import io.mesher.app.config.ConfigLoader;
import io.mesher.app.config.ConfigResult;
import io.mesher.app.config.read.Interfaces;
import io.mesher.app.config.source.Problem;
import io.mesher.app.config.source.Severity;
import io.mesher.app.demo.JavaCommand;
import io.mesher.app.log.Loggers;
import io.mesher.app.tls.LoadedSide;
import io.mesher.app.tls.TlsFinding;
import io.mesher.core.config.LogConfig;
import io.mesher.core.config.MesherConfig;
import io.mesher.core.route.RouteTable;
import io.mesher.registry.client.RegistryClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The command line: a sidecar, or one of the sub-commands. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        long begun = System.nanoTime();
        Loggers loggers = Loggers.install();
        List<String> all = List.of(arguments);
        String first = all.isEmpty() ? "run" : all.getFirst();
        switch (first) {
            case "run" -> run(all.isEmpty() ? all : all.subList(1, all.size()), loggers, begun);
            case "help" -> {
                if (all.size() == 1) {
                    run(List.of("--help"), loggers, begun);
                } else {
                    command(List.of(all.get(1), "--help"));
                }
            }
            case "version" -> run(List.of("--version"), loggers, begun);
            case "train" -> System.exit(Training.run(loggers));
            default -> {
                if (first.startsWith("-")) {
                    run(all, loggers, begun);
                } else {
                    command(all);
                }
            }
        }
    }

    private static void command(List<String> all) {
        System.exit(Cli.run(all, System.getenv(), JavaCommand.ofThisProcess(all, Main.class), System.out, System.err));
    }

    private static void run(List<String> flags, Loggers loggers, long begun) {
        prepare();
        Path workingDir = Path.of("").toAbsolutePath();
        Function<RouteTable, ConfigResult> loader = loader(flags, System.getenv(), workingDir);
        ConfigResult result = ConfigLoader.load(flags, System.getenv(), workingDir, Interfaces::ofMachine);
        // Not part of the switch below: linking a pattern switch would cost a fifth of the start-up, and no cache holds
        // it.
        if (result instanceof ConfigResult.Loaded loaded) {
            String refusal = PlainTextOnly.refusal(loaded.config().tls());
            if (refusal != null) {
                System.err.println(refusal);
                System.exit(ExitCode.CONFIGURATION);
            }
            serve(loaded, loggers, loader, new ConfigListing(flags, System.getenv(), workingDir, loaded.prints()));
            log().info("ready after {} ms", (System.nanoTime() - begun) / 1_000_000);
        } else {
            System.exit(explain(result, loggers));
        }
    }

    /** Beside the reading of the configuration, which doesn't say before its end whether there is a registry; most have one. */
    static void prepare() {
        Thread.ofPlatform().daemon().name("prepare").start(RegistryClient::prepare);
    }

    /** Loads the configuration, each time anew; given whose rules stay where new ones are refused. */
    static Function<RouteTable, ConfigResult> loader(
            List<String> flags, Map<String, String> environment, Path workingDir) {
        return lastGood -> ConfigLoader.load(flags, environment, workingDir, Interfaces::ofMachine, lastGood);
    }

    private static int explain(ConfigResult result, Loggers loggers) {
        return switch (result) {
            case ConfigResult.Loaded _ -> ExitCode.OK;
            case ConfigResult.Invalid invalid -> {
                report(invalid, loggers);
                yield ExitCode.CONFIGURATION;
            }
            case ConfigResult.Usage usage -> {
                System.err.println(usage.message());
                yield ExitCode.USAGE;
            }
            case ConfigResult.Help help -> {
                System.out.println(help.text());
                yield ExitCode.OK;
            }
            case ConfigResult.Version() -> {
                System.out.println("mesher " + Build.read().text());
                yield ExitCode.OK;
            }
        };
    }

    /** For people as they are; for a program that collects JSON as lines of the log, although nothing is logged yet. */
    private static void report(ConfigResult.Invalid invalid, Loggers loggers) {
        if (invalid.format() == LogConfig.Format.TEXT) {
            invalid.problems().forEach(System.err::println);
            return;
        }
        loggers.configure(new LogConfig(LogConfig.Level.INFO, invalid.format()));
        for (Problem problem : invalid.problems()) {
            log(problem);
        }
    }

    private static void log(Problem problem) {
        if (problem.severity() == Severity.WARNING) {
            log().warn("{}", problem.text());
        } else {
            log().error("{}", problem.text());
        }
    }

    private static void serve(
            ConfigResult.Loaded loaded,
            Loggers loggers,
            Function<RouteTable, ConfigResult> loader,
            ConfigListing listing) {
        loggers.configure(loaded.config().log());
        Logger log = log();
        log.info("{}", StartLine.of(Build.read(), loaded));
        for (Problem warning : loaded.warnings()) {
            log(warning);
        }
        for (LoadedSide side : loaded.tls().values()) {
            for (TlsFinding finding : side.findings()) {
                if (finding.code().weight() == TlsFinding.Weight.INFO) {
                    log.info("{}: {}", finding.key(), finding.text());
                }
            }
        }
        try {
            start(loaded, loader).reportConfig(listing);
        } catch (StartFailure e) {
            log.error(e.getMessage());
            System.exit(e.exitCode());
        }
    }

    private static Logger log() {
        return LoggerFactory.getLogger(Mesher.class);
    }

    static Mesher start(ConfigResult.Loaded loaded, Function<RouteTable, ConfigResult> loader) throws StartFailure {
        MesherConfig config = loaded.config();
        Mesher mesher = Mesher.start(config, loaded.tls());
        mesher.named(loaded.named());
        if (config.reload()) {
            mesher.reload(new Reload(loaded, naming(loader, mesher), mesher::govern));
        }
        stopOnSignal(new Shutdown(mesher, config.shutdown()));
        return mesher;
    }

    /** A loaded configuration is always taken, but for what is refused in it. */
    private static Function<RouteTable, ConfigResult> naming(Function<RouteTable, ConfigResult> loader, Mesher mesher) {
        return lastGood -> {
            ConfigResult result = loader.apply(lastGood);
            if (result instanceof ConfigResult.Loaded loaded) {
                mesher.named(loaded.named());
            }
            return result;
        };
    }

    private static void stopOnSignal(Shutdown shutdown) {
        Signals.handle(
                // By default it would be a daemon, as the thread of a signal is: the JVM would end with the last event
                // loop.
                _ -> Thread.ofPlatform().daemon(false).name("shutdown").start(() -> stop(shutdown)),
                number -> Runtime.getRuntime().halt(128 + number));
    }

    private static void stop(Shutdown shutdown) {
        try {
            shutdown.run();
            System.exit(ExitCode.OK);
        } catch (InterruptedException _) {
            System.exit(ExitCode.FAILURE);
        }
    }
}
