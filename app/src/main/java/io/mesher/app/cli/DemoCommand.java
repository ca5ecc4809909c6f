package io.mesher.app.cli;

import io.mesher.app.demo.Demo;
import io.mesher.app.demo.DemoOptions;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** {@code mesher demo [--once] [--canary] [--port=N] [--zipkin=URL]}. */
final class DemoCommand implements Callable<Integer> {
    private final OptionSpec once = OptionSpec.builder("--once")
            .description("Ends after the first call; the exit code says whether it succeeded.")
            .type(boolean.class)
            .defaultValue("false")
            .build();
    private final OptionSpec canary = OptionSpec.builder("--canary")
            .description("Shows how a new version gets a share of the calls, and what happens when it is killed.")
            .type(boolean.class)
            .defaultValue("false")
            .build();
    private final OptionSpec port = OptionSpec.builder("--port")
            .paramLabel("N")
            .description("The port of the client's Mesher on 127.0.0.1. Default: a free port.")
            .type(int.class)
            .defaultValue("0")
            .build();
    private final OptionSpec zipkin = OptionSpec.builder("--zipkin")
            .paramLabel("URL")
            .description("The Zipkin server that gets the trace of every call, such as http://127.0.0.1:9411.")
            .type(String.class)
            .defaultValue("")
            .build();
    private final List<String> sidecarCommand;
    private final PrintStream out;

    private DemoCommand(List<String> sidecarCommand, PrintStream out) {
        this.sidecarCommand = sidecarCommand;
        this.out = out;
    }

    static CommandSpec spec(List<String> sidecarCommand, PrintStream out) {
        DemoCommand command = new DemoCommand(sidecarCommand, out);
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command)
                .addOption(command.once)
                .addOption(command.canary)
                .addOption(command.port)
                .addOption(command.zipkin)
                .addOption(Cli.help());
        spec.usageMessage()
                .description("Starts a client, two servers and a Mesher beside each on this machine, sends a call"
                        + " through them and shows its path. Ctrl-C ends everything.");
        return spec;
    }

    @Override
    public Integer call() throws InterruptedException {
        int chosen = port.getValue();
        if (chosen < 0 || chosen > 65535) {
            throw new ParameterException(
                    port.command().commandLine(), "--port: " + chosen + " (expected: 1 to 65535, or 0 for a free one)");
        }
        DemoOptions options =
                new DemoOptions(once.getValue(), canary.getValue(), chosen, zipkinUrl(), DemoOptions.USUAL_STEP_LIMIT);
        return new Demo(options, sidecarCommand, out).run();
    }

    private String zipkinUrl() {
        String url = zipkin.getValue();
        if (!url.isEmpty() && !url.matches("http://[^/\"\\\\\\s]+")) {
            throw new ParameterException(
                    zipkin.command().commandLine(),
                    "--zipkin: " + url + " (expected: http://host:port, such as http://127.0.0.1:9411)");
        }
        return url;
    }
}
