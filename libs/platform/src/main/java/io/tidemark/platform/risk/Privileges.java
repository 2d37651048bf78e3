package io.tidemark.platform.risk;

/**
 * What the database lets the service's user do beyond its tables' policies.
 *
 * @param bypasses whether it is a superuser or exempt from row-level security
 * @param owns whether it owns tables, or may become a role that does
 */
record Privileges(String user, boolean bypasses, boolean owns) {

    boolean areTooMany() {
        return bypasses || owns;
    }
}
