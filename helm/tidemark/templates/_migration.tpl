{{/* Whether the migration is a hook; the operator's cluster would not be there before the rest is. */}}
{{- define "tidemark.migration.isHook" -}}
{{- if and .Values.migration.hook (not .Values.postgresql.cluster.enabled) }}true{{ end -}}
{{- end -}}

{{/*
What its account and network policy are called. Those of a hook do not belong to the release: under the same name Helm
would not take them over when the migration becomes a plain Job.
*/}}
{{- define "tidemark.migration.account" -}}
{{- if include "tidemark.migration.isHook" . }}migration{{ else }}migration-job{{ end -}}
{{- end -}}

{{/* Annotations of what the hook is made of. Takes root and weight. */}}
{{- define "tidemark.migration.hook" -}}
{{- if include "tidemark.migration.isHook" .root }}
annotations:
  helm.sh/hook: pre-install,pre-upgrade
  helm.sh/hook-weight: {{ .weight | quote }}
  helm.sh/hook-delete-policy: before-hook-creation
{{- end }}
{{- end -}}

{{/* A Job that has run cannot be changed; a hook is deleted first, any other is a new one after each change. */}}
{{- define "tidemark.migration.name" -}}
{{- $name := printf "%s-migration" (include "tidemark.fullname" .) -}}
{{- if include "tidemark.migration.isHook" . -}}
{{- $name -}}
{{- else -}}
{{- printf "%s-%s" $name (list .Values.image .Values.pod .Values.job .Values.postgresql .Values.migration .Values.risks .Chart.Version | toJson | sha256sum | trunc 8) -}}
{{- end -}}
{{- end -}}
