package io.mesher.control.admin;

import io.mesher.net.http.Method;
import io.mesher.net.http.OwnResponse;
import io.mesher.net.http.OwnResponse.After;
import io.mesher.net.http.RequestFailure;
import io.mesher.net.http.RequestHead;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.server.Api;
import io.mesher.net.server.ApiReply;
import io.mesher.net.server.ApiRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds who answers a request, and whether it may be asked. Event loop only. */
final class AdminCalls implements Api {
    private static final byte[] NO_BODY = {};

    private final Gate gate;
    private final Routes routes;
    private final EventLoop loop;

    AdminCalls(Gate gate, Routes routes, EventLoop loop) {
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
        Route route = routes.find(query < 0 ? target : target.substring(0, query));
        return route != null && route.methods().has("POST");
    }

    @Override
    public OwnResponse badRequest(RequestFailure failure) {
        return BadRequest.answer(failure).own(After.NOTHING);
    }

    @Override
    public void onRequest(ApiRequest request, ApiReply reply) {
        Route route = routes.find(request.path());
        AdminResponse refusal = route == null ? nothing() : refusal(route, request);
        if (route == null || refusal != null) {
            reply.send((refusal == null ? nothing() : refusal).own(After.NEXT_REQUEST));
            return;
        }
        boolean changes = request.method().equals("POST");
        AdminRequest asked = new AdminRequest(
                changes,
                route.argument(request.path()),
                request.query(),
                Objects.requireNonNullElse(request.field("accept"), ""),
                Objects.requireNonNullElse(request.field("accept-encoding"), ""),
                changes ? request.body() : NO_BODY);
        route.resource().respond(asked, answer -> send(answer, reply));
    }

    private AdminResponse nothing() {
        return AdminResponse.text(404, "There is nothing at this path. The admin API has:\n\n" + routes.listing());
    }

    private @Nullable AdminResponse refusal(Route route, ApiRequest request) {
        AdminResponse refusal = gate.readRefusal(route, request);
        if (refusal != null) {
            return refusal;
        }
        if (!route.methods().has(request.method())) {
            String allow = route.methods().allow();
            int last = allow.lastIndexOf(", ");
            String names = last < 0
                    ? "method " + allow
                    : "methods " + allow.substring(0, last) + " and " + allow.substring(last + 2);
            return AdminResponse.text(405, "This path accepts only the " + names + ".\n")
                    .with("Allow", allow);
        }
        return request.method().equals("POST") ? gate.changeRefusal(request) : null;
    }

    private void send(AdminResponse answer, ApiReply reply) {
        if (loop.isInLoop()) {
            reply.send(answer.own(After.NEXT_REQUEST));
        } else {
            loop.execute(() -> reply.send(answer.own(After.NEXT_REQUEST)));
        }
    }
}
