package io.tidemark.events.client;

import static io.tidemark.events.client.ClientClass.MONITOR;
import static io.tidemark.events.client.ClientClass.SCRIPT;
import static io.tidemark.events.client.ClientClass.SDK;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Programs that say who they are in the first word of their user agent. */
final class Programs {

    record Program(String name, ClientClass clientClass) {}

    private static final List<String> SCRIPTS = List.of(
            "curl",
            "Wget",
            "HTTPie",
            "xh",
            "aria2",
            "python-requests",
            "Python-urllib",
            "libwww-perl",
            "LWP::Simple",
            "ApacheBench",
            "k6",
            "hey",
            "vegeta",
            "PostmanRuntime",
            "insomnia",
            "bruno-runtime",
            "kci-dev",
            "aws-cli");

    private static final List<String> SDKS = List.of(
            "Go-http-client",
            "go-resty",
            "okhttp",
            "Java",
            "Java-http-client",
            "Apache-HttpClient",
            "Apache-HttpAsyncClient",
            "Apache-CXF",
            "AHC",
            "Jersey",
            "Jetty",
            "ReactorNetty",
            "Vert.x-WebClient",
            "ktor-client",
            "axios",
            "node",
            "node-fetch",
            "node-superagent",
            "undici",
            "got",
            "Deno",
            "Bun",
            "Python",
            "python-httpx",
            "python-urllib3",
            "aiohttp",
            "Boto3",
            "Botocore",
            "GuzzleHttp",
            "Symfony",
            "PHP",
            "Faraday",
            "Ruby",
            "rest-client",
            "http.rb",
            "reqwest",
            "hyper",
            "ureq",
            "Dart",
            "RestSharp",
            "dotnet",
            "Microsoft-CryptoAPI",
            "Microsoft-WNS",
            "WinHttp",
            "google-api-python-client",
            "google-api-java-client",
            "google-api-nodejs-client");

    private static final List<String> MONITORS = List.of(
            "kube-probe",
            "ELB-HealthChecker",
            "GoogleHC",
            "Prometheus",
            "Blackbox",
            "Consul",
            "check_http",
            "Site24x7",
            "StatusCake",
            "Zabbix",
            "Datadog",
            "UptimeRobot",
            "Uptime-Kuma",
            "Envoy");

    /** One family each, whatever the language. */
    private static final List<String> SDK_PREFIXES = List.of("grpc-", "aws-sdk-", "azsdk-");

    private static final Map<String, Program> BY_NAME = new HashMap<>();

    static {
        SCRIPTS.forEach(name -> put(name, SCRIPT));
        SDKS.forEach(name -> put(name, SDK));
        MONITORS.forEach(name -> put(name, MONITOR));
    }

    private Programs() {}

    static @Nullable Program find(String product) {
        var lower = product.toLowerCase(Locale.ROOT);
        var program = BY_NAME.get(lower);
        if (program != null) {
            return program;
        }
        for (var prefix : SDK_PREFIXES) {
            if (lower.startsWith(prefix)) {
                return new Program(prefix.substring(0, prefix.length() - 1), SDK);
            }
        }
        return null;
    }

    private static void put(String name, ClientClass clientClass) {
        BY_NAME.put(name.toLowerCase(Locale.ROOT), new Program(name, clientClass));
    }
}
