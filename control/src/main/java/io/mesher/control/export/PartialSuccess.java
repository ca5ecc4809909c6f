package io.mesher.control.export;

/**
 * What an ExportTraceServiceResponse says of spans that weren't taken although the answer is 200. An answer that can't be read
 * says nothing: the status alone counts.
 *
 * @param rejected spans, 0 or more
 * @param message why, or a warning; empty: none
 */
record PartialSuccess(long rejected, String message) {
    static final PartialSuccess NONE = new PartialSuccess(0, "");

    static PartialSuccess read(byte[] response) {
        PartialSuccess found = NONE;
        ProtoReader fields = new ProtoReader(response, 0, response.length);
        while (fields.next()) {
            if (fields.isMessage(1)) {
                found = partial(new ProtoReader(response, fields.start(), fields.end()));
            }
        }
        return fields.isBroken() ? NONE : found;
    }

    private static PartialSuccess partial(ProtoReader fields) {
        long rejected = 0;
        String message = "";
        while (fields.next()) {
            if (fields.isNumber(1)) {
                rejected = Math.max(0, fields.number());
            } else if (fields.isMessage(2)) {
                message = fields.text();
            }
        }
        return fields.isBroken() ? NONE : new PartialSuccess(rejected, message);
    }
}
