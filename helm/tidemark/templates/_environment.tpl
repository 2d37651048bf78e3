{{/* A value of YAML as an environment variable has it: large numbers stay whole. */}}
{{- define "tidemark.scalar" -}}
{{- if kindIs "float64" . -}}
{{- if eq (floor .) . }}{{ int64 . }}{{ else }}{{ . }}{{ end -}}
{{- else -}}
{{ . }}
{{- end -}}
{{- end -}}

{{/* The limits of tiers, as the services name them; `only` picks those that match. Takes prefix, limits and only. */}}
{{- define "tidemark.limits" -}}
{{- $at := . -}}
{{- range $name, $value := .limits }}
{{- $variable := printf "%s_%s" $at.prefix (snakecase $name | upper) }}
{{- if kindIs "map" $value }}
{{- include "tidemark.limits" (dict "prefix" $variable "limits" $value "only" $at.only) }}
{{- else if regexMatch $at.only $variable }}
{{ $variable }}: {{ include "tidemark.scalar" $value | quote }}
{{- end }}
{{- end }}
{{- end -}}

{{/* What all services are told. */}}
{{- define "tidemark.settings" -}}
QUARKUS_HTTP_PORT: "8080"
QUARKUS_MANAGEMENT_PORT: "9000"
QUARKUS_SHUTDOWN_DELAY: {{ .Values.shutdown.delay }}s
QUARKUS_SHUTDOWN_TIMEOUT: {{ .Values.shutdown.timeout }}s
QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING: "true"
QUARKUS_HTTP_PROXY_ALLOW_X_FORWARDED: "true"
QUARKUS_HTTP_PROXY_ENABLE_FORWARDED_HOST: "true"
{{- with .Values.ingress.trustedProxies }}
QUARKUS_HTTP_PROXY_TRUSTED_PROXIES: {{ join "," . | quote }}
{{- end }}
QUARKUS_DATASOURCE_REACTIVE_URL: {{ include "tidemark.postgresql.url" . }}
QUARKUS_OIDC_AUTH_SERVER_URL: {{ .Values.oidc.issuer | quote }}
QUARKUS_OIDC_TOKEN_AUDIENCE: {{ .Values.oidc.audience | quote }}
TIDEMARK_OIDC_ROLE_CLAIM: {{ .Values.oidc.roleClaim | quote }}
{{- with .Values.redis.hosts }}
QUARKUS_REDIS_HOSTS: {{ join "," . | quote }}
QUARKUS_REDIS_CLIENT_TYPE: {{ $.Values.redis.clientType }}
{{- end }}
{{- with .Values.redis.masterName }}
QUARKUS_REDIS_MASTER_NAME: {{ . | quote }}
{{- end }}
{{- if .Values.logs.json }}
QUARKUS_LOG_CONSOLE_JSON_ENABLED: "true"
{{- end }}
{{- with .Values.tracing }}
{{- if .endpoint }}
QUARKUS_OTEL_SDK_DISABLED: "false"
QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT: {{ .endpoint | quote }}
QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL: {{ .protocol }}
QUARKUS_OTEL_TRACES_SAMPLER_ARG: {{ include "tidemark.scalar" .share | quote }}
{{- end }}
{{- end }}
{{- range $server, $client := dict "oidc" "QUARKUS_OIDC_TLS" "redis" "QUARKUS_REDIS" "tracing" "QUARKUS_OTEL_EXPORTER_OTLP" }}
{{- if get (get $.Values $server) "caSecret" }}
QUARKUS_TLS__{{ upper $server }}__TRUST_STORE_PEM_CERTS: /etc/tidemark/{{ $server }}/ca.crt
{{ $client }}_TLS_CONFIGURATION_NAME: {{ $server }}
{{- end }}
{{- end }}
{{- if and .Values.redis.caSecret (eq .Values.redis.clientType "standalone") }}
# Others announce themselves by addresses, which certificates seldom name.
QUARKUS_TLS__REDIS__HOSTNAME_VERIFICATION_ALGORITHM: HTTPS
{{- end }}
{{- with .Values.risks }}
TIDEMARK_RISKS_ACCEPTED: {{ join "," . | quote }}
{{- end }}
{{- include "tidemark.tiers" (dict "tiers" .Values.tiers "only" ".") }}
{{- range $name, $value := .Values.env }}
{{ $name }}: {{ $value | quote }}
{{- end }}
{{- end -}}

