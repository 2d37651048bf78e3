package io.tidemark.risk;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.Config;

/** Refuses a database that would not keep tenants apart, forgets what was committed, or is talked to in clear. */
@ApplicationScoped
public class DatabaseRisks {

    private final DatabaseFactsRepository repository;
    private final Risks risks;
    private final String mode;
    private final DatabaseLink link;

    DatabaseRisks(DatabaseFactsRepository repository, Risks risks, Config config) {
        this.repository = repository;
        this.risks = risks;
        this.mode = setting(config, "quarkus.datasource.reactive.postgresql.ssl-mode");
        this.link = DatabaseLink.of(setting(config, "quarkus.datasource.reactive.url"), mode);
    }

    /**
     * Judges the way to the database by the settings alone.
     *
     * @throws RefusedRiskException in production, unless what is dangerous is accepted there
     */
    public void judgeSettings() {
        judgeLink(link);
    }

    /** The same of a connection by JDBC. */
    public void judgeSettings(String jdbcUrl) {
        judgeLink(DatabaseLink.ofJdbc(jdbcUrl));
    }

    /**
     * The same of a server that is read from beside the primary, with the same TLS mode. What it says of a session is not
     * asked.
     *
     * @param url of the reactive client
     */
    public void judgeReplica(String url) {
        judgeLink(DatabaseLink.of(url, mode));
    }

    /** Judges what PostgreSQL says of a session; fails like {@link #judgeSettings()}, or since it cannot be asked. */
    public Uni<Void> judgeSession() {
        return repository.find().invoke(this::judge).replaceWithVoid();
    }

    private void judgeLink(DatabaseLink way) {
        if (way == DatabaseLink.IN_CLEAR) {
            take(DatabaseLink.IN_CLEAR_DANGER);
        }
    }

    private void judge(DatabaseFacts found) {
        if (found.isForgetful() && link == DatabaseLink.LOCAL) {
            Log.warn("PostgreSQL has fsync or synchronous_commit switched off: what is acknowledged may be lost.");
        }
        found.dangers(link).forEach(this::take);
    }

    private void take(Danger danger) {
        risks.take(danger.name(), danger.what());
    }

    private static String setting(Config config, String name) {
        return config.getOptionalValue(name, String.class).orElse("");
    }
}
