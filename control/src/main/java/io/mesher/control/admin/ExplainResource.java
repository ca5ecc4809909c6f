package io.mesher.control.admin;

import io.mesher.control.explain.Explainer;
import io.mesher.net.server.QueryText;
import java.util.function.Consumer;

/** {@code /v1/mesher/explain}: why requests went where they went, and with {@code ?url=} where one would go. */
record ExplainResource(Explainer explainer) implements Resource {
    @Override
    public void respond(AdminRequest request, Consumer<AdminResponse> answer) {
        explainer.answer(
                QueryText.parse(request.query()),
                said -> answer.accept(new AdminResponse(said.status(), said.contentType(), said.body())));
    }
}
