package io.tidemark.events.client;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Crawlers, monitors and automation, which hide behind the user agents of browsers. */
final class Robots {

    private static final Map<String, String> AI_CRAWLERS = byLowerCase(
            "GPTBot",
            "ChatGPT-User",
            "OAI-SearchBot",
            "ClaudeBot",
            "Claude-User",
            "Claude-SearchBot",
            "Claude-Web",
            "anthropic-ai",
            "PerplexityBot",
            "Perplexity-User",
            "CCBot",
            "Google-CloudVertexBot",
            "Google-Extended",
            "Bytespider",
            "Amazonbot",
            "Applebot-Extended",
            "meta-externalagent",
            "meta-externalfetcher",
            "MistralAI-User",
            "DuckAssistBot",
            "cohere-ai",
            "Diffbot",
            "YouBot",
            "AI2Bot",
            "DeepSeekBot",
            "Timpibot",
            "ImagesiftBot",
            "omgili");

    private static final Map<String, String> MONITORS = byLowerCase(
            "UptimeRobot",
            "Pingdom",
            "StatusCake",
            "Site24x7",
            "Better Uptime",
            "DatadogSynthetics",
            "Checkly",
            "NewRelicPinger",
            "updown.io",
            "Uptime-Kuma",
            "HetrixTools");

    private static final Map<String, String> AUTOMATION = byLowerCase(
            "HeadlessChrome",
            "HeadlessEdg",
            "PhantomJS",
            "Puppeteer",
            "Playwright",
            "Selenium",
            "WebDriver",
            "Cypress",
            "Chrome-Lighthouse",
            "Scrapy");

    private static final Map<String, String> PREVIEWS = byLowerCase(
            "facebookexternalhit", "BingPreview", "Slurp", "WhatsApp", "SkypeUriPreview", "Google-InspectionTool");

    /** CUBOT makes phones; "Botocore" and "robotics" are no bots. */
    private static final Pattern BOT = Pattern.compile("(?<!cu)bot(?![a-z])|crawler|spider");

    /** The word with the bot in it, unless it is part of an address. */
    private static final Pattern BOT_NAME = Pattern.compile(
            "(?<![\\w/.@:+-])([a-z][\\w-]{0,40}?)?(?<!cu)(bot(?![a-z])|crawler|spider)[\\w-]{0,20}(?![\\w.@])",
            Pattern.CASE_INSENSITIVE);

    private Robots() {}

    static @Nullable Client find(String userAgent, String lower) {
        var crawler = firstIn(lower, AI_CRAWLERS);
        if (crawler != null) {
            return robot(crawler, ClientClass.AI_CRAWLER);
        }
        var monitor = firstIn(lower, MONITORS);
        if (monitor != null) {
            return robot(monitor, ClientClass.MONITOR);
        }
        var automation = firstIn(lower, AUTOMATION);
        if (automation == null) {
            automation = firstIn(lower, PREVIEWS);
        }
        if (automation != null) {
            return robot(automation, ClientClass.BOT);
        }
        return BOT.matcher(lower).find() ? robot(nameIn(userAgent), ClientClass.BOT) : null;
    }

    /** The operating systems and devices that robots name are made up. */
    private static Client robot(@Nullable String name, ClientClass clientClass) {
        return new Client(name, null, null, clientClass);
    }

    private static @Nullable String nameIn(String userAgent) {
        var matcher = BOT_NAME.matcher(userAgent);
        return matcher.find() ? matcher.group() : null;
    }

    private static @Nullable String firstIn(String lower, Map<String, String> names) {
        for (var name : names.entrySet()) {
            if (lower.contains(name.getKey())) {
                return name.getValue();
            }
        }
        return null;
    }

    private static Map<String, String> byLowerCase(String... names) {
        var byLowerCase = new LinkedHashMap<String, String>();
        for (var name : names) {
            byLowerCase.put(name.toLowerCase(Locale.ROOT), name);
        }
        return byLowerCase;
    }
}
