{{/* Refuses what cannot work or is not safe, with a sentence for each. */}}
{{- define "tidemark.checks" -}}
{{- $values := .Values -}}
{{- $wrong := list -}}

{{- if not $values.oidc.issuer -}}
{{- $wrong = append $wrong "oidc.issuer is missing: without a provider nobody but API keys gets in, and there are none yet." -}}
{{- else if and (hasPrefix "http:" $values.oidc.issuer) (not (has "oidc-over-http" $values.risks)) -}}
{{- $wrong = append $wrong "oidc.issuer is without TLS: whoever is in between can sign tokens; to accept that, add oidc-over-http to risks." -}}
{{- end -}}

{{- with $values.postgresql -}}
{{- if and .cluster.enabled .host -}}
{{- $wrong = append $wrong "postgresql.host and postgresql.cluster.enabled exclude one another." -}}
{{- else if not (or .cluster.enabled .host) -}}
{{- $wrong = append $wrong "postgresql.host is missing: name your server, or set postgresql.cluster.enabled." -}}
{{- end -}}
{{- range $login, $secret := .secrets -}}
{{- if and (not $secret) (or (ne $login "owner") $values.migration.enabled) -}}
{{- $wrong = append $wrong (printf "postgresql.secrets.%s is missing: name a Secret with username and password." $login) -}}
{{- end -}}
{{- end -}}
{{- if and (eq .sslMode "disable") (not (has "database-without-tls" $values.risks)) -}}
{{- $wrong = append $wrong "postgresql.sslMode disable sends passwords and events in clear; to accept that, add database-without-tls to risks." -}}
{{- end -}}
{{- if and (hasPrefix "verify-" .sslMode) (not .caSecret) -}}
{{- $wrong = append $wrong (printf "postgresql.sslMode %s needs postgresql.caSecret, by which the server is verified." .sslMode) -}}
{{- end -}}
{{- end -}}

{{- if not $values.alert.keysSecret -}}
{{- $wrong = append $wrong "alert.keysSecret is missing: secrets of webhooks must be encrypted." -}}
{{- end -}}
{{- if and $values.alert.allowNetworks (not (has "webhook-networks" $values.risks)) -}}
{{- $wrong = append $wrong "alert.allowNetworks lets whoever may create a webhook send requests there; to accept that, add webhook-networks to risks." -}}
{{- end -}}

{{- range $service, $facts := include "tidemark.services" . | fromYaml -}}
{{- $service := get $values $facts.key -}}
{{- if and (include "tidemark.isReplicated" $service) (not $values.redis.hosts) -}}
{{- $wrong = append $wrong (printf "%s has several replicas but redis.hosts is empty: each would count rate limits by itself, and visitors would not be counted." $facts.key) -}}
{{- end -}}
{{- with $service.autoscaling -}}
{{- if and .enabled (lt (int .maxReplicas) (int .minReplicas)) -}}
{{- $wrong = append $wrong (printf "%s.autoscaling.maxReplicas is less than minReplicas." $facts.key) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- with $values.redis -}}
{{- if and (eq .clientType "sentinel") (not .masterName) -}}
{{- $wrong = append $wrong "redis.masterName is missing: sentinels are asked for a master by its name." -}}
{{- end -}}
{{- if and (eq .clientType "standalone") (gt (len .hosts) 1) -}}
{{- $wrong = append $wrong "redis.hosts names several servers; say by redis.clientType what they are to one another." -}}
{{- end -}}
{{- end -}}

{{- if and $values.mail.host (not $values.mail.from) -}}
{{- $wrong = append $wrong "mail.from is missing: mail servers refuse mail without a sender." -}}
{{- end -}}
{{- if and (or $values.ingress.enabled $values.gateway.enabled) (not $values.host) -}}
{{- $wrong = append $wrong "host is missing: an ingress or a route needs the name that it is for." -}}
{{- end -}}
{{- if and $values.gateway.enabled (not $values.gateway.parentRefs) -}}
{{- $wrong = append $wrong "gateway.parentRefs is missing: a route belongs to a Gateway." -}}
{{- end -}}

{{- if and $values.oidc.issuer $values.networkPolicy.enabled (not $values.networkPolicy.peers.oidc) -}}
{{- $host := include "tidemark.address" $values.oidc.issuer | splitList " " | first -}}
{{- if or (not (contains "." $host)) (regexMatch "\\.(svc|local|internal)$" $host) -}}
{{- $wrong = append $wrong (printf "networkPolicy.peers.oidc is missing: %s is not public, and alert-service reaches public addresses only unless it is told." $host) -}}
{{- end -}}
{{- end -}}

{{- if and $values.tracing.endpoint $values.networkPolicy.enabled (not $values.networkPolicy.peers.tracing) -}}
{{- $wrong = append $wrong "networkPolicy.peers.tracing is missing: say where the collector is, or alert-service could reach everybody on its port." -}}
{{- end -}}

{{- with $wrong -}}
{{- fail (printf "\n%s" (join "\n" .)) -}}
{{- end -}}
{{- end -}}
