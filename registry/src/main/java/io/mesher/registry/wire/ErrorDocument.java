package io.mesher.registry.wire;

import tools.jackson.core.JsonGenerator;

/**
 * The body of an error answer.
 *
 * @param errorCode six digits, the first three of them usually the status
 * @param detail empty where there is none
 */
public record ErrorDocument(String errorCode, String errorMessage, String detail) {
    public static ErrorDocument read(JsonReader json) throws BadJson {
        String[] parts = {"", "", ""};
        json.object(name -> {
            switch (FoldedNames.folded(name)) {
                case "errorcode" -> parts[0] = json.string();
                case "errormessage" -> parts[1] = json.string();
                case "detail" -> parts[2] = json.string();
                default -> json.skip();
            }
        });
        return new ErrorDocument(parts[0], parts[1], parts[2]);
    }

    /** Compact, since the Go client looks for {@code "errorCode":"400012"} without spaces. */
    public byte[] toJson() {
        return JsonText.object(this::write);
    }

    /** The fields, within an object that was begun. */
    public void write(JsonGenerator json) {
        JsonText.always(json, "errorCode", errorCode);
        JsonText.always(json, "errorMessage", errorMessage);
        JsonText.text(json, "detail", detail);
    }
}
