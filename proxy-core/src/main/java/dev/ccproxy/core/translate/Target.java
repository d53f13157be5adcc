package dev.ccproxy.core.translate;

/// Whom a request is translated for.
///
/// @param dialect the API that the provider speaks
/// @param model as the provider calls it
/// @param genuine whether it is OpenAI itself, which takes more than those that speak like it
public record Target(Dialect dialect, String model, boolean genuine) {
    /// The suffix by which Claude Code asks for a large context is no part of a model's name.
    public Target {
        model = model.replaceFirst("\\[[0-9]+[km]]$", "");
    }
}
