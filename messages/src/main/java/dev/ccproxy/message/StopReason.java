package dev.ccproxy.message;

/// Why an answer ended. More codes exist than have a name here.
///
/// @param code the wire's, for example `end_turn`
public record StopReason(String code) {
    public static final StopReason END_TURN = new StopReason("end_turn");
    public static final StopReason MAX_TOKENS = new StopReason("max_tokens");
    public static final StopReason STOP_SEQUENCE = new StopReason("stop_sequence");
    public static final StopReason TOOL_USE = new StopReason("tool_use");
    public static final StopReason PAUSE_TURN = new StopReason("pause_turn");
    public static final StopReason REFUSAL = new StopReason("refusal");
}
