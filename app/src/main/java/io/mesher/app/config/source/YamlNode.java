package io.mesher.app.config.source;

import java.util.List;

/** A YAML document as it was written: no types, no merging, lines kept. */
public sealed interface YamlNode {
    /** From 1. */
    int line();

    /** @param plain without quotes, so that {@code null} means nothing and not a word */
    record Scalar(String text, boolean plain, int line) implements YamlNode {
        public boolean isNull() {
            return plain
                    && (text.isEmpty()
                            || text.equals("~")
                            || text.equals("null")
                            || text.equals("Null")
                            || text.equals("NULL"));
        }
    }

    record Sequence(List<YamlNode> items, int line) implements YamlNode {}

    /** Duplicate keys are still in it. */
    record Mapping(List<Field> fields, int line) implements YamlNode {}

    record Field(YamlNode key, YamlNode value) {}
}
