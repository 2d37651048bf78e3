package io.tidemark.events;

import java.util.Set;

/** The HTTP methods that are kept by name: those of RFC 9110, PATCH, QUERY, WebDAV's, and PURGE of caches. */
public final class Methods {

    private static final Set<String> KNOWN = Set.of(
            "GET",
            "HEAD",
            "POST",
            "PUT",
            "DELETE",
            "CONNECT",
            "OPTIONS",
            "TRACE",
            "PATCH",
            "QUERY",
            "PURGE",
            "PROPFIND",
            "PROPPATCH",
            "MKCOL",
            "MKCALENDAR",
            "COPY",
            "MOVE",
            "LOCK",
            "UNLOCK",
            "REPORT",
            "SEARCH",
            "ACL",
            "BIND",
            "UNBIND",
            "REBIND",
            "LINK",
            "UNLINK",
            "CHECKIN",
            "CHECKOUT",
            "UNCHECKOUT",
            "UPDATE",
            "LABEL",
            "MERGE",
            "MKACTIVITY",
            "MKWORKSPACE",
            "ORDERPATCH");

    private Methods() {}

    /** The method if it is known, else {@value Event#OTHER}: scanners invent methods without end. */
    static String known(String method) {
        return KNOWN.contains(method) ? method : Event.OTHER;
    }
}
