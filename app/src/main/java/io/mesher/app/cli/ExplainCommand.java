package io.mesher.app.cli;

import io.mesher.app.ExitCode;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code mesher explain URL [-H 'name: value'] [-X METHOD]} and {@code mesher explain --recent}. */
final class ExplainCommand implements Callable<Integer> {
    private static final String PATH = "/v1/mesher/explain?";

    private final ExplainOptions options = new ExplainOptions();
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    private ExplainCommand(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    static CommandSpec spec(Map<String, String> environment, PrintStream out, PrintStream err) {
        ExplainCommand command = new ExplainCommand(environment, out, err);
        ExplainOptions options = command.options;
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command)
                .addPositional(options.url)
                .addOption(options.header)
                .addOption(options.method)
                .addOption(options.recent)
                .addOption(options.destination)
                .addOption(options.failed)
                .addOption(options.admin)
                .addOption(options.token)
                .addOption(options.tokenFile)
                .addOption(options.output)
                .addOption(Cli.help());
        spec.usageMessage()
                .description(
                        "Shows where a running Mesher would send a request, and why, without sending it: which rule"
                                + " applies, which instances may get it, and why the others may not.");
        return spec;
    }

    @Override
    public Integer call() {
        String target = PATH + query();
        AdminCall admin = new AdminCall(address(), token());
        try {
            return tell(admin.get(target), admin);
        } catch (IOException e) {
            err.println("No Mesher answers at " + admin.address() + ": " + e.getMessage() + "\n"
                    + "Start one, or name its admin port with --admin HOST:PORT; its log shows the address.");
            return ExitCode.UNAVAILABLE;
        }
    }

    private String query() {
        boolean recent = options.recent.getValue();
        String url = options.url.getValue();
        if (recent == (url != null)) {
            throw bad(
                    recent
                            ? "--recent: together with a URL (expected: one of them)"
                            : "no URL (expected: one, or --recent)");
        }
        String format = options.output.getValue();
        if (!format.equals("text") && !format.equals("json")) {
            throw bad("-o: " + format + " (expected: text or json)");
        }
        return AdminCall.parameter("format", format) + (url == null ? recentQuery() : whatIfQuery(url));
    }

    private String recentQuery() {
        if (options.header.getValue() != null) {
            throw bad("-H: with --recent (expected: with a URL)");
        }
        String destination = options.destination.getValue();
        boolean failed = options.failed.getValue();
        return (destination == null ? "" : "&" + AdminCall.parameter("destination", destination))
                + (failed ? "&" + AdminCall.parameter("status", "failed") : "");
    }

    private String whatIfQuery(String url) {
        boolean failed = options.failed.getValue();
        if (failed || options.destination.getValue() != null) {
            throw bad((failed ? "--failed" : "--destination") + ": with a URL (expected: with --recent)");
        }
        StringBuilder query = new StringBuilder()
                .append('&')
                .append(AdminCall.parameter("url", url))
                .append('&')
                .append(AdminCall.parameter("method", options.method.getValue()));
        String @Nullable [] headers = options.header.getValue();
        for (String header : headers == null ? new String[0] : headers) {
            query.append('&').append(AdminCall.parameter("header", header));
        }
        return query.toString();
    }

    private String address() {
        String text = options.admin.getValue();
        int colon = text.lastIndexOf(':');
        boolean hosted = colon > 0 && text.chars().noneMatch(c -> c <= ' ' || c > '~' || "/?#@\\".indexOf(c) >= 0);
        if (!hosted || !isHost(text.substring(0, colon)) || !isPort(text.substring(colon + 1))) {
            throw bad("--admin: " + text + " (expected: a host and a port, such as " + ExplainOptions.ADMIN_DEFAULT
                    + " or [::1]:30102)");
        }
        return text;
    }

    /** What has colons is an IPv6 address, which a URL has in brackets. */
    private static boolean isHost(String text) {
        return text.startsWith("[")
                ? text.length() > 2 && text.indexOf(']') == text.length() - 1
                : text.indexOf(':') < 0;
    }

    private String token() {
        try {
            return AdminToken.of(options.token.getValue(), options.tokenFile.getValue(), environment);
        } catch (AdminToken.Refused e) {
            throw bad(String.valueOf(e.getMessage()));
        }
    }

    private static boolean isPort(String text) {
        try {
            int port = Integer.parseInt(text);
            return port > 0 && port <= 65_535;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private int tell(AdminCall.Answer answer, AdminCall admin) {
        if (answer.status() == 200) {
            out.print(answer.body());
            out.flush();
            return ExitCode.OK;
        }
        err.print(answer.body());
        String advice = switch (answer.status()) {
            case 400 -> "";
            case 401, 403 ->
                "Run this on the machine of that Mesher, or pass its admin token with mesher_admin_token in the"
                        + " environment or with --token-file.\n";
            case 404 ->
                admin.address() + " is not the admin API of a Mesher with explain: "
                        + "check --admin and mesher.explain.enabled.\n";
            case 421 -> "Use a name that it knows, such as 127.0.0.1, with --admin.\n";
            default -> "It answers " + answer.status() + ".\n";
        };
        err.print(advice);
        err.flush();
        return ExitCode.FAILURE;
    }

    private ParameterException bad(String words) {
        return new ParameterException(options.admin.command().commandLine(), words);
    }
}
