package io.tidemark.platform.tier;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.tidemark.platform.tenancy.Tier;
import java.time.Duration;

/** What each tier may do. The defaults are in this library's {@code microprofile-config.properties}. */
@ConfigMapping(prefix = "tidemark.tiers")
public interface TierConfig {

    Limits free();

    Limits pro();

    Limits enterprise();

    default Limits of(Tier tier) {
        return switch (tier) {
            case FREE -> free();
            case PRO -> pro();
            case ENTERPRISE -> enterprise();
        };
    }

    /** Distinct values of each open dimension; what comes beyond is counted as {@code :other}. */
    interface Caps {

        @WithDefault("1000")
        int route();

        @WithDefault("1000")
        int path();

        @WithDefault("500")
        int api();

        @WithDefault("10000")
        int consumer();

        @WithDefault("50000")
        int user();

        @WithDefault("1000")
        int domain();

        @WithDefault("100")
        int environment();

        @WithDefault("50")
        int protocol();

        /** Sets of groups, not groups. */
        @WithDefault("1000")
        int groups();

        @WithDefault("1000")
        int referrerDomain();

        @WithDefault("1000")
        int errorType();

        @WithDefault("100")
        int errorCategory();

        /** Types of one's own. */
        @WithDefault("200")
        int type();

        /** Combinations of browser, operating system, device and class. */
        @WithDefault("500")
        int client();

        default int of(OpenDimension dimension) {
            return switch (dimension) {
                case ROUTE -> route();
                case PATH -> path();
                case API -> api();
                case CONSUMER -> consumer();
                case USER -> user();
                case DOMAIN -> domain();
                case ENVIRONMENT -> environment();
                case PROTOCOL -> protocol();
                case GROUPS -> groups();
                case REFERRER_DOMAIN -> referrerDomain();
                case ERROR_TYPE -> errorType();
                case ERROR_CATEGORY -> errorCategory();
                case TYPE -> type();
                case CLIENT -> client();
            };
        }
    }

    /** The limits of one tier. */
    interface Limits {

        /** Events that a tenant may send per second; 0 is without limit. */
        long ingestEventsPerSecond();

        /** Requests that a tenant may read with per second; 0 is without limit. */
        long readRequestsPerSecond();

        /**
         * Questions of a tenant that one process works on at a time, further ones wait for their turn; 0 is without
         * limit. Exports count by themselves.
         */
        int concurrentQueries();

        /** How long a statement of a tenant's question may run, and never longer than any statement. */
        Duration statementTimeout();

        /** How long raw events are kept; older ones are not accepted. */
        Duration rawRetention();

        /** How long counts per minute are kept. */
        Duration minuteRetention();

        /** How long counts per hour are kept. */
        Duration hourRetention();

        /** How long counts per day are kept. */
        Duration dayRetention();

        /** The most rows of one export. */
        long exportRows();

        /** The most alert rules that a tenant may have. */
        int alertRules();

        /** Whether analytics are part of the tier. */
        boolean analytics();

        /** How many distinct values a tenant's events may carry. */
        Caps caps();
    }
}
