package io.mesher.control.admin;

import io.mesher.control.admin.resource.AdminRequest;
import io.mesher.control.admin.resource.AdminResponse;
import io.mesher.net.http.Method;
import io.mesher.net.http.OwnResponse;
import io.mesher.net.http.OwnResponse.After;
import io.mesher.net.http.RequestFailure;
import io.mesher.net.http.RequestHead;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.server.Api;
import io.mesher.net.server.ApiReply;
import io.mesher.net.server.ApiRequest;
import io.mesher.net.server.ApiRoutes;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds who answers a request, and whether it may be asked. Event loop only. */
final class AdminCalls implements Api {
    private static final byte[] NO_BODY = {};

    private final AdminGate gate;
    private final AdminRoutes routes;
    private final EventLoop loop;

    AdminCalls(AdminGate gate, AdminRoutes routes, EventLoop loop) {
        this.gate = gate;
        this.routes = routes;
        this.loop = loop;
    }

    @Override
    public @Nullable OwnResponse refusal(RequestHead head) {
        AdminResponse refusal = gate.stranger(head);
        return refusal == null ? null : refusal.own(After.NEXT_REQUEST);
    }

    /** Only where it says what is to be changed: everything else is answered unread. */
    @Override
    public boolean wantsBody(RequestHead head) {
        if (head.method() != Method.POST) {
            return false;
        }
        String target = head.text(head.pathStart(), head.pathEnd());
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        return routes.find("POST", path) instanceof ApiRoutes.Match.Found<AdminRoute>;
    }

    @Override
    public OwnResponse badRequest(RequestFailure failure) {
        return BadRequest.answer(failure).own(After.NOTHING);
    }

    @Override
    public void onRequest(ApiRequest request, ApiReply reply) {
        switch (routes.find(request.method(), request.path())) {
            case ApiRoutes.Match.Found<AdminRoute> found -> answer(found, request, reply);
            case ApiRoutes.Match.OtherMethods<AdminRoute> other -> {
                AdminResponse refusal = gate.readRefusal(other.target(), request);
                reply.send((refusal == null ? otherMethods(other.allowed()) : refusal).own(After.NEXT_REQUEST));
            }
            case ApiRoutes.Match.Nothing<AdminRoute> _ ->
                reply.send(AdminResponse.text(
                                404, "There is nothing at this path. The admin API has:\n\n" + routes.listing())
                        .own(After.NEXT_REQUEST));
        }
    }

    private void answer(ApiRoutes.Match.Found<AdminRoute> found, ApiRequest request, ApiReply reply) {
        boolean changes = request.method().equals("POST");
        AdminResponse refusal = gate.readRefusal(found.target(), request);
        if (refusal == null && changes) {
            refusal = gate.changeRefusal(request);
        }
        if (refusal != null) {
            reply.send(refusal.own(After.NEXT_REQUEST));
            return;
        }
        AdminRequest asked = new AdminRequest(
                changes,
                found.variables().getOrDefault(found.target().parameter(), ""),
                request.query(),
                Objects.requireNonNullElse(request.field("accept"), ""),
                Objects.requireNonNullElse(request.field("accept-encoding"), ""),
                changes ? request.body() : NO_BODY);
        found.target().resource().respond(asked, answer -> send(answer, reply));
    }

    private static AdminResponse otherMethods(Collection<String> allowed) {
        String allow = String.join(", ", allowed);
        int last = allow.lastIndexOf(", ");
        String names = last < 0
                ? "method " + allow
                : "methods " + allow.substring(0, last) + " and " + allow.substring(last + 2);
        return AdminResponse.text(405, "This path accepts only the " + names + ".\n")
                .with("Allow", allow);
    }

    private void send(AdminResponse answer, ApiReply reply) {
        if (loop.isInLoop()) {
            reply.send(answer.own(After.NEXT_REQUEST));
        } else {
            loop.execute(() -> reply.send(answer.own(After.NEXT_REQUEST)));
        }
    }
}
