package io.mesher.app.config.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.app.config.ConfigDir;
import io.mesher.core.config.AccessLogConfig;
import io.mesher.core.config.AccessLogConfig.Format;
import io.mesher.core.config.AccessLogConfig.Which;
import io.mesher.core.config.LogConfig;
import io.mesher.core.config.RotatedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where log and access log go. */
class LogFilesTest {
    private static final long MEGABYTE = 1024 * 1024;

    @TempDir
    private Path dir;

    private AccessLogConfig accessLog(String text) throws IOException {
        return new ConfigDir(dir)
                .named()
                .file("lager.yaml", text)
                .config()
                .telemetry()
                .accessLog();
    }

    private LogConfig log(String text) throws IOException {
        return new ConfigDir(dir).named().file("lager.yaml", text).config().log();
    }

    @Test
    void withoutAKeyFailedRequestsGoToStandardOutputAndTheLogToStandardError() throws IOException {
        assertThat(new ConfigDir(dir).named().config().telemetry().accessLog()).isEqualTo(AccessLogConfig.DEFAULT);
        assertThat(new ConfigDir(dir).named().config().log()).isEqualTo(LogConfig.DEFAULT);
    }

    @Test
    void theAccessLogFollowsItsKeys() throws IOException {
        assertThat(accessLog(
                        "mesher.accessLog: {requests: all, format: ecs, output: log/a.log, query: false, buffer: 32768,"
                                + " rotateSize: 5, rotateAge: 0, backups: 2, compress: true}"))
                .isEqualTo(new AccessLogConfig(
                        Which.ALL,
                        Format.ECS,
                        false,
                        new RotatedFile(dir.resolve("log/a.log"), 5 * MEGABYTE, 0, 2, true),
                        32768));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mesher.accessLog.requests: none | NONE",
                "mesher.accessLog.requests: failed | FAILED",
                "mesher.accessLog.output: stdout | FAILED",
                "accessLogFile: a.log | ALL",
                "'{accessLogFile: a.log, mesher.accessLog.requests: failed}' | FAILED",
                "'cse.handler.chain.Consumer.outgoing: router,access-log,loadbalance,transport' | ALL",
                "'servicecomb.handler.chain.Provider.incoming: [access-log, transport]' | ALL",
                "'servicecomb.handler.chain.Provider.incoming: [transport]' | FAILED",
            })
    void theOriginalsWaysToAskForItMeanAllRequests(String text, Which which) throws IOException {
        assertThat(accessLog(text).which()).isEqualTo(which);
    }

    @Test
    void theOriginalsFileIsRotatedAsItsOtherOnes() throws IOException {
        assertThat(accessLog("{accessLogFile: log/access.log, logRotateSize: 2, logRotateAge: 3, logBackupCount: 4}")
                        .file())
                .isEqualTo(new RotatedFile(dir.resolve("log/access.log"), 2 * MEGABYTE, 3, 4, false));
        assertThat(accessLog("{accessLogFile: log/access.log, mesher.accessLog.output: stdout}")
                        .file())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "logWriters: stdout | false | true | false",
                "logWriters: stderr | true | false | false",
                "logWriters: [file] | false | false | true",
                "'logWriters: \"file,stdout\"' | false | true | true",
                "writers: 'file, stderr' | true | false | true",
                "logFile: a.log | false | true | true",
                "logger_file: a.log | false | true | true",
            })
    void theLogGoesWhereTheWritersSay(String text, boolean error, boolean output, boolean file) throws IOException {
        LogConfig log = log(text);
        assertThat(log.standardError()).isEqualTo(error);
        assertThat(log.standardOutput()).isEqualTo(output);
        assertThat(log.file() != null).isEqualTo(file);
    }

    @Test
    void theLogFileHasTheOriginalsNameAndRotation() throws IOException {
        assertThat(log("logWriters: file").file())
                .isEqualTo(new RotatedFile(dir.resolve("log/chassis.log"), 10 * MEGABYTE, 1, 7, false));
        assertThat(log("{logWriters: file, logRotateDisable: true, logRotateCompress: true}")
                        .file())
                .isEqualTo(new RotatedFile(dir.resolve("log/chassis.log"), 0, 0, 7, true));
        assertThat(log("logColorMode: always").coloured()).isTrue();
        assertThat(log("logColorMode: auto").coloured()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mesher.accessLog.requests: some | some (expected: none, failed or all)",
                "mesher.accessLog.format: xml | xml (expected: text, json or ecs)",
                "mesher.accessLog.output: conf | conf (expected: the path of a file, which need not exist)",
                "mesher.accessLog.buffer: 1 | 1 (expected: 16384 to 67108864)",
                "logWriters: syslog | syslog (expected: file, stdout or stderr)",
                "logColorMode: red | red (expected: auto, never or always)",
            })
    void saysWhatIsWrong(String text, String problem) throws IOException {
        String key = text.substring(0, text.indexOf(':'));
        assertThat(new ConfigDir(dir).named().file("lager.yaml", text).problems())
                .containsExactly("error: conf/lager.yaml:1: " + key + ": " + problem);
    }

    private List<String> problems(String text) throws IOException {
        return new ConfigDir(dir).named().file("lager.yaml", text).problems();
    }

    @Test
    void refusesOneFileForBothLogs() throws IOException {
        String expected = "error: conf/lager.yaml:2: %s: " + dir.resolve("a.log")
                + ": the file of Mesher's own log too, by %s at conf/lager.yaml:1 (expected: another one)";
        assertThat(problems("logFile: a.log\nmesher.accessLog.output: ./x/../a.log\n"))
                .containsExactly(
                        expected.formatted("mesher.accessLog.output", "logFile").replace("/a.log:", "/./x/../a.log:"));
        assertThat(problems("logger_file: a.log\naccessLogFile: a.log\n"))
                .containsExactly(expected.formatted("accessLogFile", "logger_file"));
        assertThat(problems("logWriters: file\nmesher.accessLog.output: log/chassis.log\n"))
                .containsExactly(expected.formatted("mesher.accessLog.output", "logWriters")
                        .replace("/a.log:", "/log/chassis.log:"));
        assertThat(log("{logFile: a.log, logWriters: stdout, accessLogFile: a.log}")
                        .file())
                .isNull();
        assertThat(log("{logFile: a.log, accessLogFile: a.log, mesher.accessLog.requests: none}")
                        .file())
                .isNotNull();
    }

    @Test
    void refusesOneFileUnderTwoNames() throws IOException {
        Files.writeString(dir.resolve("a.log"), "");
        Files.createSymbolicLink(dir.resolve("b.log"), Path.of("a.log"));
        assertThat(problems("logFile: a.log\naccessLogFile: b.log\n"))
                .singleElement()
                .asString()
                .contains("/b.log: the file of Mesher's own log too");
    }

    @Test
    void refusesAFileThatCannotBeMade() throws IOException {
        Files.writeString(dir.resolve("plain"), "");
        String end = dir.resolve("plain") + " is not a folder (expected: a file that can be made or written)";
        assertThat(problems("accessLogFile: plain/x/a.log"))
                .containsExactly("error: conf/lager.yaml:1: accessLogFile: " + dir.resolve("plain/x/a.log")
                        + ": can't be written: " + end);
        assertThat(problems("logFile: plain/a.log"))
                .containsExactly("error: conf/lager.yaml:1: logFile: " + dir.resolve("plain/a.log")
                        + ": can't be written: " + end);
        assertThat(accessLog("mesher.accessLog.output: plain").file()).isNotNull();
    }

    @Test
    void saysOnceWhatIsWrongForBothLogs() throws IOException {
        assertThat(new ConfigDir(dir)
                        .named()
                        .file("lager.yaml", "logFile: a.log\naccessLogFile: b.log\nlogRotateSize: 10MB")
                        .problems())
                .containsExactly("error: conf/lager.yaml:3: logRotateSize: 10MB (expected: 0 to 1000000)");
    }
}
