package dev.ccproxy.data.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.ccproxy.data.RecordFolder;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(RecordFolder.class)
class OriginGuardIT {
    private static final String ROUTE = "/api/health";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.test",
                "evil.test:3002",
                "localhost.evil.test",
                "127.0.0.1.evil.test",
                ""
            })
    void doesNotAnswerUnderOtherPeoplesNames(String host) {
        given().header("Host", host)
                .get(ROUTE)
                .then()
                .statusCode(421)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/foreign-host"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost:3000", "LOCALHOST", "127.0.0.1:3000", "[::1]:3000", "10.0.0.7"})
    void answersUnderThisMachinesNames(String host) {
        given().header("Host", host).get(ROUTE).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.test",
                "http://localhost:4000",
                "http://localhost:3000.evil.test",
                "null",
                "::"
            })
    void refusesOtherOrigins(String origin) {
        given().header("Host", "localhost:3000")
                .header("Origin", origin)
                .get(ROUTE)
                .then()
                .statusCode(403)
                .header("Access-Control-Allow-Origin", nullValue())
                .body("type", equalTo("/problems/foreign-origin"));
    }

    @ParameterizedTest
    @CsvSource({"same-origin, 200", "none, 200", "same-site, 403", "cross-site, 403"})
    void believesTheBrowser(String site, int status) {
        given().header("Sec-Fetch-Site", site).get(ROUTE).then().statusCode(status);
    }

    @Test
    void answersItsOwnPages() {
        given().header("Host", "localhost:3000")
                .header("Origin", "http://localhost:3000")
                .get(ROUTE)
                .then()
                .statusCode(200);
    }

    @Test
    void grantsNoOtherOriginAnything() {
        given().header("Origin", "http://evil.test")
                .header("Access-Control-Request-Method", "DELETE")
                .options(ROUTE)
                .then()
                .statusCode(403)
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void letsNothingRunAndNothingBeGuessed() {
        given().get(ROUTE)
                .then()
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Resource-Policy", "same-origin");
    }

    @Test
    void tellsOfUnknownRoutesAsProblems() {
        given().get("/api/nothing")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("status", equalTo(404));
    }
}
