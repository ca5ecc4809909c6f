package io.mesher.app.cli;

import io.mesher.app.registry.RegistryOptions;
import io.mesher.app.registry.RegistryProcess;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** {@code mesher registry [--listen=ip:port] [--data=folder] [--account-file=file] [--allowed-host=name]}. */
final class RegistryCommand implements Callable<Integer> {
    private static final String LISTEN_DEFAULT = "127.0.0.1:30100";

    private final OptionSpec listen = OptionSpec.builder("--listen")
            .paramLabel("IP:PORT")
            .description("The address to listen on. Default: " + LISTEN_DEFAULT
                    + "; an address other than loopback needs an account.")
            .type(String.class)
            .defaultValue(LISTEN_DEFAULT)
            .build();
    private final OptionSpec data = OptionSpec.builder("--data")
            .paramLabel("FOLDER")
            .description("The folder for data that must survive a restart. Default: data/registry-IP-PORT, so that each"
                    + " address has its own.")
            .type(Path.class)
            .build();
    private final OptionSpec accountFile = OptionSpec.builder("--account-file")
            .paramLabel("FILE")
            .description("A file with one line, name:password, the account of all clients. They log in with"
                    + " servicecomb.credentials.account.name and .password.")
            .type(Path.class)
            .build();
    private final OptionSpec allowedHost = OptionSpec.builder("--allowed-host")
            .paramLabel("NAME")
            .description("A further host name that clients may use. Can be repeated.")
            .type(String[].class)
            .build();
    private final PrintStream err;

    private RegistryCommand(PrintStream err) {
        this.err = err;
    }

    static CommandSpec spec(PrintStream err) {
        RegistryCommand command = new RegistryCommand(err);
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command)
                .addOption(command.listen)
                .addOption(command.data)
                .addOption(command.accountFile)
                .addOption(command.allowedHost)
                .addOption(Cli.help());
        spec.usageMessage()
                .description(
                        "Runs a registry (the Service Center API) for a laptop, a test or a small site: one process"
                                + " without a stand-by, a snapshot on disk.");
        return spec;
    }

    @Override
    public Integer call() throws InterruptedException {
        String @Nullable [] hosts = allowedHost.getValue();
        InetSocketAddress address = address(listen.getValue());
        Path folder = data.getValue();
        RegistryOptions options = new RegistryOptions(
                address,
                folder == null ? folderOf(address) : folder,
                accountFile.getValue(),
                hosts == null ? List.of() : Arrays.asList(hosts));
        return RegistryProcess.run(options, err);
    }

    /** A registry at another address that is started in the same working directory must not bring back the services of this one. */
    static Path folderOf(InetSocketAddress address) {
        // A colon can't stand in a file's name on Windows.
        String host = address.getAddress().getHostAddress().replace(':', '_').replace('%', '_');
        return Path.of("data", "registry-" + host + "-" + address.getPort());
    }

    private InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        try {
            String host = text.substring(0, Math.max(colon, 0));
            boolean bracketed = host.startsWith("[") && host.endsWith("]");
            return new InetSocketAddress(
                    InetAddress.ofLiteral(bracketed ? host.substring(1, host.length() - 1) : host),
                    Integer.parseInt(text.substring(colon + 1)));
        } catch (IllegalArgumentException _) {
            throw new ParameterException(
                    listen.command().commandLine(),
                    "--listen: " + text + " (expected: an IP address of this machine and a port, such as "
                            + LISTEN_DEFAULT + ")");
        }
    }
}
