package io.mesher.core.tls;

import java.util.function.Function;

/** What became of reading a file: a value, or why there is none. */
public sealed interface FileResult<T> {
    record Read<T>(T value) implements FileResult<T> {}

    record Failed<T>(FileFault fault) implements FileResult<T> {}

    static <T> FileResult<T> of(T value) {
        return new Read<>(value);
    }

    static <T> FileResult<T> failed(FileFault fault) {
        return new Failed<>(fault);
    }

    /** The result of {@code next} for the value, or the same fault. */
    default <R> FileResult<R> then(Function<? super T, FileResult<R>> next) {
        return switch (this) {
            case Read<T>(T value) -> next.apply(value);
            case Failed<T>(FileFault fault) -> new Failed<>(fault);
        };
    }
}
