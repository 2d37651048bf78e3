package io.tidemark.quickstart.backend;

/** How a service logs in to PostgreSQL, as a member of its group role. */
public record Login(String role, String password) {

    public String user() {
        return role + "_login";
    }
}
