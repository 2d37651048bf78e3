package io.tidemark.events.referrer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferrerTest {

    private static final String OWN = "dashboard.example.org";

    @ParameterizedTest
    @CsvSource({
        "https://dashboard.example.org/tree/1?x=1,     INTERNAL, dashboard.example.org",
        "https://DASHBOARD.example.org:8443/,          INTERNAL, dashboard.example.org",
        "https://beta.dashboard.example.org,           INTERNAL, beta.dashboard.example.org",
        "https://example.org/,                         EXTERNAL, example.org",
        "https://notdashboard.example.org/,            EXTERNAL, notdashboard.example.org",
        "https://dashboard.example.org.evil.net/,      EXTERNAL, dashboard.example.org.evil.net",
        "https://user:secret@blog.example.net/a?b#c,   EXTERNAL, blog.example.net",
        "http://blog.example.net.,                     EXTERNAL, blog.example.net",
        "android-app://com.slack/,                     EXTERNAL, com.slack",
        "http://[2001:db8::1]:8080/x,                  EXTERNAL, [2001:db8::1]",
        "https://xn--mnchen-3ya.de/,                   EXTERNAL, xn--mnchen-3ya.de",
        "https://www.google.com/,                      SEARCH,   www.google.com",
        "https://google.co.uk/search?q=secret,         SEARCH,   google.co.uk",
        "https://www.bing.com/search?q=x,              SEARCH,   www.bing.com",
        "https://duckduckgo.com/,                      SEARCH,   duckduckgo.com",
        "https://search.yahoo.com/,                    SEARCH,   search.yahoo.com",
        "https://yandex.ru/,                           SEARCH,   yandex.ru",
        "android-app://com.google.android.googlequicksearchbox/, SEARCH, com.google.android.googlequicksearchbox",
        "https://docs.google.com/document/d/1,         EXTERNAL, docs.google.com",
        "https://mail.yahoo.com/,                      EXTERNAL, mail.yahoo.com",
        "https://google.evil.example.net/,             EXTERNAL, google.evil.example.net",
        "https://t.co/abc,                             SOCIAL,   t.co",
        "https://old.reddit.com/r/java,                SOCIAL,   old.reddit.com",
        "https://lm.facebook.com/l.php?u=x,            SOCIAL,   lm.facebook.com",
        "https://news.ycombinator.com/item?id=1,       SOCIAL,   news.ycombinator.com",
        "https://netflix.com/,                         EXTERNAL, netflix.com",
    })
    void referrersHaveAClassAndADomainAndNothingElse(String sent, ReferrerClass expected, String domain) {
        assertThat(Referrer.of(sent, OWN)).isEqualTo(new Referrer(expected, domain));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "http://[bad",
                "http://[bad]/",
                "http://",
                "http:///path",
                "://example.com",
                "https://exa mple.com/",
                "https://exa\"mple.com/",
                "about:blank",
                "data:text/html,x",
                "javascript:alert(1)//",
                "/relative/path",
                "//example.com/",
                "example.com",
                "<script>://x",
                "https://:8080/",
                "https://./",
            })
    void whatNamesNoHostIsADirectVisit(String sent) {
        assertThat(Referrer.of(sent, OWN)).isEqualTo(new Referrer(ReferrerClass.DIRECT, null));
    }

    @Test
    void noReferrerIsADirectVisit() {
        assertThat(Referrer.of(null, OWN)).isEqualTo(new Referrer(ReferrerClass.DIRECT, null));
    }

    @ParameterizedTest
    @CsvSource({
        "http://[::1]:3000/x,           [::1]:8000,                 INTERNAL",
        "https://api.example.org/,      API.Example.ORG:8443,       INTERNAL",
        "https://api.example.org/,      'not a host',               EXTERNAL",
        "https://api.example.org/,      '',                         EXTERNAL",
        "https://api.example.org/,      ,                           EXTERNAL",
    })
    void theOwnHostIsComparedWithoutItsPort(String sent, String own, ReferrerClass expected) {
        assertThat(Referrer.of(sent, own).referrerClass()).isEqualTo(expected);
    }

    @Test
    void longDomainsAreCut() {
        assertThat(Referrer.of("https://" + "a".repeat(300) + ".example.com/", OWN)
                        .domain())
                .isEqualTo("a".repeat(100));
    }

    @Test
    void classesAreStoredInLowerCase() {
        assertThat(Arrays.stream(ReferrerClass.values()).map(ReferrerClass::text))
                .containsExactly("direct", "internal", "search", "social", "external");
    }

    @Property
    void nothingFailsAndNoPathIsKept(@ForAll String sent, @ForAll String own) {
        var referrer = Referrer.of("https://" + sent, own);

        assertThat(referrer.referrerClass()).isNotNull();
        assertThat(referrer.domain() == null ? "" : referrer.domain())
                .hasSizeLessThanOrEqualTo(100)
                .doesNotContain("/", "?", "#", "@");
    }
}
