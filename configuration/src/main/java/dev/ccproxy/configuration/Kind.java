package dev.ccproxy.configuration;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What values a setting takes.
public enum Kind {
    PORT("a port from 0 to 65535") {
        @Override
        boolean accepts(String value) {
            return value.matches("\\d{1,5}") && Integer.parseInt(value) <= 65_535;
        }
    },
    COUNT("a whole number from 0 up") {
        @Override
        boolean accepts(String value) {
            return value.matches("\\d{1,9}");
        }
    },
    DURATION("a length of time such as 600 (seconds), 90s, 10m or 24h") {
        @Override
        boolean accepts(String value) {
            return value.matches("\\d{1,9}(ms|s|m|h|d)?") && !value.matches("0+\\D*");
        }
    },
    SIZE("a size such as 64M or 20G") {
        @Override
        boolean accepts(String value) {
            return SIZES.matcher(value).matches();
        }
    },
    AMOUNT("an amount in USD such as 3 or 0.25, with four decimals at the most") {
        @Override
        boolean accepts(String value) {
            return value.matches("\\d{1,6}(\\.\\d{1,4})?");
        }
    },
    URL("a URL that begins with http:// or https://") {
        @Override
        boolean accepts(String value) {
            try {
                URI uri = URI.create(value);
                String scheme =
                        Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
                return (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    },
    FLAG("true or false") {
        @Override
        boolean accepts(String value) {
            return value.equals("true") || value.equals("false");
        }
    },
    TEXT("text") {
        @Override
        boolean accepts(String value) {
            return !value.isBlank();
        }
    },
    NAMES("a list of names") {
        @Override
        boolean accepts(String value) {
            return !value.isBlank();
        }
    },
    SECRET("text") {
        @Override
        boolean accepts(String value) {
            return !value.isBlank();
        }
    };

    private static final Pattern SIZES = Pattern.compile("[1-9]\\d{0,14}[KMGTkmgt]?");

    private final String description;

    Kind(String description) {
        this.description = description;
    }

    /// What a value has to be, to end the sentence "it must be …".
    public String description() {
        return description;
    }

    abstract boolean accepts(String value);
}
