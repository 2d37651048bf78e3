package io.tidemark.platform.audit;

import java.util.Arrays;
import java.util.Optional;

/** What is recorded when it is done. */
public enum Action {
    TENANT_CREATED("tenant.created"),
    TENANT_UPDATED("tenant.updated"),
    TENANT_DELETED("tenant.deleted"),
    API_KEY_CREATED("apiKey.created"),
    API_KEY_RENAMED("apiKey.renamed"),
    API_KEY_ROTATED("apiKey.rotated"),
    API_KEY_REVOKED("apiKey.revoked"),
    AGENT_CREATED("agent.created"),
    AGENT_RENAMED("agent.renamed"),
    AGENT_DELETED("agent.deleted"),
    QUERY_CREATED("query.created"),
    QUERY_REPLACED("query.replaced"),
    QUERY_DELETED("query.deleted"),
    API_DEFINITION_PUT("apiDefinition.put"),
    API_DEFINITION_DELETED("apiDefinition.deleted"),
    EXPORT_STARTED("export.started"),
    ALERT_CREATED("alert.created"),
    ALERT_REPLACED("alert.replaced"),
    ALERT_DELETED("alert.deleted"),
    SILENCE_CREATED("silence.created"),
    SILENCE_REPLACED("silence.replaced"),
    SILENCE_DELETED("silence.deleted"),
    WEBHOOK_CREATED("webhook.created"),
    WEBHOOK_REPLACED("webhook.replaced"),
    WEBHOOK_DELETED("webhook.deleted"),
    WEBHOOK_SECRET_ROTATED("webhook.secretRotated");

    private final String code;

    Action(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    public static Optional<Action> find(String code) {
        return Arrays.stream(values())
                .filter(action -> action.code.equals(code))
                .findFirst();
    }
}
