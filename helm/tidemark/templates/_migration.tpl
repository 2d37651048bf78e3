{{/* Whether the migration is a hook; the operator's cluster would not be there before the rest is. */}}
{{- define "tidemark.migration.isHook" -}}
{{- if and .Values.migration.hook (not .Values.postgresql.cluster.enabled) }}true{{ end -}}
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
