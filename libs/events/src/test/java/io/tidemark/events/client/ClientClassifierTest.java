package io.tidemark.events.client;

import static io.tidemark.events.client.ClientClass.AI_CRAWLER;
import static io.tidemark.events.client.ClientClass.APP;
import static io.tidemark.events.client.ClientClass.BOT;
import static io.tidemark.events.client.ClientClass.BROWSER;
import static io.tidemark.events.client.ClientClass.SDK;
import static io.tidemark.events.client.ClientClass.UNKNOWN;
import static io.tidemark.events.client.Device.DESKTOP;
import static io.tidemark.events.client.Device.MOBILE;
import static io.tidemark.events.client.Device.TABLET;
import static io.tidemark.events.client.Device.TV;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientClassifierTest {

    private static final String WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko) ";
    private static final String IOS_WEBKIT = "AppleWebKit/605.1.15 (KHTML, like Gecko) ";

    private final ClientClassifier classifier = new ClientClassifier();

    @Test
    void chromeOnWindowsIsADesktopBrowser() {
        assertThat(classify("Mozilla/5.0 (Windows NT 10.0; Win64; x64) " + WEBKIT + "Chrome/124.0.0.0 Safari/537.36"))
                .isEqualTo(new Client("Chrome", "Windows", DESKTOP, BROWSER));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Chrome  | Windows   | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126 Safari/537.36",
                "Opera   | Windows   | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126 Safari/537.36 OPR/100",
                "Edge    | Windows   | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126 Safari/537.36 Edg/126",
                "Firefox | Windows   | Mozilla/5.0 (Windows NT 10.0) Firefox/120",
                "Chrome  | Chrome OS | Mozilla/5.0 (X11; CrOS x86_64 14541) AppleWebKit/537.36 Chrome/126 Safari/537.36",
            })
    void aVersionNeedsNoDot(String browser, String os, String userAgent) {
        assertThat(classify(userAgent)).isEqualTo(new Client(browser, os, DESKTOP, BROWSER));
    }

    @Test
    void firefoxOnLinuxIsADesktopBrowser() {
        assertThat(classify("Mozilla/5.0 (X11; Linux x86_64; rv:125.0) Gecko/20100101 Firefox/125.0"))
                .isEqualTo(new Client("Firefox", "Linux", DESKTOP, BROWSER));
    }

    @Test
    void chromeOsIsToldByItsOwnToken() {
        assertThat(classify("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) " + WEBKIT + "Chrome/124.0.0.0 Safari/537.36"))
                .isEqualTo(new Client("Chrome", "Chrome OS", DESKTOP, BROWSER));
    }

    @Test
    void microsoftIsNotChromeOs() {
        assertThat(classify("Microsoft-CryptoAPI/10.0")).isEqualTo(new Client("Microsoft-CryptoAPI", null, null, SDK));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CUBOT_NOTE_S Build/NRD90M", "CUBOT X30", "CUBOT"})
    void aCubotPhoneIsNoBot(String model) {
        assertThat(classify("Mozilla/5.0 (Linux; Android 10; " + model + ") " + WEBKIT
                        + "Chrome/96.0.4664.104 Mobile Safari/537.36"))
                .isEqualTo(new Client("Chrome Mobile", "Android", MOBILE, BROWSER));
    }

    @Test
    void firefoxOnIosIsNotSafari() {
        assertThat(classify("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) " + IOS_WEBKIT
                        + "FxiOS/126.0 Mobile/15E148 Safari/605.1.15"))
                .isEqualTo(new Client("Firefox iOS", "iOS", MOBILE, BROWSER));
    }

    @Test
    void chromeOnIosIsNotSafari() {
        assertThat(classify("Mozilla/5.0 (iPhone; CPU iPhone OS 17_4_1 like Mac OS X) " + IOS_WEBKIT
                        + "CriOS/124.0.6367.88 Mobile/15E148 Safari/604.1"))
                .isEqualTo(new Client("Chrome Mobile iOS", "iOS", MOBILE, BROWSER));
    }

    @Test
    void edgeOnAndroidIsNotChrome() {
        assertThat(classify("Mozilla/5.0 (Linux; Android 10; HD1913) " + WEBKIT
                        + "Chrome/124.0.6367.82 Mobile Safari/537.36 EdgA/124.0.2478.64"))
                .isEqualTo(new Client("Edge Mobile", "Android", MOBILE, BROWSER));
    }

    @Test
    void edgeOnWindowsIsNotChrome() {
        assertThat(classify("Mozilla/5.0 (Windows NT 10.0; Win64; x64) " + WEBKIT
                        + "Chrome/124.0.0.0 Safari/537.36 Edg/124.0.2478.67"))
                .isEqualTo(new Client("Edge", "Windows", DESKTOP, BROWSER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (Linux; Android 12; SM-X906C Build/QP1A.190711.020) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36",
                "Mozilla/5.0 (Linux; Android 13; Pixel Tablet) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36",
                "Mozilla/5.0 (Android 14; Tablet; rv:125.0) Gecko/125.0 Firefox/125.0",
                "Mozilla/5.0 (iPad; CPU OS 12_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/12.1 Mobile/15E148 Safari/604.1",
            })
    void tabletsAreNoPhones(String userAgent) {
        assertThat(classify(userAgent).device()).isEqualTo(TABLET);
        assertThat(classify(userAgent).clientClass()).isEqualTo(BROWSER);
    }

    /** Nothing in the user agent tells an iPad that asks for desktop pages from a Mac, so none is told. */
    @Test
    void ipadOsInItsDefaultDesktopModeLooksLikeAMac() {
        assertThat(classify("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_6) " + IOS_WEBKIT
                        + "Version/17.4 Safari/605.1.15"))
                .isEqualTo(new Client("Safari", "Mac OS X", DESKTOP, BROWSER));
    }

    @Test
    void tabletPcIsAWordOfOldWindowsDesktops() {
        assertThat(classify("Mozilla/5.0 (compatible; MSIE 9.0; Windows NT 6.1; Trident/5.0; Tablet PC 2.0)"))
                .isEqualTo(new Client("IE", "Windows", DESKTOP, BROWSER));
    }

    @Test
    void televisionsAreADeviceOfTheirOwn() {
        assertThat(classify("Mozilla/5.0 (SMART-TV; Linux; Tizen 7.0) " + WEBKIT + "94.0.4606.31/7.0 TV Safari/537.36")
                        .device())
                .isEqualTo(TV);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HeadlessChrome | Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/124.0.6367.78 Safari/537.36",
                "PhantomJS      | Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) PhantomJS/2.1.1",
                "Googlebot      | Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                "Googlebot      | Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                "bingbot        | Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
                "BingPreview    | Mozilla/5.0 (Windows NT 6.1) AppleWebKit/534+ (KHTML, like Gecko) BingPreview/1.0b",
                "DuckDuckBot    | DuckDuckBot/1.1; (+http://duckduckgo.com/duckduckbot.html)",
                "AhrefsBot      | Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
                "Slurp          | Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)",
                "facebookexternalhit | facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
                "               | Mozilla/5.0 (compatible; +https://example.com/bot)",
                "my-crawler     | my-crawler",
                "Baiduspider    | Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
            })
    void crawlersAndAutomationAreBotsWithoutADevice(String name, String userAgent) {
        assertThat(classify(userAgent)).isEqualTo(new Client(name, null, null, BOT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GPTBot             | Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
                "ChatGPT-User       | Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0; +https://openai.com/bot",
                "OAI-SearchBot      | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36; compatible; OAI-SearchBot/1.3; +https://openai.com/searchbot",
                "ClaudeBot          | Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; ClaudeBot/1.0; +claudebot@anthropic.com)",
                "PerplexityBot      | Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; PerplexityBot/1.0; +https://perplexity.ai/perplexitybot)",
                "CCBot              | CCBot/2.0 (https://commoncrawl.org/faq/)",
                "Bytespider         | Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari/537.36 (compatible; Bytespider; spider-feedback@bytedance.com)",
                "meta-externalagent | meta-externalagent/1.1 (+https://developers.facebook.com/docs/sharing/webmasters/crawler)",
                "Amazonbot          | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_10_1) AppleWebKit/600.2.5 (KHTML, like Gecko) Version/8.0.2 Safari/600.2.5 (Amazonbot/0.1; +https://developer.amazon.com/support/amazonbot)",
            })
    void aiCrawlersAreAClassOfTheirOwn(String name, String userAgent) {
        assertThat(classify(userAgent)).isEqualTo(new Client(name, null, null, AI_CRAWLER));
    }

    @ParameterizedTest
    @CsvSource({
        "Go-http-client/2.0,                            Go-http-client,    SDK",
        "okhttp/4.12.0,                                 okhttp,            SDK",
        "Java/17.0.9,                                   Java,              SDK",
        "Java-http-client/21.0.2,                       Java-http-client,  SDK",
        "Apache-HttpClient/4.5.14 (Java/17.0.9),        Apache-HttpClient, SDK",
        "axios/1.6.8,                                   axios,             SDK",
        "node,                                          node,              SDK",
        "Python/3.11 aiohttp/3.9.3,                     Python,            SDK",
        "Boto3/1.34.0 md/Botocore#1.34.0 lang/python,   Boto3,             SDK",
        "grpc-java-netty/1.62.2,                        grpc,              SDK",
        "aws-sdk-go-v2/1.30.0,                          aws-sdk,           SDK",
        "curl/8.5.0,                                    curl,              SCRIPT",
        "Wget/1.21.4,                                   Wget,              SCRIPT",
        "python-requests/2.31.0,                        python-requests,   SCRIPT",
        "PostmanRuntime/7.37.3,                         PostmanRuntime,    SCRIPT",
        "kci-dev,                                       kci-dev,           SCRIPT",
        "kci-dev/0.1.2,                                 kci-dev,           SCRIPT",
        "kube-probe/1.29,                               kube-probe,        MONITOR",
        "ELB-HealthChecker/2.0,                         ELB-HealthChecker, MONITOR",
        "Blackbox Exporter/0.24.0,                      Blackbox,          MONITOR",
        "Pingdom.com_bot_version_1.4_(http://www.pingdom.com/), Pingdom,   MONITOR",
        "Mozilla/5.0 (compatible; UptimeRobot/2.0; http://www.uptimerobot.com/), UptimeRobot, MONITOR",
    })
    void programsAreNoDesktopBrowsers(String userAgent, String name, ClientClass clientClass) {
        assertThat(classify(userAgent)).isEqualTo(new Client(name, null, null, clientClass));
    }

    @Test
    void aProgramMayTellItsOperatingSystem() {
        assertThat(classify("kci-dev/0.1.2 (Linux)").os()).isEqualTo("Linux");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MyShop | iOS     | MOBILE  | MyShop/5.3.1 (iPhone; iOS 17.4; Scale/3.00)",
                "MyShop | iOS     | TABLET  | MyShop/5.3.1 (iPad; iOS 17.4; Scale/2.00)",
                "MyApp  | iOS     |         | MyApp/1.2 CFNetwork/1490.0.4 Darwin/23.2.0",
                "Dalvik | Android |         | Dalvik/2.1.0 (Linux; U; Android 13; Pixel 7 Build/TQ3A.230901.001)",
                "Chrome | Windows | DESKTOP | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Editor/1.0 Chrome/120.0.0.0 Electron/28.0 Safari/537.36",
                "Chrome Mobile WebView | Android | MOBILE | Mozilla/5.0 (Linux; Android 11; Pixel 5; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/124.0.0.0 Mobile Safari/537.36",
                "Facebook | iOS   | MOBILE  | Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/460.0]",
            })
    void appsAndTheirWebViewsAreApps(String name, String os, Device device, String userAgent) {
        assertThat(classify(userAgent)).isEqualTo(new Client(name, os, device, APP));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0",
                "-",
                "acme-billing/1.4",
                " ",
                "device-4711/1.0",
                "123e4567-e89b-12d3-a456-426614174000",
                "äöü"
            })
    void whatSaysNothingIsUnknownAndNotKept(String userAgent) {
        assertThat(classify(userAgent)).isEqualTo(new Client(null, null, null, UNKNOWN));
    }

    @Test
    void onlyTheBeginningOfALongUserAgentIsRead() {
        assertThat(classify("curl/8.5.0 " + "x".repeat(4000)))
                .isEqualTo(new Client("curl", null, null, ClientClass.SCRIPT));
        assertThat(classify("x".repeat(4000) + " Googlebot/2.1").clientClass()).isEqualTo(UNKNOWN);
    }

    @Test
    void classesAreStoredInLowerCase() {
        assertThat(Arrays.stream(ClientClass.values()).map(ClientClass::text))
                .containsExactly("browser", "app", "script", "sdk", "bot", "ai_crawler", "monitor", "unknown");
        assertThat(Arrays.stream(Device.values()).map(Device::text))
                .containsExactly("desktop", "mobile", "tablet", "tv");
    }

    @Property(tries = 300)
    void anyUserAgentHasAClassAndBoundedTexts(@ForAll String userAgent) {
        var client = classify("Mozilla/5.0 (compatible; " + userAgent);

        assertThat(client.clientClass()).isNotNull();
        assertThat(client.browser() == null ? "" : client.browser()).hasSizeLessThanOrEqualTo(64);
        assertThat(client.os() == null ? "" : client.os()).hasSizeLessThanOrEqualTo(64);
    }

    private Client classify(String userAgent) {
        return classifier.classify(userAgent);
    }
}
