package io.mesher.core.tls.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.tls.FileFault;
import io.mesher.core.tls.FileResult;
import java.nio.charset.StandardCharsets;

/** Takes results apart. */
final class Results {
    private Results() {}

    static <T> T value(FileResult<T> result) {
        return switch (result) {
            case FileResult.Read<T>(T value) -> value;
            case FileResult.Failed<T>(FileFault fault) -> throw new AssertionError(fault.text());
        };
    }

    static FileFault fault(FileResult<?> result) {
        assertThat(result).isInstanceOf(FileResult.Failed.class);
        return ((FileResult.Failed<?>) result).fault();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