{{- define "tidemark.tiers" -}}
{{- $only := .only -}}
{{- range $tier, $limits := .tiers }}
{{- include "tidemark.limits" (dict "prefix" (printf "TIDEMARK_TIERS_%s" (upper $tier)) "limits" $limits "only" $only) }}
{{- end }}
{{- end -}}

{{- define "tidemark.postgresql.url" -}}
postgresql://{{ include "tidemark.postgresql.host" . }}:{{ .Values.postgresql.port }}/{{ .Values.postgresql.database }}
{{- end -}}

{{/* The way of services to PostgreSQL, if it is not the direct one. */}}
{{- define "tidemark.pooler" -}}
{{- with .Values.postgresql.pooler }}
{{- if .host -}}
- name: QUARKUS_DATASOURCE_REACTIVE_URL
  value: postgresql://{{ .host }}:{{ .port }}/{{ $.Values.postgresql.database }}
- name: TIDEMARK_DATABASE_POOLER
  value: "true"
{{- end }}
{{- end }}
{{- end -}}

{{/* A variable out of a Secret. Takes variable, secret and key. */}}
{{- define "tidemark.secret" -}}
- name: {{ .variable }}
  valueFrom:
    secretKeyRef:
      name: {{ .secret }}
      key: {{ .key }}
{{- end -}}

{{/* How an application logs in to PostgreSQL. Takes root and login, the key of its Secret. */}}
{{- define "tidemark.login" -}}
{{- $postgresql := .root.Values.postgresql }}
{{- $secret := get $postgresql.secrets .login }}
{{ include "tidemark.secret" (dict "variable" "QUARKUS_DATASOURCE_USERNAME" "secret" $secret "key" "username") }}
{{ include "tidemark.secret" (dict "variable" "QUARKUS_DATASOURCE_PASSWORD" "secret" $secret "key" "password") }}
- name: QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_SSL_MODE
  value: {{ $postgresql.sslMode }}
{{- if eq $postgresql.sslMode "verify-full" }}
- name: QUARKUS_DATASOURCE_REACTIVE_HOSTNAME_VERIFICATION_ALGORITHM
  value: HTTPS
{{- end }}
{{- if $postgresql.caSecret }}
- name: QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM
  value: "true"
- name: QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM_CERTS
  value: /etc/tidemark/postgresql/ca.crt
{{- else if ne $postgresql.sslMode "disable" }}
# Encrypted, not verified: as libpq understands these modes.
- name: QUARKUS_DATASOURCE_REACTIVE_TRUST_ALL
  value: "true"
{{- end }}
{{- end -}}

{{/* What alert-service alone is told. */}}
{{- define "tidemark.alert.environment" -}}
{{ include "tidemark.secret" (dict "variable" "TIDEMARK_SECRETS_KEYS" "secret" .Values.alert.keysSecret "key" "keys") }}
{{- with .Values.host }}
- name: TIDEMARK_WEBHOOK_FORMAT_PUBLIC_URL
  value: https://{{ . }}
{{- end }}
{{- with .Values.alert.allowNetworks }}
- name: TIDEMARK_WEBHOOK_ENDPOINT_ALLOW_NETWORKS
  value: {{ join "," . | quote }}
{{- end }}
{{- with .Values.mail }}
{{- if .host }}
- name: QUARKUS_MAILER_HOST
  value: {{ .host | quote }}
- name: QUARKUS_MAILER_PORT
  value: {{ .port | quote }}
- name: QUARKUS_MAILER_FROM
  value: {{ .from | quote }}
- name: QUARKUS_MAILER_TLS
  value: {{ eq .security "tls" | quote }}
- name: QUARKUS_MAILER_START_TLS
  value: {{ eq .security "starttls" | ternary "REQUIRED" "DISABLED" }}
{{- if .caSecret }}
- name: QUARKUS_TLS__MAIL__TRUST_STORE_PEM_CERTS
  value: /etc/tidemark/mail/ca.crt
- name: QUARKUS_TLS__MAIL__HOSTNAME_VERIFICATION_ALGORITHM
  value: HTTPS
- name: QUARKUS_MAILER_TLS_CONFIGURATION_NAME
  value: mail
{{- end }}
{{- with .secret }}
{{ include "tidemark.secret" (dict "variable" "QUARKUS_MAILER_USERNAME" "secret" . "key" "username") }}
{{ include "tidemark.secret" (dict "variable" "QUARKUS_MAILER_PASSWORD" "secret" . "key" "password") }}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}
