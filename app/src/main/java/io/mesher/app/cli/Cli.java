package io.mesher.app.cli;

import io.mesher.app.ExitCode;
import io.mesher.app.config.keys.NearestKey;
import io.mesher.app.config.source.Shown;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * {@code mesher <command>}: all commands but the running of a sidecar. Built with picocli's programming interface: its
 * annotations would need reflection into this package.
 */
public final class Cli {
    private Cli() {}

    /**
     * Runs a command to its end and returns the exit code: 0, 1 after a failure, 2 for arguments that make no sense,
     * 69 where a running Mesher is needed and none answers.
     *
     * @param arguments of the main method, the command first
     * @param environment the process's
     * @param sidecarCommand starts a sidecar, for commands that need one
     */
    public static int run(
            List<String> arguments,
            Map<String, String> environment,
            List<String> sidecarCommand,
            PrintStream out,
            PrintStream err) {
        CommandLine[] root = new CommandLine[1];
        CommandSpec spec = CommandSpec.wrapWithoutInspection((Runnable) () -> {
                    throw new ParameterException(root[0], "no command (expected: one of those below)");
                })
                .name("mesher");
        spec.usageMessage()
                .description("The network layer of a microservice. Without a command it runs as a sidecar.")
                .synopsisSubcommandLabel("COMMAND");
        spec.addOption(help());
        spec.addSubcommand("demo", DemoCommand.spec(sidecarCommand, out));
        spec.addSubcommand("explain", ExplainCommand.spec(environment, out, err));
        spec.addSubcommand("registry", RegistryCommand.spec(err));
        root[0] = new CommandLine(spec)
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        CommandLine.IParameterExceptionHandler usual = root[0].getParameterExceptionHandler();
        root[0].setParameterExceptionHandler((refusal, given) -> {
            String words = unexpected(refusal, err);
            return words.isEmpty() ? usual.handleParseException(refusal, given) : ExitCode.USAGE;
        });
        return root[0].execute(arguments.toArray(new String[0]));
    }

    /** The library's own words count arguments from 0 and guess commands that nobody meant. Empty: nothing was written. */
    private static String unexpected(ParameterException refusal, PrintStream err) {
        if (!(refusal instanceof UnmatchedArgumentException unmatched) || unmatched.isUnknownOption()) {
            return "";
        }
        CommandLine command = refusal.getCommandLine();
        String argument = Shown.text(unmatched.getUnmatched().getFirst());
        String words = command.getParent() == null
                ? "unknown command \"" + argument + "\""
                        + nearest(argument, command.getSubcommands().keySet())
                : "unexpected argument \"" + argument + "\"";
        err.println(words + "; see " + command.getCommandSpec().qualifiedName() + " --help");
        return words;
    }

    private static String nearest(String argument, Set<String> commands) {
        for (String command : commands) {
            if (NearestKey.distance(argument, command) <= 2) {
                return " (did you mean " + command + "?)";
            }
        }
        return "";
    }

    static CommandLine.Model.OptionSpec help() {
        return CommandLine.Model.OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Shows this help.")
                .build();
    }
}
