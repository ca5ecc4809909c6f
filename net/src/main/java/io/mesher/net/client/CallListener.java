package io.mesher.net.client;

/** Hears how a call ended. On the event loop of the {@link Caller}. */
public interface CallListener {
    /** Whatever its status. */
    void onResponse(CallResponse response);

    void onFailure(CallFailure failure);
}
