package io.tidemark.events.referrer;

import java.util.Set;

/** Search engines and social networks, by domain and by the package name of their Android app. */
final class KnownSites {

    /** Any domain of these names: google.com, www.google.co.uk, yandex.ru. Their other sub-domains are other services. */
    private static final Set<String> SEARCH_NAMES = Set.of("google", "bing", "yandex", "baidu", "ecosia", "qwant");

    private static final Set<String> SEARCH = Set.of(
            "cn.bing.com",
            "m.baidu.com",
            "duckduckgo.com",
            "search.yahoo.com",
            "search.yahoo.co.jp",
            "search.brave.com",
            "startpage.com",
            "kagi.com",
            "search.naver.com",
            "search.daum.net",
            "search.seznam.cz",
            "sogou.com",
            "so.com",
            "ask.com",
            "search.aol.com",
            "mojeek.com",
            "yep.com",
            "swisscows.com",
            "com.google.android.googlequicksearchbox",
            "com.microsoft.bing",
            "com.duckduckgo.mobile.android");

    private static final Set<String> SOCIAL = Set.of(
            "facebook.com",
            "messenger.com",
            "instagram.com",
            "threads.net",
            "threads.com",
            "whatsapp.com",
            "twitter.com",
            "x.com",
            "t.co",
            "linkedin.com",
            "lnkd.in",
            "reddit.com",
            "youtube.com",
            "youtu.be",
            "pinterest.com",
            "tiktok.com",
            "snapchat.com",
            "tumblr.com",
            "quora.com",
            "bsky.app",
            "mastodon.social",
            "news.ycombinator.com",
            "vk.com",
            "ok.ru",
            "weibo.com",
            "weibo.cn",
            "t.me",
            "telegram.org",
            "discord.com",
            "com.facebook.katana",
            "com.instagram.android",
            "com.twitter.android",
            "com.linkedin.android",
            "com.reddit.frontpage",
            "com.pinterest",
            "org.telegram.messenger");

    private KnownSites() {}

    static ReferrerClass classOf(String host) {
        if (isSearchName(host) || isWithinAny(host, SEARCH)) {
            return ReferrerClass.SEARCH;
        }
        return isWithinAny(host, SOCIAL) ? ReferrerClass.SOCIAL : ReferrerClass.EXTERNAL;
    }

    private static boolean isSearchName(String host) {
        var from = host.startsWith("www.") ? 4 : 0;
        var dot = host.indexOf('.', from);
        return dot > 0 && SEARCH_NAMES.contains(host.substring(from, dot)) && isTopLevel(host, dot + 1);
    }

    /** One label, or the two of {@code co.uk} and {@code com.br}. */
    private static boolean isTopLevel(String host, int from) {
        var dot = host.indexOf('.', from);
        return dot < 0 || (dot - from <= 3 && host.indexOf('.', dot + 1) < 0 && host.length() - dot <= 3);
    }

    private static boolean isWithinAny(String host, Set<String> domains) {
        var from = 0;
        while (from >= 0) {
            if (domains.contains(from == 0 ? host : host.substring(from))) {
                return true;
            }
            var dot = host.indexOf('.', from);
            from = dot < 0 ? -1 : dot + 1;
        }
        return false;
    }
}
