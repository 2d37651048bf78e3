{{/* What the names of all objects begin with. */}}
{{- define "tidemark.fullname" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* What pods are selected by. Never to change: a Deployment's selector is immutable. Takes root and component. */}}
{{- define "tidemark.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{- define "tidemark.labels" -}}
{{ include "tidemark.selector" . }}
app.kubernetes.io/part-of: {{ .root.Chart.Name }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end -}}

{{/* Name, namespace and labels of an object of a component. Takes root, component, and a name if it is another. */}}
{{- define "tidemark.metadata" -}}
name: {{ include "tidemark.fullname" .root }}-{{ .name | default .component }}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- include "tidemark.labels" . | nindent 2 }}
{{- end -}}

{{- define "tidemark.tag" -}}
{{- .Values.image.tag | default .Chart.AppVersion -}}
{{- end -}}

{{/* The image of an application. Takes root and application. */}}
{{- define "tidemark.image" -}}
{{- $image := .root.Values.image -}}
{{- $name := list $image.registry $image.repository .application | compact | join "/" -}}
{{- with get $image.digests .application -}}
{{- printf "%s@%s" $name . -}}
{{- else -}}
{{- printf "%s:%s" $name (include "tidemark.tag" .root) -}}
{{- end -}}
{{- end -}}

{{/* The PostgreSQL server. */}}
{{- define "tidemark.postgresql.host" -}}
{{- if .Values.postgresql.cluster.enabled -}}
{{- include "tidemark.fullname" . }}-db-rw
{{- else -}}
{{- .Values.postgresql.host -}}
{{- end -}}
{{- end -}}

{{/* Host and port of a URL, as "host port". */}}
{{- define "tidemark.address" -}}
{{- $url := urlParse . -}}
{{- $port := dict "http" 80 "https" 443 "redis" 6379 "rediss" 6379 -}}
{{- $parts := regexFindAll "^(\\[.*\\]|[^:]*)|[0-9]+$" $url.host -1 -}}
{{- first $parts }} {{ if gt (len $parts) 1 }}{{ last $parts }}{{ else }}{{ get $port $url.scheme }}{{ end -}}
{{- end -}}
