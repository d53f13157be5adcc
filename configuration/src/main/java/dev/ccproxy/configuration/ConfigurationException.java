package dev.ccproxy.configuration;

/// The configuration cannot be used. The message is one line that names what to mend.
public class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        super(message);
    }
}
