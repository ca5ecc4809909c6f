package io.mesher.control.admin;

import io.mesher.control.explain.ExplainResource;
import io.mesher.control.explain.QueryText;
import java.util.function.Consumer;

/** {@code /v1/mesher/explain}: why requests went where they went, and with {@code ?url=} where one would go. */
record ExplainPath(ExplainResource explain) implements Resource {
    @Override
    public void respond(AdminRequest request, Consumer<AdminResponse> answer) {
        explain.answer(
                QueryText.parse(request.query()),
                said -> answer.accept(new AdminResponse(said.status(), said.contentType(), said.body())));
    }
}
