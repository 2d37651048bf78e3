package io.tidemark.events.route;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTemplateTest {

    @ParameterizedTest
    @CsvSource({
        "/users/123,                                             /users/:id",
        "/users/-5,                                              /users/:id",
        "/users/+5,                                              /users/:id",
        "/users/99999999999999999999999999,                      /users/:id",
        "/users/123e4567-e89b-12d3-a456-426614174000,            /users/:id",
        "/users/123E4567-E89B-12D3-A456-426614174000/orders/7,   /users/:id/orders/:id",
        "/blobs/5f2b8c9d1e4a,                                    /blobs/:id",
        "/commits/a1b2c3d,                                       /commits/:id",
        "/hash/DA39A3EE5E6B4B0D3255BFEF95601890AFD80709,         /hash/:id",
        "/x/deadbeefdeadbeef,                                    /x/:id",
        "/x/ABCDEFABCDEFABCDEFABCDEFABCDEFAB,                    /x/:id",
        "/docs/507f1f77bcf86cd799439011,                         /docs/:id",
        "/events/01ARZ3NDEKTSV4RRFFQ69G5FAV,                     /events/:id",
        "/events/01arz3ndektsv4rrffq69g5fav,                     /events/:id",
        "/events/0ujtsYcgvSTl8PAuAdqWYSMnLOv,                    /events/:id",
        "/things/V1StGXR8_Z5jdHi6B-myT,                          /things/:id",
        "/things/cjld2cjxh0000qzrmn831i7rn,                      /things/:id",
        "/customers/cus_NffrFeUfNV2Hib,                          /customers/:id",
        "/days/2026-11-20,                                       /days/:id",
        "/days/2026-11-20T09:30:00Z,                             /days/:id",
        "/days/2026/11/20,                                       /days/:id/:id/:id",
        "/users/jane.doe+x@example.com,                          /users/:id",
        "/users/jane%40example.com/mail,                         /users/:id/mail",
        "/t/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dozjgNryP4J3jV, /t/:id",
        "/t/dXNlcjoxMjM=,                                        /t/:id",
        "/t/dXNlcjoxMjM%3D,                                      /t/:id",
        "/invoices/123.pdf,                                      /invoices/:id",
        "/img/123e4567-e89b-12d3-a456-426614174000.jpeg,         /img/:id",
        "/api/v1/org/{orgId}/team/{teamId},                      /api/v1/org/:id/team/:id",
        "/api/v1/org/%7BorgId%7D,                                /api/v1/org/:id",
        "/org/:orgId/team/<int:team>,                            /org/:id/team/:id",
    })
    void idsAreFolded(String path, String template) {
        assertThat(RouteTemplate.of(path)).isEqualTo(template);
    }

    @ParameterizedTest
    @CsvSource({
        "/",
        "/users/list",
        "/api/v1/users",
        "/api/v10/users",
        "/api/1.2/users",
        "/defaced-defaced",
        "/defacedfacade",
        "/feedface",
        "/face2face",
        "/deadbeef",
        "/posts/a-quite-long-slug-of-36-characters-a1",
        "/posts/ten-of-the-best-3d-tv-and-4k-screens",
        "/posts/how-to-use-sha256-with-base64-in-java",
        "/getCustomerInvoicesByDate",
        "/GetCustomerInvoices2",
        "/iPhone15ProMax256GB",
        "/oauth2/token",
        "/.well-known/openid-configuration",
        "/robots.txt",
        "/static/app.min.js",
        "/users/@jane",
        "/a:b",
        "/T",
        "/Z",
        "/caf%C3%A9",
        "/*",
    })
    void namesAreKept(String path) {
        assertThat(RouteTemplate.of(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                              | /",
                "//                              | /",
                "/users/                         | /users",
                "//users//list/                  | /users/list",
                "users/7                         | /users/:id",
                "/search?q=1/2                   | /search",
                "/page#top                       | /page",
                "?q=1                            | /",
                "/cars;color=red;year=2026/wheels| /cars/wheels",
                "/app/;jsessionid=1A2B           | /app",
                "/%75sers/%6cist                 | /users/list",
                "/caf%c3%a9                      | /caf%C3%A9",
                "/a%2fb                          | /a%2Fb",
                "/100%                           | /100%25",
                "/%zz                            | /%25zz",
                "http://example.com/users/7?x=1  | /users/:id",
                "https://example.com             | /",
                "/redirect/http://example.com/7  | /redirect/http:/example.com/:id",
            })
    void onePathHasOneSpelling(String path, String template) {
        assertThat(RouteTemplate.of(path)).isEqualTo(template);
    }

    @Test
    void aLongTemplateIsCutAtASegment() {
        var template = RouteTemplate.of("/segment".repeat(100));

        assertThat(template).hasSizeLessThanOrEqualTo(256).endsWith("/segment/*");
        assertThat(RouteTemplate.of("/" + "long-".repeat(100))).isEqualTo("/*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"/a/b?c=/d | /a/b", "/a//7/#x | /a//7/", "?x | /", "* | *", "/a;b=c | /a;b=c"})
    void thePathIsKeptWithoutItsQuery(String path, String kept) {
        assertThat(RouteTemplate.withoutQuery(path)).isEqualTo(kept);
    }

    @Property(tries = 5_000)
    void theTemplateOfATemplateIsItself(@ForAll("paths") String path) {
        var template = RouteTemplate.of(path);

        assertThat(RouteTemplate.of(template)).isEqualTo(template);
        assertThat(template).startsWith("/").hasSizeLessThanOrEqualTo(256);
    }

    @Property
    void anyTextHasATemplate(@ForAll String path) {
        var template = RouteTemplate.of(path);

        assertThat(RouteTemplate.of(template)).isEqualTo(template);
    }

    @Property
    void everyUuidIsFolded(@ForAll long high, @ForAll long low) {
        assertThat(RouteTemplate.of("/users/" + new java.util.UUID(high, low))).isEqualTo("/users/:id");
    }

    @Provide
    Arbitrary<String> paths() {
        var characters =
                Arbitraries.strings().withChars("/aF0-9%25:{}<>@.;?#=_~é").ofMaxLength(60);
        var segments = Arbitraries.of(
                "/",
                "/users",
                "/7",
                "/%7Bid%7D",
                "%",
                "%41",
                "%2",
                "5",
                ";a=b",
                "/.",
                "/..",
                ".json",
                ":id",
                "eyJ",
                "//",
                "-");
        var mixed = segments.list().ofMaxSize(80).map(list -> String.join("", list));
        return Arbitraries.oneOf(characters, mixed);
    }
}
