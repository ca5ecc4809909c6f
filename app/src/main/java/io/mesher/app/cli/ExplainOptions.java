package io.mesher.app.cli;

import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What {@code mesher explain} takes. */
final class ExplainOptions {
    static final String ADMIN_DEFAULT = "127.0.0.1:30102";

    final PositionalParamSpec url = PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .paramLabel("URL")
            .description("Where the request would be sent, such as http://service/path.")
            .type(String.class)
            .build();
    final OptionSpec header = OptionSpec.builder("-H", "--header")
            .paramLabel("'NAME: VALUE'")
            .description("A header field of the request. Can be repeated.")
            .type(String[].class)
            .build();
    final OptionSpec method = OptionSpec.builder("-X", "--method")
            .paramLabel("METHOD")
            .description("The request's method. Default: GET")
            .type(String.class)
            .defaultValue("GET")
            .build();
    final OptionSpec recent =
            flag("--recent", "Instead of a URL: what became of the last requests, and of failed or slow ones.");
    final OptionSpec destination = OptionSpec.builder("--destination")
            .paramLabel("SERVICE")
            .description("With --recent: only requests to this service.")
            .type(String.class)
            .build();
    final OptionSpec failed = flag("--failed", "With --recent: only failed requests.");
    final OptionSpec admin = OptionSpec.builder("--admin")
            .paramLabel("HOST:PORT")
            .description("The admin port of the Mesher to ask. Default: " + ADMIN_DEFAULT)
            .type(String.class)
            .defaultValue(ADMIN_DEFAULT)
            .build();
    final OptionSpec token = OptionSpec.builder("--token")
            .paramLabel("TOKEN")
            .description(
                    "The admin token, if that Mesher requires one. Others can see it in the list of processes; --token-file or"
                            + " mesher_admin_token in the environment is safer.")
            .type(String.class)
            .defaultValue("")
            .build();
    final OptionSpec tokenFile = OptionSpec.builder("--token-file")
            .paramLabel("FILE")
            .description("A file with the token and nothing else.")
            .type(String.class)
            .build();
    final OptionSpec output = OptionSpec.builder("-o", "--output")
            .paramLabel("FORMAT")
            .description("text or json. Default: text")
            .type(String.class)
            .defaultValue("text")
            .build();

    ExplainOptions() {}

    private static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .description(description)
                .type(boolean.class)
                .defaultValue("false")
                .build();
    }
}
