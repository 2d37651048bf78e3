package io.tidemark.events.client;

import org.jspecify.annotations.Nullable;

/** The kind of device, by the tokens that browsers promise; the device models of uap-core are not needed for it. */
final class Devices {

    private static final String[] TV = {
        "SMART-TV",
        "SmartTV",
        "Smart-TV",
        "AppleTV",
        "Apple TV",
        "GoogleTV",
        "HbbTV",
        "BRAVIA",
        "CrKey",
        "Roku",
        "; AFT"
    };

    private Devices() {}

    /** iPadOS asks for desktop pages by default and then says it is a Mac: nothing in it tells otherwise. */
    static Device ofBrowser(String userAgent, @Nullable String os) {
        for (var token : TV) {
            if (userAgent.contains(token)) {
                return Device.TV;
            }
        }
        // "Tablet PC 2.0" is what old Internet Explorers say on any PC.
        if ("Windows".equals(os)) {
            return Device.DESKTOP;
        }
        if (userAgent.contains("iPad") || userAgent.contains("Tablet") || userAgent.contains("PlayBook")) {
            return Device.TABLET;
        }
        if (userAgent.contains("Mobi") || userAgent.contains("iPhone") || userAgent.contains("Phone")) {
            return Device.MOBILE;
        }
        // Android browsers say "Mobile" on phones and leave it out on tablets.
        return "Android".equals(os) ? Device.TABLET : Device.DESKTOP;
    }

    static @Nullable Device ofApp(String userAgent) {
        if (userAgent.contains("iPad") || userAgent.contains("Tablet")) {
            return Device.TABLET;
        }
        return userAgent.contains("iPhone") || userAgent.contains("Mobile") ? Device.MOBILE : null;
    }
}
