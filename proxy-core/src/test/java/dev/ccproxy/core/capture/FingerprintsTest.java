package dev.ccproxy.core.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.util.AsciiString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintsTest {
    private static final String KEY = "sk-ant-api03-secret";

    private final Fingerprints fingerprints = new Fingerprints(new byte[] {1, 2, 3});

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-api-key",
                "X-Api-Key",
                "Authorization",
                "Proxy-Authorization",
                "Cookie",
                "Set-Cookie",
                "x-goog-api-key",
                "api-key",
                "X-Auth-Token",
                "x-amz-security-token",
                "X-Client-Secret",
                "x-team-key"
            })
    void credentialsBecomeFingerprints(String name) {
        String recorded = fingerprints.recordable(name, KEY).value();

        assertFalse(recorded.contains(KEY), recorded);
        assertTrue(recorded.matches("sha256:[0-9a-f]{16}"), recorded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anthropic-beta",
                "anthropic-ratelimit-input-tokens-remaining",
                "x-claude-code-session-id",
                "request-id",
                "content-type"
            })
    void othersStayAsTheyAre(String name) {
        assertEquals("value", fingerprints.recordable(name, "value").value());
    }

    @Test
    void theSchemeStaysReadable() {
        String recorded = fingerprints.recordable("authorization", "Bearer " + KEY).value();

        assertTrue(recorded.matches("Bearer sha256:[0-9a-f]{16}"), recorded);
    }

    @Test
    void equalCredentialsHaveEqualFingerprintsOnOneMachineOnly() {
        Fingerprints elsewhere = new Fingerprints(new byte[] {4, 5, 6});

        assertEquals(
                fingerprints.recordable("x-api-key", KEY).value(),
                fingerprints.recordable("X-API-KEY", KEY).value());
        assertNotEquals(
                fingerprints.recordable("x-api-key", KEY).value(),
                elsewhere.recordable("x-api-key", KEY).value());
    }

    @Test
    void namesStaySpeltAsTheyCame() {
        assertEquals("X-App", fingerprints.recordable("X-App", "cli").name());
        assertEquals("x-app", fingerprints.recordable(AsciiString.of("x-app"), "cli").name());
        assertEquals("X-App", fingerprints.recordable(AsciiString.of("X-App"), "cli").name());
    }
}
